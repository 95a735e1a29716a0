// The problem as integers and typed arrays: what every algorithm of the planner works on. Ids are left at the door (compile.ts).

/**
 * Sizes used throughout: I items, H places, T periods, K territories, R recipes, W workshops, J run kinds (a recipe in a workshop), L limits, N needs.
 * A *node* is an item at a place in a period; its index is `(item * T + period) * H + place`, so that the places of one item and period lie side by side.
 * A limit in a period has the index `limit * T + period`.
 */
export interface PlanArrays {
  readonly itemCount: number;
  readonly placeCount: number;
  readonly periodCount: number;
  readonly territoryCount: number;
  /** [H] territory of each place. */
  readonly territoryOfPlace: Int32Array;
  /** [I] kilograms of one unit. */
  readonly massKg: Float64Array;
  /** [I] objective units that one unit costs to go without, before any penalty. */
  readonly referenceCost: Float64Array;
  /** [I] objective units to hold one unit for one period. */
  readonly holdCost: Float64Array;
  /** [H*H] objective units to ship one kilogram from row to column, CO2 at its weight included. */
  readonly freightCost: Float64Array;
  /** [H*H] kilograms of CO2 to ship one kilogram. */
  readonly freightCo2: Float64Array;
  /** [I*H] stock in the first period, index item * H + place. */
  readonly stock: Float64Array;
  readonly limits: Limits;
  readonly recipes: Recipes;
  readonly runs: Runs;
  readonly purchases: Purchases;
  readonly needs: Needs;
  /** [I] items in the order in which they can be priced: inputs and by-products before products, circles broken at stated items. */
  readonly pricingOrder: Int32Array;
  /** [I] 1 where the price of the item is stated by the certificate (by-products and items on a circle), rule C2. */
  readonly isStated: Uint8Array;
  /** [I*T] 1 where some plan can have the item in the period, index item * T + period (rule C6). */
  readonly isReached: Uint8Array;
}

/** What a limit limits; the numbers are stored in `Limits.kind`. */
export const LimitKind = { machine: 0, labour: 1, co2: 2, extraction: 3, money: 4, market: 5 } as const;

/** Upper limits per period. */
export interface Limits {
  readonly count: number;
  /** [L] hours, kilograms, money or units per period, as the problem has them: the same in every period. */
  readonly amount: Float64Array;
  /** [L*T] what a plan may use: the amount, less what a plan uses beside which it is made. */
  readonly left: Float64Array;
  /** [L] a value of LimitKind. */
  readonly kind: Uint8Array;
  /** [L] workshop (machine), territory (labour, co2, extraction, money) or item (market). */
  readonly holder: Int32Array;
  /** [L] capability (machine), skill (labour), item (extraction); −1 else. */
  readonly thing: Int32Array;
  /** [K] the territory's CO2 ceiling or −1. */
  readonly co2OfTerritory: Int32Array;
  /** [K] the territory's money limit or −1. */
  readonly moneyOfTerritory: Int32Array;
  /** [I] the item's market limit or −1. */
  readonly marketOfItem: Int32Array;
}

/** Inputs and outputs of recipes as rows of two CSR lists; an item stands at most once in each. */
export interface Recipes {
  readonly count: number;
  readonly inStart: Int32Array;
  readonly inItem: Int32Array;
  readonly inQuantity: Float64Array;
  /** The first output of a row is the product (rule P6). */
  readonly outStart: Int32Array;
  readonly outItem: Int32Array;
  readonly outQuantity: Float64Array;
  readonly leadPeriods: Int32Array;
  /** [R] objective units to set up once, 0 where there is no set-up. */
  readonly setupCost: Float64Array;
  /** [R] 1 where runs are whole. */
  readonly isWhole: Uint8Array;
  /** [R+1] the runs of recipe r are runStart[r] .. runStart[r+1]. */
  readonly runStart: Int32Array;
  /** CSR by item: the recipes whose product it is. */
  readonly makerStart: Int32Array;
  readonly maker: Int32Array;
  /** CSR by item: the recipes that give it as a by-product. */
  readonly giverStart: Int32Array;
  readonly giver: Int32Array;
}

/** One entry per recipe and workshop that can do it, sorted by recipe. */
export interface Runs {
  readonly count: number;
  readonly recipe: Int32Array;
  readonly workshop: Int32Array;
  readonly place: Int32Array;
  /** [J] objective units of one run, inputs, set-up and freight apart. */
  readonly cost: Float64Array;
  /** CSR: amounts of limits that one run uses. */
  readonly useStart: Int32Array;
  readonly useLimit: Int32Array;
  readonly useAmount: Float64Array;
  /** [J] the most runs that the machine hours of a period allow (M of rule M7), rounded down where runs are whole; infinite without machine hours. */
  readonly most: Float64Array;
}

/** Where an item can be bought: CSR by item. */
export interface Purchases {
  readonly count: number;
  readonly start: Int32Array;
  readonly item: Int32Array;
  readonly place: Int32Array;
  readonly price: Float64Array;
  readonly co2: Float64Array;
  /** Objective units per unit. */
  readonly cost: Float64Array;
}

export interface Needs {
  readonly count: number;
  readonly item: Int32Array;
  readonly place: Int32Array;
  readonly period: Int32Array;
  readonly quantity: Float64Array;
  /** [N] 1 vital, 2 useful, 3 nice. */
  readonly priority: Uint8Array;
  /** [N] reference cost of one unit. */
  readonly referenceCost: Float64Array;
  /** [N] objective units to go without one unit in the weighted rule. */
  readonly penalty: Float64Array;
}

/** Index of the node of an item at a place in a period. */
export function nodeOf(arrays: PlanArrays, item: number, period: number, place: number): number {
  return (item * arrays.periodCount + period) * arrays.placeCount + place;
}
