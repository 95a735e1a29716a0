// The shape of a plan problem ("commonwright-plan/1"): one strict schema with units, from which the type and the JSON Schema are taken.

import { z } from "zod";

/** What a problem may hold at most: a file beyond these limits is refused, so that no file can exhaust the machine that reads it. */
export const PROBLEM_LIMITS = {
  /** Characters of an id, a period or a unit. */
  idLength: 200,
  /** Characters of a name, note or source. */
  textLength: 10_000,
  /** Every number lies between −greatest and greatest. */
  greatest: 1e12,
  /** Least value of a number that must be positive. */
  leastPositive: 1e-9,
  /** Entries of any list but those named below. */
  entries: 100_000,
  /** Entries of `needs` and of `stocks`. */
  needs: 1_000_000,
  /** Places: distances are kept for every pair. */
  places: 5_000,
  /** Items times places: costs are kept for every pair. */
  itemsTimesPlaces: 20_000_000,
  /** Steps of time. */
  periods: 1_000,
} as const;

const { greatest, leastPositive, idLength, textLength } = PROBLEM_LIMITS;

/** Names that JavaScript gives a meaning of its own; as ids they would invite mistakes in every program that reads the file. */
export const RESERVED_IDS: readonly string[] = ["__proto__", "prototype", "constructor"];

// No control characters, no white space at the ends, at least one character.
const ID_PATTERN = /^(?![\s])[^\u0000-\u001f\u007f]+(?<![\s])$/u;

const id = (what: string) =>
  z
    .string()
    .min(1)
    .max(idLength)
    .regex(ID_PATTERN)
    .refine((text) => !RESERVED_IDS.includes(text), { error: "reserved" })
    .describe(what);
const amount = (what: string) => z.number().min(0).max(greatest).describe(what);
const positive = (what: string) => z.number().min(leastPositive).max(greatest).describe(what);
const coordinate = (what: string, limit: number) => z.number().min(-limit).max(limit).describe(what);
const list = <T extends z.ZodType>(entry: T, what: string, most: number = PROBLEM_LIMITS.entries) =>
  z.array(entry).max(most).default([]).describe(what);

// Every object may carry these (P2).
const texts = {
  name: z.string().max(textLength).optional().describe("what people call it"),
  note: z.string().max(textLength).optional().describe("anything worth saying to the reader"),
  source: z.string().max(textLength).optional().describe("where the figures come from"),
  assumed: z
    .union([z.literal(true), z.array(z.string()).max(100)])
    .optional()
    .describe("true: every figure here is assumed; or the list of the keys here that are assumed"),
};
const entry = <S extends z.core.$ZodLooseShape>(shape: S) => z.strictObject({ ...shape, ...texts });

const quantityOfItem = (what: string) => entry({ item: id("id of an item"), quantity: amount(`${what}, in the item's unit`) });

const place = entry({
  id: id("id of the place"),
  territory: id("id of the territory that it lies in"),
  level: z
    .enum(["personal", "outlet", "regional", "remote"])
    .describe("how near to the people: in the home, at an outlet, in the region, far away"),
  lat: coordinate("latitude, degrees north", 90).optional(),
  lon: coordinate("longitude, degrees east", 180).optional(),
  x: coordinate("km, on a plane, in place of lat and lon", greatest).optional(),
  y: coordinate("km, on a plane, in place of lat and lon", greatest).optional(),
  town: z.string().max(textLength).optional().describe("the town that it lies in; changes no result"),
  household: z.boolean().optional().describe("true: people live here, and it is shown to the public as its town only; changes no result"),
});

const item = entry({
  id: id("id of the item"),
  unit: id("unit of all its quantities, such as kg, m, piece"),
  massKg: amount("kg per unit; freight is paid by mass"),
  kind: z.enum(["raw", "part", "product", "scrap"]).default("part").describe("what it is to the reader; changes no result"),
  referenceCost: amount("objective units per unit: what going without is measured by; absent: its least cost without limits").optional(),
  comparePrice: amount("currency per unit that the market asks for the whole thing; only shown").optional(),
});

