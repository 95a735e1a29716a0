// The shape of a result ("commonwright-plan-result/1"): one schema with units, from which the type and the JSON Schema are taken.
import { z } from "zod";

const id = z.string();
const amount = z.number().min(0);
const object = <S extends z.core.$ZodLooseShape>(shape: S) => z.strictObject(shape);

const runKey = { recipe: id, workshop: id, period: id };
const nodeKey = { item: id, place: id, period: id };
const limitKeys = {
  machine: { workshop: id, capability: id, period: id },
  labour: { territory: id, skill: id, period: id },
  ceiling: { territory: id, co2: z.literal(true).optional(), extract: id.optional(), period: id },
  money: { territory: id, period: id },
  market: { item: id, period: id },
} as const;

const interval = {
  low: amount.describe("objective falls by this per unit when the limit is loosened a little; for an item: when a little less is needed"),
  high: amount
    .nullable()
    .describe(
      "objective rises by this per unit when the limit is tightened a little; for an item: when a little more is needed; null: no end",
    ),
};
const priced = <S extends z.core.$ZodLooseShape>(key: S) => z.array(object({ ...key, ...interval }));
const price = { price: amount.describe("objective of the stage per unit") };

const leafPrices = object({
  machine: z.array(object({ ...limitKeys.machine, ...price })),
  labour: z.array(object({ ...limitKeys.labour, ...price })),
  ceiling: z.array(object({ ...limitKeys.ceiling, ...price })),
  money: z.array(object({ ...limitKeys.money, ...price })),
  market: z.array(object({ ...limitKeys.market, ...price })),
  levels: z.array(object({ priority: z.literal([1, 2, 3]), ...price })),
  runs: z.array(object({ ...runKey, ...price })),
  items: z.array(object({ ...nodeKey, ...price })),
});

const split = z.union([object({ ...runKey, setup: z.literal(true) }), object({ ...runKey, runs: z.int().min(0) })]);
const searchNode = z.union([object({ split, below: z.int(), above: z.int() }), object({ bound: z.number(), prices: leafPrices })]);

/** Why a need, or a part of it, stays unmet (rule R4). */
export const UNMET_CODES = ["no-recipe", "missing-capability", "missing-skill", "no-material", "too-late", "limits", "not-worth"] as const;

const scarce = object({
  kind: z.enum(["machine", "labour", "ceiling", "money", "market"]),
  workshop: id.optional(),
  capability: id.optional(),
  territory: id.optional(),
  skill: id.optional(),
  co2: z.literal(true).optional(),
  extract: id.optional(),
  item: id.optional(),
  period: id,
  priority: z
    .literal([1, 2, 3])
    .optional()
    .describe("where the shortage keeps needs of this priority unmet: `price` and `saves` are then reference cost of needs met"),
  price: amount.describe("objective that one unit more saves at the margin"),
  more: amount.describe("units added in the trial"),
  saves: amount.describe("objective that these units save, found by solving again over the ways that the plan knows"),
  lifted: amount.describe("objective that is saved where the limit is no limit in this period: what the shortage costs the whole plan"),
});

const refusal = z.looseObject({ path: z.string(), message: z.string() });

const done = object({
  format: z.literal("commonwright-plan-result/1"),
  problem: z.string().describe("sha256: and the digest of the canonical JSON of the problem"),
  status: z.enum(["optimal", "feasible"]).describe("optimal: the gap, and that of every level, is at most 1e-6"),
  objective: z.number(),
  bound: z.number().describe("no plan has a lower objective"),
  unreachable: object({ value: amount, needs: z.array(id) }).describe(
    "needs that no plan can meet even a part of, and what of the objective they fix",
  ),
  gap: amount.describe("(objective − bound) / (objective − unreachable.value)"),
  cost: object({ money: amount, labourHours: amount, co2Kg: amount }),
  levels: z.array(object({ priority: z.literal([1, 2, 3]), unmet: amount.describe("referenceCost × quantity"), bound: amount })),
  runs: z.array(object({ ...runKey, quantity: amount })),
  shipments: z.array(object({ item: id, from: id, to: id, period: id, quantity: amount })),
  purchases: z.array(object({ ...nodeKey, quantity: amount })),
  holdings: z.array(object({ ...nodeKey, quantity: amount })).describe("held from this period to the next"),
  setups: z.array(object(runKey)),
  unmet: z.array(object({ need: id, quantity: amount, code: z.enum(UNMET_CODES), reason: z.string() })),
  prices: object({
    item: priced(nodeKey),
    machine: priced(limitKeys.machine),
    labour: priced(limitKeys.labour),
    ceiling: priced(limitKeys.ceiling),
    money: priced(limitKeys.money),
    market: priced(limitKeys.market),
  }),
  phases: object({
    levels: z.array(object({ level: z.enum(["personal", "outlet", "regional", "remote"]), can: amount.max(1), is: amount.max(1) })),
    bought: amount.max(1),
    stock: amount.max(1),
    unmet: amount.max(1),
  }).describe(
    "shares of all needs, by quantity × referenceCost: whose last step can be, and is, made on each level; bought, from stock, unmet",
  ),
  scarce: z.array(scarce).describe("the limits whose shortage costs the whole plan most, each confirmed by solving again"),
  certificate: object({ stages: z.array(object({ stage: z.string(), nodes: z.array(searchNode) })) }),
  problems: z.array(refusal).length(0),
  digest: z.string().describe("sha256: and the digest of the canonical JSON of the result without this key"),
});

const refused = z.looseObject({
  format: z.literal("commonwright-plan-result/1"),
  status: z.literal("refused"),
  problems: z.array(refusal).min(1),
});

/** The schema of a result file: a plan, or a refusal. */
export const planResultSchema = z.union([done, refused]);

/** A plan with its proof. */
export type PlanResult = z.output<typeof done>;
export type PlanPrices = PlanResult["prices"];
export type LeafPriceLists = z.output<typeof leafPrices>;
export type UnmetCode = (typeof UNMET_CODES)[number];
export type Phases = PlanResult["phases"];

/** One limit that holds the plan up, with what a little more of it would save. */
export type Scarcity = PlanResult["scarce"][number];

/** The JSON Schema (draft 2020-12) of a result file, as committed in contract/plan-result.schema.json. */
export function planResultJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(planResultSchema, { io: "input" });
  return { $schema, $id: "commonwright-plan-result/1", title: "commonwright-plan-result/1", ...rest };
}
