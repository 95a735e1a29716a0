// What every field is answered from: the view of this request, who looks, and what may be asked of the house.

import { API_LIMITS } from "../execution/limits.js";
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
  /** False where the answer shows what moves on without a new moment. */
  isOfMoment: boolean;
}

/** The context of a request that begins now. */
export function apiContext({ viewer, reads, commands }: Pick<ApiContext, "viewer" | "reads" | "commands">): ApiContext {
  return {
    view: viewFor(reads, viewer),
    viewer,
    reads,
    commands,
    valuesLeft: viewer.kind === "public" ? API_LIMITS.visitorValues : API_LIMITS.values,
    isOfMoment: true,
  };
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
