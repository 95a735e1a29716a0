// What the house tells so that there is something to ask for, and what it is known by.

import type { RecordKind } from "@commonwright/commons";
import type { GraphQLSchema } from "graphql";
import { idOf, type ServedHamlet } from "../up/region.js";
import { type Ask, askerOf, changeText, STEWARD } from "../valueflows/asking.js";

/** Tells as the house. */
export interface Told {
  readonly community: string;
  /** An id that nobody had before. */
  readonly id: () => string;
  /** Makes a change; where `answer` says which record the answer holds, its revisionId. */
  readonly tell: (mutation: string, args: Readonly<Record<string, unknown>>, answer?: string) => Promise<string>;
  readonly revisionOf: (kind: RecordKind, id: string) => Promise<string>;
  /** Somebody lives at a place from now on. */
  readonly moveTo: (person: string, place: string) => Promise<void>;
  /** The organization that is named, or a new one of nobody's. */
  readonly organization: (whose: string | null) => Promise<string>;
  /** What a new need is stated with. */
  readonly need: () => Readonly<Record<string, unknown>> & { readonly id: string };
  /** A need that somebody stated, as it is changed or withdrawn. */
  readonly stated: (person: string) => Promise<{ readonly id: string; readonly revisionId: string }>;
  readonly correction: (workshop: string) => Readonly<Record<string, unknown>>;
}

/** The ways to tell. */
export function toldIn(served: ServedHamlet, schema: GraphQLSchema): Told {
  const ask = askerOf(served);
  const { community } = served.serving;
  let count = 0;
  const id = () => `thing-${(count += 1)}`;
  const tell = teller(ask, schema);
  const revisionOf: Told["revisionOf"] = async (kind, key) => {
    const [row] = await served.store.records(community.id, [{ kind, id: key }]);
    if (row === undefined || row === null) throw new Error(`there is no ${kind} ${key}`);
    return `${row.revision}.${row.id}`;
  };
  const need = () => ({ id: idOf((count += 1)), item: "lamp", quantity: "2", place: "school", due: "2027-02", priority: "useful" });
  return {
    community: community.id,
    id,
    tell,
    revisionOf,
    async moveTo(person, place) {
      await tell("updatePerson", { person: { revisionId: await revisionOf("agent", person), primaryLocation: place } });
    },
    async organization(whose) {
      const kinds = whose === null ? [] : await served.store.records(community.id, [{ kind: "agent", id: whose }]);
      if (kinds[0]?.body["type"] === "Organization") return kinds[0].id;
      const made = id();
      await tell("createOrganization", { organization: { id: made, name: "A shop" } });
      return made;
    },
    need,
    async stated(person) {
      const stated = need();
      // In their name: who left states nothing any more.
      const as = { ...STEWARD, name: person };
      const { data, errors } = await ask(
        changeText(schema, { mutation: "stateNeed", args: { need: stated } }, "{ need { id revisionId } }"),
        { need: stated },
        as,
      );
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data.stateNeed.need as { readonly id: string; readonly revisionId: string };
    },
    correction(workshop) {
      const { revision, machines } = known(community.state().workshops.get(workshop));
      const first = machines[0];
      return {
        id: workshop,
        revisionId: String(revision),
        by: "the house",
        machines: [{ capability: first?.capability, hoursPerPeriod: (count += 1) % 20, costPerHour: 1 }],
      };
    },
  };
}

const known = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error("it is not there");
  return value;
};

function teller(ask: Ask, schema: GraphQLSchema): Told["tell"] {
  return async (mutation, args, answer) => {
    const selection = answer === undefined ? "{ __typename }" : `{ ${answer} { revisionId } }`;
    const { data, errors } = await ask(changeText(schema, { mutation, args }, selection), args);
    if (errors !== undefined) throw new Error(`${mutation} ${JSON.stringify(args)}: ${JSON.stringify(errors)}`);
    return answer === undefined ? "" : String(data[mutation][answer].revisionId);
  };
}
