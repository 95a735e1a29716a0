// What must hold of each noun beyond its properties one by one.

import { type Action, ACTION_EFFECTS, type NounName, UNITS } from "@commonwright/rea";
import { type Json, type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import { timeRefusal } from "./flowTimes.js";
import type { LedgerRefusal } from "./refusals.js";
import { unitLabel } from "./values.js";

type Rule = (body: JsonObject, records: RecordsView) => LedgerRefusal | null;

/** What is wrong with a noun as it would stand, or null. */
export function nounRefusal(noun: NounName, body: JsonObject, records: RecordsView): LedgerRefusal | null {
  for (const rule of RULES[noun] ?? []) {
    const refusal = rule(body, records);
    if (refusal !== null) return refusal;
  }
  return null;
}

const has = (body: JsonObject, key: string): boolean => body[key] !== undefined;
const missing = (at: string, why: string): LedgerRefusal => ({ type: "Missing", at, why });

/** A text that people look for the thing by. */
const named =
  (noun: NounName): Rule =>
  ({ name }) =>
    typeof name === "string" && name.trim() !== "" ? null : missing(`${noun}.name`, "say it in a few words");

/** Which processes a flow may belong to, by its action. */
export function sideRefusal(noun: string, body: JsonObject): LedgerRefusal | null {
  const action = body["action"] as Action;
  const { inputOutput } = ACTION_EFFECTS[action];
  const wrong = (at: string, right: string): LedgerRefusal => ({ type: "WrongSide", at: `${noun}.${at}`, action, right });
  if (inputOutput === "none" && has(body, "inputOf")) return wrong("inputOf", "it belongs to no process");
  if (inputOutput === "none" && has(body, "outputOf")) return wrong("outputOf", "it belongs to no process");
  if (inputOutput === "input" && has(body, "outputOf")) return wrong("outputOf", "it goes into a process: name that in inputOf");
  if (inputOutput === "output" && has(body, "inputOf")) return wrong("inputOf", "it comes out of a process: name that in outputOf");
  if (inputOutput === "both" && has(body, "inputOf") && body["inputOf"] === body["outputOf"]) return { type: "SameProcess" };
  return null;
}

const sided =
  (noun: NounName): Rule =>
  (body) =>
    sideRefusal(noun, body);
const timed =
  (noun: NounName): Rule =>
  (body) =>
    timeRefusal(body, noun);

/** A quantity of a resource is in the unit of that resource. */
const inItsUnit =
  (noun: NounName): Rule =>
  ({ resourceInventoriedAs, resourceQuantity }, records) => {
    if (typeof resourceInventoriedAs !== "string" || resourceQuantity === undefined) return null;
    const place = { at: `${noun}.resourceQuantity`, records };
    return unitRefusal(place, resourceQuantity, records.get("economicResource", resourceInventoriedAs)?.body);
  };

/** A unit other than that of the resource's own quantities. */
export function unitRefusal(
  { at, records }: { readonly at: string; readonly records: RecordsView },
  quantity: Json,
  resource: JsonObject | undefined,
): LedgerRefusal | null {
  if (resource === undefined) return null;
  const unit = unitOf(quantity);
  const wanted = unitOf(resource["accountingQuantity"]);
  if (wanted === undefined || unit === undefined || unit === wanted) return null;
  const labels = { unit: unitLabel(unit, records), wanted: unitLabel(wanted, records) };
  const isCalledOtherwise = labels.unit !== unit || labels.wanted !== wanted;
  return { type: "UnitOther", at, unit, wanted, of: textOf(resource["name"] ?? resource["id"]), ...(isCalledOtherwise ? { labels } : {}) };
}

const unitOf = (quantity: Json | undefined): string | undefined =>
  typeof quantity === "object" && quantity !== null && "hasUnit" in quantity ? textOf(quantity["hasUnit"]) : undefined;

const ofSomething =
  (noun: NounName): Rule =>
  (body) =>
    has(body, "resourceConformsTo") || has(body, "resourceInventoriedAs") || has(body, "resourceClassifiedAs")
      ? null
      : missing(`${noun}.resourceConformsTo`, "say of what kind it is, or which resource it is");

const withQuantity =
  (noun: NounName): Rule =>
  (body) =>
    has(body, "resourceQuantity") || has(body, "effortQuantity")
      ? null
      : missing(`${noun}.resourceQuantity`, "say how much, or how much effort");

const RULES: Readonly<Partial<Record<NounName, readonly Rule[]>>> = {
  agent: [named("agent")],
  commitment: [
    sided("commitment"),
    timed("commitment"),
    ofSomething("commitment"),
    withQuantity("commitment"),
    inItsUnit("commitment"),
    (body) =>
      has(body, "provider") || has(body, "receiver")
        ? null
        : missing("commitment.provider", "a promise is made by somebody, or to somebody"),
    (body) =>
      has(body, "clauseOf") && has(body, "reciprocalClauseOf")
        ? {
            type: "Unchangeable",
            at: "commitment.reciprocalClauseOf",
            why: "it is a clause of an agreement already; it is one or the other",
          }
        : null,
  ],
  intent: [
    sided("intent"),
    timed("intent"),
    ofSomething("intent"),
    inItsUnit("intent"),
    (body) => (has(body, "provider") && has(body, "receiver") ? { type: "BothAgents" } : null),
  ],
  claim: [
    withQuantity("claim"),
    (body) => (has(body, "triggeredBy") ? null : missing("claim.triggeredBy", "a claim comes from something that happened")),
  ],
  plan: [named("plan")],
  process: [named("process"), timed("process")],
  processSpecification: [named("processSpecification")],
  proposal: [timed("proposal")],
  recipe: [named("recipe")],
  recipeProcess: [named("recipeProcess")],
  recipeExchange: [named("recipeExchange")],
  recipeFlow: [
    ofSomething("recipeFlow"),
    withQuantity("recipeFlow"),
    (body) => {
      const { inputOutput } = ACTION_EFFECTS[body["action"] as Action];
      const sides = { input: ["recipeOutputOf"], output: ["recipeInputOf"], none: ["recipeInputOf", "recipeOutputOf"], both: [] };
      const wrong = sides[inputOutput].find((side) => has(body, side));
      return wrong !== undefined
        ? {
            type: "WrongSide",
            at: `recipeFlow.${wrong}`,
            action: body["action"] as Action,
            right: inputOutput === "none" ? "it belongs to no step" : "it stands on the other side of the step",
          }
        : null;
    },
  ],
  resourceSpecification: [named("resourceSpecification")],
  spatialThing: [
    named("spatialThing"),
    ({ lat, long }) =>
      within(lat, 90) && within(long, 180) ? null : { type: "NotANumber", at: within(lat, 90) ? "spatialThing.long" : "spatialThing.lat" },
  ],
  // The units that every community has mean the same everywhere.
  unit: [({ id }) => (typeof id === "string" && UNITS.has(id) ? { type: "BuiltIn", unit: id } : null)],
  proposedIntent: [publishedOnce],
  fulfillment: [linkQuantity("fulfillment", "fulfills", "commitment"), countable],
  satisfaction: [linkQuantity("satisfaction", "satisfies", "intent")],
  settlement: [linkQuantity("settlement", "settles", "claim")],
};

const within = (degrees: Json | undefined, most: number) =>
  degrees === undefined || (typeof degrees === "number" && Math.abs(degrees) <= most);

/** A proposal publishes an intent once: it would be promised as often as it stands there. */
function publishedOnce({ id, publishedIn: proposal, publishes: intent }: JsonObject, records: RecordsView): LedgerRefusal | null {
  const links = records.referring("proposedIntent", "publishedIn", { kind: "proposal", id: textOf(proposal) });
  const other = links.find((link) => link.id !== id && link.body["publishes"] === intent);
  return other === undefined
    ? null
    : { type: "PublishedAlready", proposal: textOf(proposal), intent: textOf(intent), proposedIntent: other.id };
}

/** Quantities as they stand in a record, or in what is told. */
interface Counted {
  readonly resourceQuantity?: unknown;
  readonly effortQuantity?: unknown;
}

/** The quantity of an event that cannot count towards a commitment, for that is counted in another unit; or null. */
export function uncountable(
  event: Counted,
  commitment: string,
  records: RecordsView,
): { readonly key: keyof Counted; readonly unit: string; readonly wanted: string } | null {
  const promise: Counted = records.get("commitment", commitment)?.body ?? {};
  for (const key of ["resourceQuantity", "effortQuantity"] as const) {
    const [unit, wanted] = [unitOf(event[key] as Json | undefined), unitOf(promise[key] as Json | undefined)];
    if (unit !== undefined && wanted !== undefined && unit !== wanted)
      return { key, unit: unitLabel(unit, records), wanted: unitLabel(wanted, records) };
  }
  return null;
}

/** A link without a quantity of its own counts as the event says, which must be in the unit of what was promised. */
function countable(body: JsonObject, records: RecordsView): LedgerRefusal | null {
  if (has(body, "resourceQuantity") || has(body, "effortQuantity")) return null;
  const event = records.get("economicEvent", textOf(body["fulfilledBy"]))?.body ?? {};
  const uncounted = uncountable(event, textOf(body["fulfills"]), records);
  if (uncounted === null) return null;
  const { key, unit, wanted } = uncounted;
  return missing(`fulfillment.${key}`, `the event is counted in ${unit} and the commitment in ${wanted}, so say how much of it counts`);
}

/** What a link says it does is said in the unit of what was promised. */
function linkQuantity(noun: NounName, property: string, kind: NounName): Rule {
  return (body, records) => {
    const target = records.get(kind, textOf(body[property]))?.body;
    for (const key of ["resourceQuantity", "effortQuantity"]) {
      const [unit, wanted] = [unitOf(body[key]), unitOf(target?.[key])];
      if (unit !== undefined && wanted !== undefined && unit !== wanted) {
        return { type: "UnitOther", at: `${noun}.${key}`, unit, wanted, of: `the ${kind} ${textOf(body[property])}` };
      }
    }
    return null;
  };
}
