// What a plan says, ready to be shown: ids and figures only, computed once when the plan is there.

import type { CostParts, LimitUse, NeedShare, PlaceLevel, PlanResult, Scarcity } from "@commonwright/planner";

/** A plan as the API answers it. Plain data that can be handed from one thread to another. */
export interface PlanReading {
  readonly status: PlanResult["status"];
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  /** SHA-256 of the result document, with `sha256:` before it. */
  readonly digest: string;
  readonly cost: CostParts;
  /** Priorities that have needs, the vital first. */
  readonly priorities: readonly PriorityOutcome[];
  /** What the market asks for what is met and priced there; null where no price is known at all. */
  readonly marketMoney: number | null;
  /** Share of what is met, by worth, whose market price is known, 0 to 1. */
  readonly marketKnownShare: number;
  /** In the order of the problem. */
  readonly needs: readonly NeedReading[];
  readonly flows: readonly FlowReading[];
  /** All workshops, in the order of the problem. */
  readonly rows: readonly GanttRowReading[];
  /** In the order of the result's runs. */
  readonly work: readonly WorkReading[];
  readonly shipments: readonly ShipmentReading[];
  readonly purchases: readonly PurchaseReading[];
  /** Ranked by what the shortage costs the whole plan. */
  readonly scarce: readonly ScarcityReading[];
  readonly levels: PlanResult["phases"]["levels"];
  readonly boughtShare: number;
  readonly stockShare: number;
  readonly unmetShare: number;
  /** Planned hours of each machine, per period of the problem. */
  readonly machines: readonly MachineReading[];
}

/** How the needs of one priority fare; `share` is by worth (quantity × reference cost). */
export interface PriorityOutcome {
  readonly priority: 1 | 2 | 3;
  readonly needs: number;
  readonly met: number;
  readonly part: number;
  readonly share: number;
}

/** One need. Quantities are in its item's unit. */
export interface NeedReading {
  readonly need: string;
  readonly item: string;
  readonly place: string;
  readonly met: number;
  readonly unmet: number;
  readonly unmetCode: PlanResult["unmet"][number]["code"] | null;
  readonly unmetReason: string | null;
  readonly cost: CostParts;
  readonly carrying: { readonly trips: number; readonly km: number; readonly kgKm: number; readonly cost: CostParts };
  readonly marketMoney: number | null;
  /** Parents before children. */
  readonly lines: readonly NeedLineReading[];
  /** Share of the value that is made within 40 km of the need, 0 to 1. */
  readonly nearShare: number;
}

/** One line of a need's tree. `id` stays the same from plan to plan as long as the way of making does. */
export interface NeedLineReading {
  readonly id: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly item: string;
  readonly quantity: number;
  readonly source: "made" | "bought" | "stock";
  readonly recipe: string | null;
  readonly level: PlaceLevel;
  readonly origins: readonly {
    readonly place: string;
    readonly workshop: string | null;
    readonly period: string;
    readonly quantity: number;
  }[];
  readonly cost: CostParts;
  readonly isScarce: boolean;
  /** Where most of it is used, and when. */
  readonly usedAt: { readonly place: string; readonly period: string; readonly quantity: number };
}

/** A node of the picture from material to need. `ref`: id of an item, capability, skill, workshop, or of the item needed; null for carrying. */
export interface FlowNodeReading {
  readonly column: 0 | 1 | 2 | 3;
  readonly kind: "item" | "stock" | "machine" | "labour" | "carrying" | "workshop" | "need";
  readonly ref: string | null;
  readonly level: PlaceLevel | null;
  /** Of a need: how much is met, and how much is asked for. */
  readonly quantity: number | null;
  readonly of: number | null;
}

/** A band of that picture: value that goes from one node to the next. */
export interface FlowReading extends CostParts {
  readonly from: FlowNodeReading;
  readonly to: FlowNodeReading;
  readonly isScarce: boolean;
}

/** What a workshop does when. Hours are per period of the problem, of all its machines together. */
export interface GanttRowReading {
  readonly workshop: string;
  readonly isScarce: boolean;
  readonly freeHours: readonly number[];
  readonly usedHours: readonly number[];
  readonly bars: readonly {
    readonly period: string;
    readonly item: string;
    readonly recipe: string;
    readonly quantity: number;
    readonly hours: number;
    readonly isScarce: boolean;
  }[];
}

/** Runs of one recipe at one workshop in one period; quantities of the product, hours as the workshop needs them. */
export interface WorkReading {
  readonly workshop: string;
  readonly recipe: string;
  readonly item: string;
  readonly period: string;
  readonly quantity: number;
  readonly machineHours: readonly { readonly capability: string; readonly hours: number }[];
  readonly labourHours: readonly { readonly skill: string; readonly hours: number }[];
  readonly inputs: readonly { readonly item: string; readonly quantity: number }[];
  /** In units of the product. */
  readonly forNeeds: readonly NeedShare[];
  readonly isScarce: boolean;
}

/** Something that is carried from place to place in a period. */
export interface ShipmentReading {
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly period: string;
  readonly quantity: number;
  readonly massKg: number;
  readonly km: number;
  readonly cost: CostParts;
}

/** Something that is bought. */
export interface PurchaseReading {
  readonly item: string;
  readonly place: string;
  readonly period: string;
  readonly quantity: number;
  readonly money: number;
  readonly co2Kg: number;
}

/** A limit that holds the plan up; `unit` is that of `used`, `available` and `more`. */
export interface ScarcityReading extends Scarcity {
  readonly used: number;
  readonly available: number | null;
  readonly unit: string;
  /** Unmet needs that wait for it; where there are none, the needs that use most of it. At most five. */
  readonly waiting: LimitUse["waiting"];
}

/** Planned hours of one machine, per period of the problem. */
export interface MachineReading {
  readonly workshop: string;
  readonly capability: string;
  readonly plannedHours: readonly number[];
}
