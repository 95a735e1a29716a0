// Why a line of a need's tree is as it is.

import type { NeedLineReading } from "@commonwright/commons";
import { refusalError } from "../execution/refusal.js";
import type { CurrentPlan } from "../ports.js";
import type { ApiContext } from "../viewing/apiContext.js";
import { coarse } from "../viewing/coarse.js";
import type { Fields } from "../viewing/fields.js";
import { type NeedShareReading, openShares, shareFields } from "./shares.js";
import type { WayReading, WhyReading } from "./whyReading.js";

export interface AnsweredWhy {
  readonly plan: CurrentPlan;
  readonly need: string;
  readonly line: NeedLineReading;
  readonly why: WhyReading;
}

/** Null: the plan has no such line, so that it has no reason either. */
export async function whyLine(context: ApiContext, { need, line: id }: { need: string; line: string }): Promise<AnsweredWhy | null> {
  const { view, reads } = context;
  if (view.need(need) === null) throw refusalError({ code: "NOT_FOUND", message: `There is no open need ${need}.`, details: { need } });
  const { plan } = view.moment;
  const line = plan?.reading.needs.find((reading) => reading.need === need)?.lines.find((each) => each.id === id);
  if (plan === null || line === undefined) return null;
  const { place, period } = line.usedAt;
  // The freight of every rival to a home would tell where it stands.
  if (view.mask.isHidden(place)) return null;
  const why = await reads.why(plan, { item: line.item, place, period, source: line.source, recipe: line.recipe });
  return { plan, need, line, why };
}

const MOST_RIVALS = 8;

const whyFields: Fields<AnsweredWhy> = {
  item: ({ line }, _args, { view }) => view.item(line.item),
  usedAt: ({ line }, _args, { view }) => view.mask.place(line.usedAt.place),
  period: ({ line }) => line.usedAt.period,
  quantity: ({ line }) => line.usedAt.quantity,
  chosen: ({ why }) => why.chosen,
  rivals: ({ why }) => [...why.rivals, ...why.unable].slice(0, MOST_RIVALS),
  limits: ({ why }) => why.limits,
  alsoServes: ({ plan, need, why }, _args, { view }) => openShares(view, alsoServes(plan, need, why)),
  proof: ({ plan }) => plan.reading,
};

/** Other needs for which the chosen runs work, too. */
function alsoServes({ reading }: CurrentPlan, need: string, { chosen }: WhyReading): readonly NeedShareReading[] {
  const sums = new Map<string, number>();
  for (const way of chosen) {
    const work = reading.work.find((line) => line.workshop === way.workshop && line.recipe === way.recipe && line.period === way.period);
    for (const share of work?.forNeeds ?? []) if (share.need !== need) sums.set(share.need, (sums.get(share.need) ?? 0) + share.quantity);
  }
  return [...sums].map(([id, quantity]) => ({ need: id, quantity })).toSorted((a, b) => b.quantity - a.quantity);
}

const rivalFields: Fields<WayReading> = {
  place: ({ place }, _args, { view }) => view.mask.place(place),
  workshop: ({ workshop }, _args, { view }) => (workshop === null ? null : view.mask.workshop(workshop)),
  parts: ({ place, parts }, _args, { view }) => (view.mask.isHidden(place) ? null : parts),
  unitCost: ({ place, unitCost }, _args, { view }) => (unitCost !== null && view.mask.isHidden(place) ? coarse(unitCost, 2) : unitCost),
  difference: ({ place, difference }, _args, { view }) =>
    difference !== null && view.mask.isHidden(place) ? coarse(difference, 1) : difference,
};

export const whyFieldMaps = { Why: whyFields, Rival: rivalFields, NeedShare: shareFields };
