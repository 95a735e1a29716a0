// What the API needs to know of a plan, in ids: made once per plan, away from the thread that answers.

/** Money in the region's currency, hours of labour, kilograms of CO2e. */
export interface CostReading {
  readonly money: number;
  readonly labourHours: number;
  readonly co2Kg: number;
}

/** A need and how much is for it. */
export interface NeedShareReading {
  readonly need: string;
  readonly quantity: number;
}

export type LevelName = "personal" | "outlet" | "regional" | "remote";
export type SourceName = "made" | "bought" | "stock";

/** One line of a need's tree; `id` is unique within the need and stays the same as long as the plan does. */
export interface LineReading {
  readonly id: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly item: string;
  readonly quantity: number;
  readonly source: SourceName;
  readonly recipe: string | null;
  readonly level: LevelName;
  readonly origins: readonly {
    readonly place: string;
    readonly workshop: string | null;
    readonly period: string;
    readonly quantity: number;
  }[];
  readonly cost: CostReading;
  readonly isScarce: boolean;
  /** Where most of it is used: what `why` is asked about. */
  readonly usedAt: { readonly place: string; readonly period: string; readonly quantity: number };
}

/** What a plan, or a first answer, says of one need. */
export interface NeedReading {
  readonly need: string;
  readonly met: number;
  readonly unmet: number;
  /** As the planner names it, such as "no-recipe". */
  readonly unmetCode: string | null;
  readonly unmetReason: string | null;
  readonly cost: CostReading;
  readonly carrying: { readonly trips: number; readonly km: number; readonly kgKm: number; readonly cost: CostReading };
  readonly marketMoney: number | null;
  readonly lines: readonly LineReading[];
  readonly nearShare: number;
}

/** A limit with its price; names as the planner has them. */
export interface LimitReading {
  readonly kind: "machine" | "labour" | "ceiling" | "money" | "market";
  readonly workshop?: string;
  readonly capability?: string;
  readonly territory?: string;
  readonly skill?: string;
  readonly co2?: true;
  readonly extract?: string;
  readonly item?: string;
  readonly period: string;
  readonly price: number;
  readonly unit: string;
}

export interface WorkReading {
  readonly workshop: string;
  readonly recipe: string;
  readonly item: string;
  readonly period: string;
  /** Of the product, in its unit. */
  readonly quantity: number;
  readonly machineHours: readonly { readonly capability: string; readonly hours: number }[];
  readonly labourHours: readonly { readonly skill: string; readonly hours: number }[];
  readonly inputs: readonly { readonly item: string; readonly quantity: number }[];
  readonly forNeeds: readonly NeedShareReading[];
  readonly isScarce: boolean;
}

export interface ShipmentReading {
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly period: string;
  readonly quantity: number;
  readonly massKg: number;
  readonly km: number;
  readonly cost: CostReading;
}

export interface PurchaseReading {
  readonly item: string;
  readonly place: string;
  readonly period: string;
  readonly quantity: number;
  readonly money: number;
  readonly co2Kg: number;
}

export interface ScarcityReading {
  readonly limit: LimitReading;
  readonly priority: 1 | 2 | 3 | null;
  readonly more: number;
  readonly saves: number;
  readonly lifted: number;
  readonly used: number;
  readonly available: number | null;
  readonly waiting: readonly NeedShareReading[];
}

/** `ref`: the id of an item, a capability, a skill, a workshop; of the item that is needed for kind need. */
export interface FlowNodeReading {
  readonly column: 0 | 1 | 2 | 3;
  readonly kind: "item" | "stock" | "machine" | "labour" | "carrying" | "workshop" | "need";
  readonly ref: string | null;
  readonly quantity: number | null;
  readonly of: number | null;
}
export interface FlowReading extends CostReading {
  readonly from: FlowNodeReading;
  readonly to: FlowNodeReading;
  readonly isScarce: boolean;
}

/** A whole plan. */
export interface PlanReading {
  readonly status: "optimal" | "feasible";
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly digest: string;
  readonly cost: CostReading;
  readonly priorities: readonly {
    readonly priority: 1 | 2 | 3;
    readonly needs: number;
    readonly met: number;
    readonly part: number;
    readonly share: number;
  }[];
  readonly marketMoney: number | null;
  readonly marketKnownShare: number;
  readonly flows: readonly FlowReading[];
  /** Workshops with work, and the hours that all their machines have free and use, per period in order. */
  readonly rows: readonly { readonly workshop: string; readonly freeHours: readonly number[]; readonly usedHours: readonly number[] }[];
  readonly work: readonly WorkReading[];
  readonly shipments: readonly ShipmentReading[];
  readonly purchases: readonly PurchaseReading[];
  readonly scarce: readonly ScarcityReading[];
  readonly levels: readonly { readonly level: LevelName; readonly can: number; readonly is: number }[];
  readonly boughtShare: number;
  readonly stockShare: number;
  readonly unmetShare: number;
  readonly needs: readonly NeedReading[];
}
