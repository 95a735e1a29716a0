// Whose a thing is: the agents who must agree to what is done with it.

import type { NounName } from "@commonwright/rea";
import { type Json, type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordKind } from "../log/records.js";
import { isAdoptedPlanId } from "../plans/adoption.js";
import { givenRole } from "./role.js";

/** Ids of agents; acting for one of them is enough. None: it is nobody's in particular. */
export type Parties = readonly string[];

type Reading = (body: JsonObject, records: RecordsView) => Parties;

const named = (body: JsonObject, ...properties: readonly string[]): Parties =>
  properties.map((property) => textOf(body[property])).filter((id) => id !== "");

/** The parties of the first record that a property names, among several kinds. */
const through =
  (property: string, ...kinds: readonly NounName[]): Reading =>
  (body, records) => {
    const id = textOf(body[property]);
    for (const kind of kinds) {
      const row = id === "" ? undefined : records.get(kind, id);
      if (row !== undefined) return partiesOf(kind, row.body, records);
    }
    return [];
  };

/** Who offers, or else who asks for it; a need of the region for nobody in particular is theirs who stated it. */
const whoWants: Reading = (body, records) => {
  const [first] = [...named(body, "provider", "receiver"), ...statedBy(body["statedBy"], records)];
  return first === undefined ? [] : [first];
};
/** The person who stated something. Programs state things by a name of their own, which is nobody's to take. */
export const statedBy = (by: Json | undefined, records: RecordsView): Parties =>
  records.get("agent", textOf(by))?.body["type"] === "Person" ? [textOf(by)] : [];
/** Who promised something in an agreement, and to whom. */
const clausesIn = (property: string, body: JsonObject, records: RecordsView): Parties =>
  records
    .referring("commitment", property, { kind: "agreement", id: textOf(body["id"]) })
    .flatMap((row) => named(row.body, "provider", "receiver"));
const inScope: Reading = (body) => {
  const agents = body["inScopeOf"];
  return Array.isArray(agents) ? agents.filter((id): id is string => typeof id === "string") : [];
};

/** Somebody whom the record does not know: no agent has this id, so that nobody acts for them. */
const SOMEBODY = "";

const PARTIES: Readonly<Partial<Record<RecordKind, Reading>>> = {
  agent: (body) => named(body, "id"),
  // Who owns an organization gives it away, not who is to get it; else it is theirs of whom it says something.
  agentRelationship: (body) => named(body, givenRole(body["relationship"]) === "owner" ? "object" : "subject"),
  agreement: (body, records) => ["clauseOf", "reciprocalClauseOf"].flatMap((property) => clausesIn(property, body, records)),
  agreementBundle: (body, records) =>
    records
      .referring("agreement", "bundledIn", { kind: "agreementBundle", id: textOf(body["id"]) })
      .flatMap((row) => partiesOf("agreement", row.body, records)),
  batchLotRecord: (body, records) =>
    records
      .referring("economicResource", "ofBatchLot", { kind: "batchLotRecord", id: textOf(body["id"]) })
      .flatMap((row) => partiesOf("economicResource", row.body, records)),
  // Who is to get something lets it go, not who is to give it.
  claim: (body) => (textOf(body["receiver"]) === "" ? named(body, "provider") : named(body, "receiver")),
  // A promise is made by who is to keep it.
  commitment: (body) => named(body, "provider"),
  intent: whoWants,
  // What a correction leaves out is taken from the event that it corrects.
  economicEvent: (body, records) =>
    textOf(body["provider"]) === "" ? through("corrects", "economicEvent")(body, records) : named(body, "provider"),
  economicResource: (body) => named(body, "primaryAccountable", "custodian"),
  fulfillment: through("fulfilledBy", "economicEvent"),
  satisfaction: through("satisfiedBy", "economicEvent", "commitment"),
  settlement: through("settledBy", "economicEvent"),
  // What was adopted by stewards is not taken back by others, and its id is not taken before.
  plan: (body, records) => (isAdoptedPlanId(textOf(body["id"])) ? [SOMEBODY] : inScope(body, records)),
  process: inScope,
  proposal: (body, records) =>
    records
      .referring("proposedIntent", "publishedIn", { kind: "proposal", id: textOf(body["id"]) })
      .flatMap((row) => partiesOf("proposedIntent", row.body, records)),
  proposedIntent: through("publishes", "intent"),
  proposedTo: through("proposed", "proposal"),
  // A home is theirs who live there, also where the record does not say who they are.
  spatialThing: (body, records) => {
    const here = records.referring("agent", "primaryLocation", { kind: "spatialThing", id: textOf(body["id"]) });
    const dwellers = here.filter((row) => row.body["type"] === "Person").map(({ id }) => id);
    return dwellers.length === 0 && body["household"] === true ? [SOMEBODY] : dwellers;
  },
};

/** Where other parties than those of the record decide that it is recorded, or removed. */
const OTHERWISE: Readonly<Record<"record" | "remove", Readonly<Partial<Record<RecordKind, Reading>>>>> = {
  record: {
    // A new agent, place or proposal is nobody's yet.
    agent: () => [],
    spatialThing: () => [],
    proposal: () => [],
    claim: (body) => named(body, "provider", "receiver"),
  },
  remove: {
    // Either side may let go.
    agentRelationship: (body) => named(body, "subject", "object"),
    // Whose wish it is says what answers it no more.
    satisfaction: (body, records) => [...partiesOf("satisfaction", body, records), ...through("satisfies", "intent")(body, records)],
  },
};

/** Who must agree that a record is recorded, changed or removed. `body` has its `id`. */
export function partiesTo(verb: "record" | "change" | "remove", kind: RecordKind, body: JsonObject, records: RecordsView): Parties {
  const reading = verb === "change" ? undefined : OTHERWISE[verb][kind];
  return reading?.(body, records) ?? partiesOf(kind, body, records);
}

/** The parties of a record of a kind, by what its body says. `body` has its `id`. */
export function partiesOf(kind: RecordKind, body: JsonObject, records: RecordsView): Parties {
  return PARTIES[kind]?.(body, records) ?? [];
}
