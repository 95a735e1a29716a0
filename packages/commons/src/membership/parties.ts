// Whose a thing is: the agents who must agree to what is done with it.

import type { NounName } from "@commonwright/rea";
import { type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordKind } from "../log/records.js";

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

/** Who offers, or else who asks for it. */
const whoWants: Reading = (body) => (textOf(body["provider"]) === "" ? named(body, "receiver") : named(body, "provider"));
const inScope: Reading = (body) => {
  const agents = body["inScopeOf"];
  return Array.isArray(agents) ? agents.filter((id): id is string => typeof id === "string") : [];
};

const PARTIES: Readonly<Partial<Record<RecordKind, Reading>>> = {
  agent: (body) => named(body, "id"),
  agentRelationship: (body) => named(body, "subject", "object"),
  claim: (body) => named(body, "provider", "receiver"),
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
  plan: inScope,
  process: inScope,
  proposal: (body, records) =>
    records
      .referring("proposedIntent", "publishedIn", { kind: "proposal", id: textOf(body["id"]) })
      .flatMap((row) => partiesOf("proposedIntent", row.body, records)),
  proposedIntent: through("publishes", "intent"),
  proposedTo: through("proposed", "proposal"),
  // A home is theirs who live there.
  spatialThing: (body, records) =>
    records
      .referring("agent", "primaryLocation", { kind: "spatialThing", id: textOf(body["id"]) })
      .filter((row) => row.body["type"] === "Person")
      .map(({ id }) => id),
};

/** The parties of a record of a kind, by what its body says. `body` has its `id`. */
export function partiesOf(kind: RecordKind, body: JsonObject, records: RecordsView): Parties {
  return PARTIES[kind]?.(body, records) ?? [];
}
