// What every field is answered from: the view of this request, who looks, and what may be asked of the house.

import type { Commands, Reads } from "../ports.js";
import { regionView, type RegionView } from "./regionView.js";
import { seesHouseholds, type Viewer } from "./viewer.js";

/** One request. `view` moves on after a change, so that its answer shows what was changed. */
export interface ApiContext {
  view: RegionView;
  readonly viewer: Viewer;
  readonly reads: Reads;
  readonly commands: Commands;
  /** Values that this answer may still hold. */
  valuesLeft: number;
}

/** Views by moment, so that all requests of one moment and kind of viewer share one. */
const views = new WeakMap<object, Map<boolean, RegionView>>();

/** The view of a moment for a viewer; the same one for the same moment. */
export function viewFor(reads: Reads, viewer: Viewer): RegionView {
  const moment = reads.moment();
  const known = views.get(moment) ?? new Map<boolean, RegionView>();
  views.set(moment, known);
  const sees = seesHouseholds(viewer);
  const view = known.get(sees) ?? regionView(moment, sees);
  known.set(sees, view);
  return view;
}
