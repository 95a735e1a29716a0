// What every field is answered from: the view of this request, who looks, and what may be asked of the house.

import { API_LIMITS } from "../execution/limits.js";
import type { Commands, Reads } from "../ports.js";
import { type LedgerLoaders, ledgerLoaders } from "../valueflows/ledgerLoaders.js";
import type { ReadBudget } from "../valueflows/readBudget.js";
import { regionView, type RegionView } from "./regionView.js";
import { seesHouseholds, type Viewer } from "./viewer.js";

/** One request. `view` and `ledger` move on after a change, so that its answer shows what was changed. */
export interface ApiContext {
  view: RegionView;
  ledger: LedgerLoaders;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly viewer: Viewer;
  readonly reads: Reads;
  readonly commands: Commands;
  /** Values that this answer may still hold. */
  valuesLeft: number;
  isLimitTold: boolean;
  /** Records that may still be read for it. */
  readonly readBudget: ReadBudget;
  /** False where the answer shows what moves on without a new moment. */
  isOfMoment: boolean;
}

/** The context of a request that begins now. */
export function apiContext({ viewer, reads, commands, now }: Pick<ApiContext, "viewer" | "reads" | "commands" | "now">): ApiContext {
  const view = viewFor(reads, viewer);
  const isVisitor = viewer.kind === "public";
  const readBudget = { isLimitTold: false, recordsLeft: isVisitor ? API_LIMITS.visitorRecords : API_LIMITS.records };
  return {
    view,
    ledger: ledgerFor(reads, { view, viewer, readBudget }),
    readBudget,
    now,
    viewer,
    reads,
    commands,
    valuesLeft: isVisitor ? API_LIMITS.visitorValues : API_LIMITS.values,
    isLimitTold: false,
    isOfMoment: true,
  };
}

/** Moves a request on to what there is after a change. */
export function moveOn(context: ApiContext): void {
  context.view = viewFor(context.reads, context.viewer);
  context.ledger = ledgerFor(context.reads, context);
}

function ledgerFor({ ledger }: Reads, { view, viewer, readBudget }: Pick<ApiContext, "view" | "viewer" | "readBudget">): LedgerLoaders {
  const { mask, state } = view;
  const hide = {
    mask,
    seesHouseholds: seesHouseholds(viewer),
    isPlace: (id: string) => state.places.has(id),
    isWorkshop: (id: string) => state.workshops.has(id),
  };
  return ledgerLoaders(ledger, hide, readBudget);
}

/** Views by moment, so that all requests of one moment and kind of viewer share one. */
const views = new WeakMap<object, Map<boolean, RegionView>>();

/** The view of a moment for a viewer; the same one for the same moment. */
function viewFor(reads: Reads, viewer: Viewer): RegionView {
  const moment = reads.moment();
  const known = views.get(moment) ?? new Map<boolean, RegionView>();
  views.set(moment, known);
  const sees = seesHouseholds(viewer);
  const view = known.get(sees) ?? regionView(moment, sees);
  known.set(sees, view);
  return view;
}
