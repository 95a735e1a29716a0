// Where a query begins.

import { API_LIMITS } from "./execution/limits.js";
import { refusalError } from "./execution/refusal.js";
import { designsOf } from "./designs/designFields.js";
import { openNeeds } from "./needs/needFields.js";
import { whyLine } from "./plans/whyFields.js";
import type { Fields } from "./viewing/fields.js";

/** The root of queries has no value of its own. */
export const queryFields: Fields<undefined> = {
  viewer: (_root, _args, { viewer }) => ({ mayChange: viewer.refusal === null, kind: viewer.kind, name: viewer.name }),
  region: (_root, _args, { view }) => view,
  places: (_root, _args, { view }) => view.mask.places(),
  items: (_root, _args, { view }) => [...view.state.items.values()],
  item: (_root, { id }: { id: string }, { view }) => view.state.items.get(id) ?? null,
  designs: (_root, _args, { view }) => view.once("designs", () => designsOf(view)),
  design: (_root, { id }: { id: string }, { view }) => (view.recipesFor(id).length > 0 ? (view.state.items.get(id) ?? null) : null),
  workshops: (_root, _args, { view }) => view.mask.workshops(),
  workshop: (_root, { id }: { id: string }, { view }) => view.mask.workshopNamed(id),
  needs: (_root, _args, { view }) => view.once("openNeeds", () => openNeeds(view)),
  need: (_root, { id }: { id: string }, { view }) => view.need(id),
  currentPlan: (_root, { number }: { number?: number | null }, { view, reads }) =>
    number === undefined || number === null || number === view.moment.plan?.row.number ? view.moment.plan : reads.plan(number),
  planHistory: (_root, { first }: { first: number }, { reads }) => reads.plans(checkedPage(first)),
  why: (_root, question: { need: string; line: string }, context) => whyLine(context, question),
  planning: (_root, _args, context) => {
    context.isOfMoment = false;
    return context.reads.planning();
  },
};

/** How many entries a list may be asked for. */
function checkedPage(first: number): number {
  const most = API_LIMITS.page;
  if (first >= 1 && first <= most) return first;
  const message = `A page has 1 to ${most} entries; ${first} were asked for.`;
  throw refusalError({ code: first < 1 ? "BAD_INPUT" : "LIMIT", message, details: { first, most } });
}