const recipe = entry({
  id: id("id of the recipe"),
  out: z
    .array(quantityOfItem("made per run"))
    .min(1)
    .max(1_000)
    .describe("what one run makes; the first is the product, the others are by-products"),
  in: z.array(quantityOfItem("used per run")).max(10_000).default([]).describe("what one run uses up"),
  machine: z
    .array(entry({ capability: id("one of the capabilities"), hours: amount("hours per run, before the workshop's efficiency") }))
    .max(1_000)
    .default([])
    .describe("machine hours of one run"),
  labour: z
    .array(entry({ skill: id("one of the skills"), hours: amount("hours per run, before the workshop's efficiency") }))
    .max(1_000)
    .default([])
    .describe("labour hours of one run"),
  co2Kg: amount("kg CO2e per run").default(0),
  leadPeriods: z.int().min(0).max(PROBLEM_LIMITS.periods).default(0).describe("periods from the start of a run to its output"),
  extracts: z
    .array(quantityOfItem("taken from nature per run"))
    .max(1_000)
    .default([])
    .describe("what one run takes from nature; counts against the extraction ceilings of the workshop's territory"),
  setupMoney: amount("currency, once per workshop and period in which the recipe is run; 0: none").default(0),
  integerRuns: z.boolean().default(false).describe("true: runs are whole numbers"),
});

const workshop = entry({
  id: id("id of the workshop"),
  place: id("id of the place where it stands"),
  efficiency: positive("multiplies the machine and labour hours of recipes: 1.2 needs 20 % more").default(1),
  capabilities: z
    .array(
      entry({
        capability: id("one of the capabilities"),
        hoursPerPeriod: amount("machine hours that can be used in each period"),
        costPerHour: amount("currency per machine hour"),
      }),
    )
    .max(10_000)
    .describe("what it can do, for how long and at what cost"),
});

const ceiling = entry({
  territory: id("id of the territory"),
  co2KgPerPeriod: amount("kg CO2e per period, of runs, purchases and arriving freight").optional(),
  extract: id("id of the item whose extraction is limited").optional(),
  quantityPerPeriod: amount("most of it that may be extracted per period, in the item's unit").optional(),
}).meta({
  oneOf: [
    { required: ["co2KgPerPeriod"], not: { anyOf: [{ required: ["extract"] }, { required: ["quantityPerPeriod"] }] } },
    { required: ["extract", "quantityPerPeriod"], not: { required: ["co2KgPerPeriod"] } },
  ],
});

/** What a unit costs, delivered, at one place. */
export type PlacePrice = { readonly place: string; readonly price: number };

const price = z
  .union([amount("currency per unit, the same at every place"), z.record(z.string(), amount("currency per unit, delivered there"))])
  .transform((given): number | readonly PlacePrice[] =>
    typeof given === "number" ? given : Object.entries(given).map(([place, price]) => ({ place, price })),
  )
  .describe(
    "currency per unit, delivered: one number for every place, or a map from the id of a place to its price; a place not listed cannot buy",
  );

const market = entry({
  item: id("id of an item that can be bought"),
  price,
  co2Kg: amount("kg CO2e per unit bought").default(0),
  limitPerPeriod: amount("in the item's unit")
    .nullable()
    .default(null)
    .describe("most that can be bought per period over all places, in the item's unit; null: no limit"),
});

const need = entry({
  id: id("id of the need"),
  item: id("id of the item that is needed"),
  place: id("id of the place where it is needed"),
  quantity: amount("how much, in the item's unit"),
  due: id("the period in which it must be there"),
  priority: z.literal([1, 2, 3]).describe("1 vital, 2 useful, 3 nice"),
  referenceCost: amount("objective units per unit; goes before the item's").optional(),
});

const transport = entry({
  roadFactor: positive("km by road per km as the crow flies; given distances are not multiplied").default(1),
  costPerKgKm: amount("currency per kg and km").default(0),
  fixedPerKg: amount("currency per kg, whatever the distance").default(0),
  co2PerKgKm: amount("kg CO2e per kg and km").default(0),
});

const weights = entry({
  money: amount("objective units per currency unit").default(1),
  labourHour: amount("objective units per hour of labour").default(15),
  co2Kg: amount("objective units per kg CO2e").default(0.1),
});

const penalty = (level: string) => amount(`times the reference cost, per unit of a ${level} need that stays unmet`).optional();

/** How unmet needs count: `penalty` holds 0 for a priority that no need has, and everywhere under the lexicographic rule. */
export type PriorityRule = { readonly rule: "weighted" | "lexicographic"; readonly penalty: Readonly<Record<1 | 2 | 3, number>> };

