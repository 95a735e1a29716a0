// Small random problems from a seed: a few places, several levels of parts, by-products, a circle of recycling, scarce limits.

/** A problem file, as its keys stand in `commonwright-plan/1`. */
export interface PlanProblemJson {
  format: "commonwright-plan/1";
  name: string;
  currency: string;
  periods: string[];
  territories: { id: string }[];
  places: { id: string; territory: string; level: string; x: number; y: number }[];
  items: { id: string; unit: string; massKg: number; kind: string; referenceCost?: number }[];
  capabilities: string[];
  skills: string[];
  recipes: RecipeJson[];
  workshops: {
    id: string;
    place: string;
    efficiency: number;
    capabilities: { capability: string; hoursPerPeriod: number; costPerHour: number }[];
  }[];
  labour: { territory: string; skill: string; hoursPerPeriod: number }[];
  ceilings: ({ territory: string; co2KgPerPeriod: number } | { territory: string; extract: string; quantityPerPeriod: number })[];
  market: { item: string; price: number | Record<string, number>; co2Kg: number; limitPerPeriod: number | null }[];
  moneyLimits: { territory: string; perPeriod: number }[];
  stocks: { item: string; place: string; quantity: number }[];
  needs: { id: string; item: string; place: string; quantity: number; due: string; priority: 1 | 2 | 3; referenceCost?: number }[];
  transport: { roadFactor: number; costPerKgKm: number; fixedPerKg: number; co2PerKgKm: number };
  holdingRate: number;
  weights: { money: number; labourHour: number; co2Kg: number };
  priorities: { rule: "weighted"; penalty: Record<"1" | "2" | "3", number> } | { rule: "lexicographic" };
}

/** One recipe of the file. */
export interface RecipeJson {
  id: string;
  out: { item: string; quantity: number }[];
  in: { item: string; quantity: number }[];
  machine: { capability: string; hours: number }[];
  labour: { skill: string; hours: number }[];
  co2Kg: number;
  leadPeriods: number;
  extracts?: { item: string; quantity: number }[];
  setupMoney?: number;
  integerRuns?: true;
}

/** What the problem should hold; what is left out is drawn from the seed. Whole numbers stand only where asked for. */
export interface RandomOptions {
  readonly places?: number;
  readonly parts?: number;
  readonly periods?: number;
  readonly needs?: number;
  readonly rule?: "weighted" | "lexicographic";
  /** How many recipes have a set-up, and how many have whole runs. */
  readonly setups?: number;
  readonly integers?: number;
  /** True: some capability is in no workshop, so that some needs are unreachable. */
  readonly unreachable?: boolean;
  /** Hours of machines and labour against what the needs ask for; 1 is just enough on average. */
  readonly tightness?: number;
}

/** Numbers in [0, 1) from a seed, the same on every machine (a Weyl sequence through an integer hash). */
export function seededRandom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x61c88647) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
}

