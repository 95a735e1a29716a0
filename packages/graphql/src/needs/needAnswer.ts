// What the plan, or a first answer beside it, says of a need.

import type { NeedLineReading, NeedReading } from "@commonwright/commons";
import type { Fields } from "../viewing/fields.js";
import type { RegionView } from "../viewing/regionView.js";
import { coarse, coarseCosts } from "../viewing/coarse.js";

/** An answer with where it comes from; `plan` null: a first answer. */
export interface NeedAnswer {
  readonly plan: number | null;
  readonly reading: NeedReading;
}

/** A first answer goes before the plan: it is there only while the plan has not seen the need as it is. Null: nothing has. */
export function needAnswer(view: RegionView, need: string): NeedAnswer | null {
  const first = view.moment.firstAnswers.get(need);
  if (first !== undefined) return { plan: null, reading: first };
  const { plan } = view.moment;
  const reading = view.needReadings().get(need);
  return plan === null || reading === undefined ? null : { plan: plan.row.number, reading };
}

const UNMET_CODES: Readonly<Record<string, string>> = {
  "no-recipe": "noRecipe",
  "missing-capability": "missingCapability",
  "missing-skill": "missingSkill",
  "no-material": "noMaterial",
  "too-late": "tooLate",
  limits: "limits",
  "not-worth": "notWorth",
};

/** The planner's code as the API spells it. */
export const unmetCodeName = (code: string): string => UNMET_CODES[code] ?? "limits";

export const needAnswerFields: Fields<NeedAnswer> = {
  isFirstAnswer: ({ plan }) => plan === null,
  met: ({ reading }) => reading.met,
  unmet: ({ reading }) => reading.unmet,
  unmetCode: ({ reading }) => (reading.unmetCode === null ? null : unmetCodeName(reading.unmetCode)),
  unmetReason: ({ reading }, _args, { view }) => (reading.unmetReason === null ? null : view.mask.sentence(reading.unmetReason)),
  cost: ({ reading }, _args, { view }) => coarseCosts(view, reading.cost, 3),
  carrying: ({ reading: { carrying } }, _args, { view }) =>
    view.mask.isHiding
      ? { ...carrying, km: coarse(carrying.km, 2), kgKm: coarse(carrying.kgKm, 2), cost: coarseCosts(view, carrying.cost, 2) }
      : carrying,
  marketMoney: ({ reading }) => reading.marketMoney,
  lines: ({ reading }) => reading.lines,
  nearShare: ({ reading }) => reading.nearShare,
};

export const lineFields: Fields<NeedLineReading> = {
  item: ({ item }, _args, { view }) => view.item(item),
};

export const originFields: Fields<NeedLineReading["origins"][number]> = {
  place: ({ place }, _args, { view }) => view.mask.place(place),
  workshop: ({ workshop }, _args, { view }) => (workshop === null ? null : view.mask.workshop(workshop)),
};
