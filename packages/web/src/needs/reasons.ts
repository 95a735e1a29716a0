// Why a line is as it is, in words.

import { capabilityName } from "../words/capabilities";
import type { Language } from "../words/language";
import type { needWordsEn } from "./words.en";

/** A way to get a thing, as the API tells it. */
export interface WayView {
  readonly source: "made" | "bought" | "stock";
  readonly place: { readonly name: string };
  readonly workshop: { readonly name: string } | null;
  readonly period: string;
  readonly unitCost: number | null;
  readonly difference: number | null;
  readonly reason: string;
  readonly missing: readonly string[];
}

type Words = typeof needWordsEn;

/** Who or what a way is. */
export function wayName({ source, workshop, place }: Pick<WayView, "source" | "workshop" | "place">, words: Words): string {
  if (source === "bought") return words.boughtFar;
  return source === "stock" ? words.fromStock(place.name) : (workshop?.name ?? place.name);
}

/** Why a rival is not taken. */
export function reasonWords({ reason, missing }: Pick<WayView, "reason" | "missing">, words: Words, language: Language): string {
  const lacks = missing.map((id) => capabilityName(id, language)).join(", ");
  switch (reason) {
    case "missingCapability":
      return words.missingCapability(lacks);
    case "missingSkill":
      return words.missingSkill(lacks);
    case "chosen":
    case "same":
    case "noFreeHours":
    case "noFreeHands":
    case "freight":
    case "dearer":
    case "slower":
    case "limit":
    case "tooLate":
    case "notSold":
    case "soldOut":
      return words[reason];
    default:
      return reason;
  }
}

const BECAUSE: Readonly<Record<string, Extract<keyof Words, `because${string}`>>> = {
  same: "becauseSame",
  noFreeHours: "becauseNoFreeHours",
  noFreeHands: "becauseNoFreeHands",
  freight: "becauseFreight",
  dearer: "becauseDearer",
  slower: "becauseSlower",
  limit: "becauseLimit",
  tooLate: "becauseTooLate",
  missingCapability: "becauseMissing",
  missingSkill: "becauseMissing",
  notSold: "becauseMarket",
  soldOut: "becauseMarket",
};

/** The first rival that could be, else the first at all: what the answer is given against. */
export const nextBest = <Way extends Pick<WayView, "unitCost" | "reason">>(rivals: readonly Way[]): Way | undefined =>
  rivals.find(({ unitCost, reason }) => unitCost !== null && reason !== "chosen") ?? rivals.find(({ reason }) => reason !== "chosen");

/** One sentence: what, from where, because of what. */
export function whySentence(item: string, chosen: readonly WayView[], rivals: readonly WayView[], words: Words): string {
  const names = [...new Set(chosen.map((way) => wayName(way, words)))];
  const rival = nextBest(rivals);
  const key = rival === undefined ? "becauseOnly" : (BECAUSE[rival.reason] ?? "becauseDearer");
  const reason = words[key];
  return words.because(item, names.join(` ${words.and} `), typeof reason === "string" ? reason : words.becauseOnly);
}