interface Dice {
  readonly chance: (share: number) => boolean;
  readonly whole: (least: number, most: number) => number;
  readonly between: (low: number, high: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
}

function diceFrom(seed: number): Dice {
  const random = seededRandom(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return {
    chance: (share) => random() < share,
    whole,
    between: (low, high) => Math.round((low + random() * (high - low)) * 1000) / 1000,
    pick: (list) => list[whole(0, list.length - 1)],
  };
}

const CAPABILITIES = ["saw", "lathe", "oven", "shredder", "quarry", "loom"];
const SKILLS = ["metal", "textile"];

/** A problem of 3 to 6 places and 6 to 15 items that always has a plan, since every need may stay unmet. */
export function randomProblem(seed: number, options: RandomOptions = {}): PlanProblemJson {
  const dice = diceFrom(seed);
  const periods = Array.from({ length: options.periods ?? dice.whole(1, 3) }, (_, t) => `t${t}`);
  const territories = ["north", "south"].slice(0, dice.whole(1, 2)).map((id) => ({ id }));
  const places = Array.from({ length: options.places ?? dice.whole(3, 6) }, (_, n) => ({
    id: `P${n}`,
    territory: territories[n % territories.length].id,
    level: dice.pick(["personal", "outlet", "regional", "remote"]),
    x: dice.between(0, 200),
    y: dice.between(0, 200),
  }));
  const { items, recipes, parts } = partsAndRecipes(dice, options, periods.length);
  const rule = options.rule ?? (dice.chance(0.5) ? "weighted" : "lexicographic");
  const needs = randomNeeds(dice, { parts, places: places.map((place) => place.id), periods, count: options.needs ?? dice.whole(3, 8) });
  return {
    format: "commonwright-plan/1",
    name: `random problem ${seed}`,
    currency: "EUR",
    periods,
    territories,
    places,
    items,
    capabilities: CAPABILITIES,
    skills: SKILLS,
    recipes,
    ...randomLimits(dice, options, { places, territories, needs, periods: periods.length }),
    market: randomMarket(
      dice,
      items,
      places.map((place) => place.id),
    ),
    stocks: Array.from({ length: dice.whole(1, 4) }, () => ({
      item: dice.pick(items).id,
      place: dice.pick(places).id,
      quantity: dice.between(0.5, 4),
    })),
    needs,
    transport: { roadFactor: 1.3, costPerKgKm: 0.001, fixedPerKg: 0.02, co2PerKgKm: 0.0004 },
    holdingRate: 0.01,
    weights: { money: 1, labourHour: 15, co2Kg: 0.1 },
    priorities: rule === "weighted" ? { rule, penalty: { "1": 40, "2": 8, "3": 1.5 } } : { rule },
  };
}

function partsAndRecipes(dice: Dice, options: RandomOptions, periods: number) {
  const items: PlanProblemJson["items"] = ["ore", "fibre", "clay"].map((id) => ({ id, unit: "kg", massKg: 1, kind: "raw" }));
  items.push(
    { id: "scrap", unit: "kg", massKg: 1, kind: "scrap" },
    { id: "file", unit: "piece", massKg: 0, kind: "part", referenceCost: 2 },
  );
  const recipes: RecipeJson[] = [
    {
      id: "dig",
      out: [{ item: "clay", quantity: 1 }],
      in: [],
      machine: [{ capability: "quarry", hours: 0.02 }],
      labour: [{ skill: "metal", hours: 0.03 }],
      co2Kg: 0.1,
      leadPeriods: 0,
      extracts: [{ item: "clay", quantity: 1 }],
    },
    {
      id: "reclaim",
      out: [{ item: "ore", quantity: 0.8 }],
      in: [{ item: "scrap", quantity: 1 }],
      machine: [{ capability: "shredder", hours: 0.03 }],
      labour: [{ skill: "metal", hours: 0.02 }],
      co2Kg: 0.1,
      leadPeriods: 0,
    },
    {
      id: "draw",
      out: [{ item: "file", quantity: 1 }],
      in: [],
      machine: [],
      labour: [{ skill: "textile", hours: 0.1 }],
      co2Kg: 0,
      leadPeriods: 0,
    },
  ];
  const parts: string[] = [];
  const count = options.parts ?? dice.whole(3, 10);
  for (let n = 0; n < count; n++) {
    const id = `part${n}`;
    const below =
      n < 2 ? items.map((item) => item.id).filter((item) => item !== "file") : [...parts, ...parts, "ore", "fibre", "clay", "file"];
    items.push({
      id,
      unit: "piece",
      massKg: dice.between(0.5, 6),
      kind: n < count - 2 ? "part" : "product",
      ...(dice.chance(0.4) ? { referenceCost: dice.between(5, 60) } : {}),
    });
    const ways = dice.chance(0.4) ? 2 : 1;
    for (let way = 0; way < ways; way++) recipes.push(randomRecipe(dice, { id: `make-${id}-${way}`, product: id, below, periods }));
    parts.push(id);
  }
  // A recipe that feeds itself: a little of the part makes more of it.
  const grown = recipes.find((recipe) => recipe.id === `make-part0-0`);
  if (grown && dice.chance(0.4)) grown.in.push({ item: "part0", quantity: 0.2 });
  markWholeNumbers(dice, recipes.slice(3), options);
  if (options.unreachable) {
    dice.pick(recipes.slice(3)).machine = [{ capability: "loom", hours: 0.1 }];
    for (const item of items) item.referenceCost ??= dice.between(2, 40);
  }
  return { items, recipes, parts };
}

function randomRecipe(dice: Dice, from: { id: string; product: string; below: readonly string[]; periods: number }): RecipeJson {
  const inputs = [...new Set(Array.from({ length: dice.whole(1, 3) }, () => dice.pick(from.below)))].filter(
    (item) => item !== from.product,
  );
  const out = [{ item: from.product, quantity: dice.chance(0.8) ? 1 : 2 }];
  if (dice.chance(0.4)) out.push({ item: "scrap", quantity: dice.between(0.05, 0.5) });
  return {
    id: from.id,
    out,
    in: inputs.map((item) => ({ item, quantity: dice.between(0.5, 2) })),
    machine: [{ capability: dice.pick(["saw", "lathe", "oven"]), hours: dice.between(0.1, 0.6) }],
    labour: [{ skill: dice.pick(SKILLS), hours: dice.between(0.1, 0.8) }],
    co2Kg: dice.between(0, 1),
    leadPeriods: from.periods > 1 && dice.chance(0.3) ? 1 : 0,
  };
}

function markWholeNumbers(dice: Dice, recipes: readonly RecipeJson[], options: RandomOptions): void {
  for (let n = 0; n < (options.setups ?? 0); n++) dice.pick(recipes).setupMoney = dice.between(3, 20);
  for (let n = 0; n < (options.integers ?? 0); n++) dice.pick(recipes).integerRuns = true;
}

interface NeedDraft {
  readonly parts: readonly string[];
  readonly places: readonly string[];
  readonly periods: readonly string[];
  readonly count: number;
}

function randomNeeds(dice: Dice, from: NeedDraft): PlanProblemJson["needs"] {
  return Array.from({ length: from.count }, (_, n) => ({
    id: `N${n}`,
    item: dice.pick(from.parts),
    place: dice.pick(from.places),
    quantity: dice.whole(1, 5),
    due: dice.pick(from.periods),
    priority: dice.pick([1, 2, 3] as const),
    ...(dice.chance(0.2) ? { referenceCost: dice.between(5, 50) } : {}),
  }));
}

interface LimitDraft {
  readonly places: PlanProblemJson["places"];
  readonly territories: PlanProblemJson["territories"];
  readonly needs: PlanProblemJson["needs"];
  readonly periods: number;
}

function randomLimits(dice: Dice, options: RandomOptions, from: LimitDraft) {
  const asked = from.needs.reduce((sum, need) => sum + need.quantity, 0) / from.periods;
  const tightness = (options.tightness ?? dice.between(0.5, 2)) * asked;
  const able = CAPABILITIES.filter((capability) => capability !== "loom");
  const workshops = from.places.flatMap((place, n) =>
    Array.from({ length: dice.whole(1, 2) }, (_, m) => ({
      id: `W${n}-${m}`,
      place: place.id,
      efficiency: dice.between(0.8, 1.2),
      capabilities: able
        .filter((_, c) => c === (n + m) % able.length || dice.chance(0.4))
        .map((capability) => ({ capability, hoursPerPeriod: dice.between(0.05, 0.3) * tightness, costPerHour: dice.between(1, 6) })),
    })),
  );
  // Every capability is somewhere, so that every product has a least cost.
  workshops[0].capabilities = able.map((capability) => ({
    capability,
    hoursPerPeriod: dice.between(0.05, 0.3) * tightness,
    costPerHour: dice.between(2, 8),
  }));
  const each = from.territories.map((territory) => territory.id);
  return {
    workshops,
    labour: each.flatMap((territory) => SKILLS.map((skill) => ({ territory, skill, hoursPerPeriod: dice.between(0.2, 0.8) * tightness }))),
    ceilings: each.flatMap((territory) => [
      ...(dice.chance(0.5) ? [{ territory, co2KgPerPeriod: dice.between(0.4, 2) * tightness }] : []),
      ...(dice.chance(0.5) ? [{ territory, extract: "clay", quantityPerPeriod: dice.between(0.1, 1) * tightness }] : []),
    ]),
    moneyLimits: each.flatMap((territory) => (dice.chance(0.5) ? [{ territory, perPeriod: dice.between(1, 8) * tightness }] : [])),
  };
}

function randomMarket(dice: Dice, items: PlanProblemJson["items"], places: readonly string[]): PlanProblemJson["market"] {
  const byPlace = () => Object.fromEntries(places.map((place) => [place, dice.between(0.5, 3)]));
  const raw = ["ore", "fibre", "clay"].map((item) => ({
    item,
    price: dice.chance(0.5) ? dice.between(0.5, 3) : byPlace(),
    co2Kg: dice.between(0, 1),
    limitPerPeriod: dice.chance(0.4) ? dice.between(2, 15) : null,
  }));
  const parts = items.filter((item) => item.kind === "part" && item.massKg > 0 && dice.chance(0.3));
  return [
    ...raw,
    ...parts.map(({ id }) => ({
      item: id,
      price: { [places[0]]: dice.between(10, 60) },
      co2Kg: dice.between(0, 2),
      limitPerPeriod: dice.between(1, 4),
    })),
  ];
}
