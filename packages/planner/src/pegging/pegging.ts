// What pegging says: which part of a plan serves which need.
import type { PlanProblem } from "../problem/planProblem.js";
import type { PlanResult } from "../result/planResult.js";

/** Money in the problem's currency, hours of labour, kilograms of CO2. */
export type CostParts = PlanResult["cost"];

/** The lists of a plan that pegging reads: a whole result, or the answer of `planBeside`. */
export interface PeggedPlan extends Pick<PlanResult, "runs" | "shipments" | "purchases" | "holdings" | "setups"> {
  readonly unmet: readonly { readonly need: string; readonly quantity: number }[];
  /** The needs that the plan is about; absent: all of the problem. */
  readonly needs?: readonly string[];
  /** What of those needs another plan already serves, in the item's unit; absent: nothing. */
  readonly served?: readonly NeedShare[];
  /** The stocks that the plan may use; absent: those of the problem. */
  readonly stocks?: readonly Pick<PlanProblem["stocks"][number], "item" | "place" | "quantity">[];
}

/** A need and how much is for it; the unit is said where it is used. */
export interface NeedShare {
  readonly need: string;
  readonly quantity: number;
}

/** Made by a recipe, bought on the market, or taken from what is there at the start. */
export type LineSource = "made" | "bought" | "stock";

/** Where and when some of a line was made (the run starts then), bought, or lay. */
export interface LineOrigin {
  readonly place: string;
  /** Null for what is bought or from stock. */
  readonly workshop: string | null;
  readonly period: string;
  readonly quantity: number;
}

/** Where and when some of a line is used: at the need, or at the workshop where its parent is made. */
export interface LineUse {
  readonly place: string;
  readonly period: string;
  readonly quantity: number;
}

/** One line of a need's tree: an item from one kind of source, and for what is made by one recipe. */
export interface PegLine {
  /** Index in `lines` of the line that uses it; null where the need itself does. */
  readonly parent: number | null;
  /** 0 for the thing needed. */
  readonly depth: number;
  readonly item: string;
  readonly source: LineSource;
  /** The recipe whose product it is; null for what is bought or from stock, and for what is made as a by-product, by whatever recipes. */
  readonly recipe: string | null;
  /** In the item's unit. */
  readonly quantity: number;
  /** Of this line itself: machine hours, labour, CO2 and set-ups of its runs; price and CO2 of what is bought; nothing for stocks and by-products. */
  readonly cost: CostParts;
  /** The greatest first. */
  readonly origins: readonly LineOrigin[];
  /** The greatest first. */
  readonly usedAt: readonly LineUse[];
}

/** What it takes to bring everything for a need together, and to the need. */
export interface Carrying {
  /** Shipments of which a noticeable share is for the need. */
  readonly trips: number;
  /** Road of these trips. */
  readonly km: number;
  readonly kgKm: number;
  readonly cost: CostParts;
}

/** One need: its tree and what it costs. */
export interface NeedPegging {
  readonly need: string;
  /** In the item's unit; met = asked for − unmet. */
  readonly met: number;
  readonly unmet: number;
  /** Parents before children, children in the order of the recipe's inputs, the greater source first. Empty where nothing is met. */
  readonly lines: readonly PegLine[];
  readonly carrying: Carrying;
  /** Money for holding things from one period to the next. */
  readonly waiting: number;
  /** Lines, carrying and waiting together. */
  readonly cost: CostParts;
}

/** Whom a row of the plan is for, in the unit of that row's `quantity` (runs of a recipe in runs). */
export interface RowPegging {
  /** The greatest first. */
  readonly forNeeds: readonly NeedShare[];
  /** For nobody: left over, or going round in a circle. */
  readonly leftOver: number;
}

/** Which part of a plan serves which need. */
export interface Pegging {
  /** In the order of the problem (of `needs` where the plan names them). */
  readonly needs: readonly NeedPegging[];
  /** In the order of the plan's lists. */
  readonly runs: readonly RowPegging[];
  readonly shipments: readonly RowPegging[];
  readonly purchases: readonly RowPegging[];
  readonly holdings: readonly RowPegging[];
  /** Cost of what serves no need. Needs and this together are the cost of the plan. */
  readonly unassigned: CostParts;
}

/** How much of a limit a plan uses, for whom, and who waits for more. Names as in the result's prices and `scarce`. */
export interface LimitUse {
  readonly kind: "machine" | "labour" | "ceiling" | "money" | "market";
  readonly workshop?: string;
  readonly capability?: string;
  readonly territory?: string;
  readonly skill?: string;
  readonly co2?: true;
  readonly extract?: string;
  readonly item?: string;
  readonly period: string;
  /** Hours, kg, currency, or the item's unit. */
  readonly used: number;
  readonly available: number;
  /** Needs for which it is used, in the unit of the limit, the greatest first. */
  readonly users: readonly NeedShare[];
  /** Where it is used up: needs that stay unmet and could be met by ways that take it, with what of them is unmet, the worthiest first. */
  readonly waiting: readonly NeedShare[];
}
