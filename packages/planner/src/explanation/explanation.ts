// What an explanation says: all ways to get a thing to where it is used, at the prices of the plan.
import type { LineSource } from "../pegging/pegging.js";

/** The use that is asked about: of one line of a need's tree, or of any node of the plan. */
export interface Use {
  readonly item: string;
  readonly place: string;
  readonly period: string;
  /** The line's source and recipe: only ways of that kind count as chosen then. */
  readonly source?: LineSource;
  readonly recipe?: string | null;
}

/** Why a way is taken or not. */
export type RivalReason =
  | "chosen"
  /** Costs the same. */
  | "same"
  /** Its machines' hours are worth more elsewhere. */
  | "noFreeHours"
  /** The hours of labour there are worth more elsewhere. */
  | "noFreeHands"
  | "freight"
  /** Machines, material, CO2 or waiting cost more. */
  | "dearer"
  /** It takes more hours for the same. */
  | "slower"
  /** A ceiling or money limit stands against it. */
  | "limit"
  | "tooLate"
  | "missingCapability"
  | "missingSkill"
  | "notSold"
  /** A stock or a market limit that is used up. */
  | "soldOut";

/** What the cost of one unit is made of, in objective units; the sum is the unit cost. */
export interface UnitCostParts {
  /** Machine hours, share of the set-up, purchase price. */
  readonly money: number;
  readonly labour: number;
  readonly co2: number;
  /** Real cost of freight. */
  readonly freight: number;
  /** Inputs at their prices at the place, less by-products at theirs. */
  readonly materials: number;
  readonly holding: number;
  /** What the prices of limits, and of a stock, add. */
  readonly scarcity: number;
}

/** One way to get a unit to where it is used. */
export interface Way {
  readonly source: LineSource;
  readonly place: string;
  readonly workshop: string | null;
  readonly recipe: string | null;
  /** When it is made (the run starts), bought or taken. */
  readonly period: string;
  /** Objective units, everything included; null where it cannot be at all. */
  readonly unitCost: number | null;
  /** unitCost less that of the chosen way; null where it cannot be at all. */
  readonly difference: number | null;
  readonly parts: UnitCostParts | null;
  readonly reason: RivalReason;
  /** What it lacks where it cannot be at all: ids of capabilities or skills. */
  readonly missing: readonly string[];
}

/** A limit that makes a way dearer. Names as in the result's prices. */
export interface LimitPrice {
  readonly kind: "machine" | "labour" | "ceiling" | "money" | "market";
  readonly workshop?: string;
  readonly capability?: string;
  readonly territory?: string;
  readonly skill?: string;
  readonly co2?: true;
  readonly extract?: string;
  readonly item?: string;
  readonly period: string;
  /** Objective units per unit of the limit. */
  readonly price: number;
  /** h, kg, the currency, or the item's unit. */
  readonly unit: string;
}

/** Why a thing comes from where it comes from. */
export interface Explanation {
  readonly item: string;
  readonly place: string;
  readonly period: string;
  /** The ways that the plan takes, the greatest share first. */
  readonly chosen: readonly Way[];
  /** The best others, at most eight, the cheapest first. */
  readonly rivals: readonly Way[];
  /** A few that cannot be at all, the nearest first, with what they lack. */
  readonly unable: readonly Way[];
  /** Limits with a price that the chosen ways or the rivals take from themselves, the dearest first. */
  readonly limits: readonly LimitPrice[];
}

/** Explains uses of one plan; made once per plan by `explainer`. */
export interface Explainer {
  /** Throws on an unknown id. */
  explainUse(use: Use): Explanation;
}