const priorities = entry({
  rule: z
    .enum(["weighted", "lexicographic"])
    .describe(
      "lexicographic: first the least unmet of priority 1, then 2, then 3, then the least cost; weighted: unmet needs cost their penalty",
    ),
  penalty: entry({ "1": penalty("vital"), "2": penalty("useful"), "3": penalty("nice") })
    .optional()
    .describe("for the weighted rule: one for every priority that a need has"),
}).transform(({ rule, penalty }): PriorityRule => {
  const of = (level: "1" | "2" | "3") => (rule === "weighted" ? (penalty?.[level] ?? 0) : 0);
  return { rule, penalty: { 1: of("1"), 2: of("2"), 3: of("3") } };
});

/** The schema of a problem file; what it gives out has every default filled (P4). References between entries are checked by `readProblem`. */
export const planProblemSchema = entry({
  format: z.literal("commonwright-plan/1").describe("the format and its version"),
  currency: id("the currency of all money, such as EUR; only shown").optional(),
  periods: z.array(id("name of a period, such as 2027-W01")).min(1).max(PROBLEM_LIMITS.periods).describe("the steps of time, in order"),
  territories: z
    .array(entry({ id: id("id of the territory") }))
    .min(1)
    .max(PROBLEM_LIMITS.entries)
    .describe("areas with their own labour, ceilings and money limits"),
  places: z
    .array(place)
    .min(1)
    .max(PROBLEM_LIMITS.places)
    .describe("where things are made, needed and bought: all with lat and lon, or all with x and y, or distancesKm given"),
  distancesKm: z
    .array(z.array(amount("km")).max(PROBLEM_LIMITS.places))
    .max(PROBLEM_LIMITS.places)
    .optional()
    .describe(
      "km by road from place (row) to place (column), in the order of places; absent: from the coordinates, times transport.roadFactor",
    ),
  items: z.array(item).max(PROBLEM_LIMITS.entries).describe("everything that is made, used, bought or needed"),
  capabilities: list(id("id of a capability"), "what machines can do"),
  skills: list(id("id of a skill"), "what people can do"),
  recipes: list(recipe, "how things are made: what one run uses and makes"),
  workshops: list(workshop, "who can make"),
  labour: list(
    entry({ territory: id("id of a territory"), skill: id("one of the skills"), hoursPerPeriod: amount("hours of work in each period") }),
    "hours that people offer; a skill without a row in a territory has none there",
  ),
  ceilings: list(ceiling, "what nature allows: CO2, or the extraction of an item, per territory and period"),
  market: list(market, "what can be bought"),
  moneyLimits: list(
    entry({ territory: id("id of a territory"), perPeriod: amount("currency that may be spent on purchases in each period") }),
    "most money for purchases; a territory without a row has no limit",
  ),
  stocks: list(
    entry({ item: id("id of an item"), place: id("id of a place"), quantity: amount("there at the start, in the item's unit") }),
    "what is there already; rows of one item at one place add up",
    PROBLEM_LIMITS.needs,
  ),
  needs: list(need, "what is needed, where and by when", PROBLEM_LIMITS.needs),
  transport: transport.prefault({}).describe("what freight costs"),
  holdingRate: amount("cost of holding a unit from one period to the next, as a share of its reference cost").default(0.002),
  weights: weights.prefault({}).describe("how money, labour and CO2 are weighed against each other"),
  priorities: priorities.prefault({ rule: "lexicographic" }).describe("how needs of different priority are weighed"),
}).describe(
  "A plan problem: needs, and what there is to meet them. Quantities are in the item's unit, mass in kg, time in hours, distance in km, money in the file's currency.",
);

type Frozen<T> = T extends (infer E)[] ? readonly Frozen<E>[] : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** A problem that was read: every default is filled, every id exists. Plain readonly data; ids are strings, the order of lists is the file's. */
export type PlanProblem = Frozen<z.output<typeof planProblemSchema>>;
/** How near to the people a place is. */
export type PlaceLevel = PlanProblem["places"][number]["level"];
/** One place. */
export type PlanPlace = PlanProblem["places"][number];
/** One item. */
export type PlanItem = PlanProblem["items"][number];
/** One recipe; `out[0]` is its product (P6). */
export type PlanRecipe = PlanProblem["recipes"][number];
/** One workshop. */
export type PlanWorkshop = PlanProblem["workshops"][number];
/** One need. */
export type PlanNeed = PlanProblem["needs"][number];

/** The JSON Schema (draft 2020-12) of a problem file, as committed in contract/plan-problem.schema.json. */
export function planProblemJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(planProblemSchema, { io: "input" });
  return { $schema, $id: "commonwright-plan/1", title: "commonwright-plan/1", ...rest };
}
