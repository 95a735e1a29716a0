// What changed with a plan, in one sentence.

import type { Format } from "../words/format";
import type { changeWordsEn } from "./changeWords.en";

/** What the API tells of a change. */
export interface ChangeView {
  readonly from: number;
  readonly to: number;
  readonly moneyDifference: number;
  readonly workshopsMore: readonly unknown[];
  readonly workshopsLess: readonly unknown[];
  readonly needsGained: readonly { readonly need: { readonly item: { readonly name: string } } }[];
  readonly needsLost: readonly { readonly need: { readonly item: { readonly name: string } } }[];
}

const LEAST_MONEY = 0.005;

/** "3 workshops do more, 1 less; € 12.40 cheaper. 2 needs get more." */
export function changeSentence(change: ChangeView, words: typeof changeWordsEn, format: Pick<Format, "money">): string {
  const { workshopsMore, workshopsLess, moneyDifference, needsGained, needsLost } = change;
  const work = words.work(workshopsMore.length, workshopsLess.length);
  const money =
    Math.abs(moneyDifference) < LEAST_MONEY
      ? words.same
      : (moneyDifference < 0 ? words.cheaper : words.dearer)(format.money(Math.abs(moneyDifference)));
  const needs = [
    ...(needsGained.length > 0 ? [words.gained(needsGained.length)] : []),
    ...(needsLost.length > 0 ? [words.lost(needsLost.length)] : []),
  ];
  return [`${work}; ${money}.`, ...needs.map((sentence) => `${sentence}.`)].join(" ");
}
