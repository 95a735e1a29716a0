// What one answer may cost the store: few ways to it, and a bound on what is read, however lists are nested.

import type { CommonsStore } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { type Ask, askerOf, VISITOR } from "./asking.js";

const AGENTS = 60;
const EVENTS = 3;
const counted = { calls: 0, asks: 0, rows: 0 };

/** A store that counts the ways to it, what they ask, and the records that come back. */
function counting(store: CommonsStore): CommonsStore {
  const note = <Rows extends readonly unknown[]>(asks: number, rows: Rows, count = rows.length): Rows => {
    counted.calls += 1;
    counted.asks += asks;
    counted.rows += count;
    return rows;
  };
  return {
    ...store,
    records: async (community, keys) => note(keys.length, await store.records(community, keys)),
    list: async (community, ask) => note(1, await store.list(community, ask)),
    referring: async (community, asks) => {
      const pages = await store.referring(community, asks);
      return note(
        asks.length,
        pages,
        pages.reduce((sum, page) => sum + page.length, 0),
      );
    },
    count: async (community, ask, most) => {
      counted.calls += 1;
      return store.count(community, ask, most);
    },
  };
}

let served: ServedHamlet;
let ask: Ask;
beforeAll(async () => {
  const { store } = await openStore({ database: { type: "memory" } });
  served = await servedHamlet({ example: "none", store: counting(store) });
  ask = askerOf(served);
  for (let agent = 0; agent < AGENTS; agent += 1) {
    const id = `agent-${agent}`;
    await ask("mutation ($p: AgentCreateParams!) { createPerson(person: $p) { agent { id } } }", { p: { id, name: id } });
  }
  const kind =
    "mutation ($k: ResourceSpecificationCreateParams!) { createResourceSpecification(resourceSpecification: $k) { resourceSpecification { id } } }";
  await ask(kind, { k: { id: "grain", name: "Grain" } });
  for (let agent = 0; agent < AGENTS; agent += 1) {
    for (let event = 0; event < EVENTS; event += 1) {
      const given = {
        id: `event-${agent}-${event}`,
        action: "transfer",
        provider: `agent-${agent}`,
        receiver: `agent-${(agent + 1 + event) % AGENTS}`,
        resourceConformsTo: "grain",
        resourceQuantity: { hasNumericalValue: "1", hasUnit: "kg" },
      };
      const { errors } = await ask(
        "mutation ($e: EconomicEventCreateParams!) { createEconomicEvent(event: $e) { economicEvent { id } } }",
        { e: given },
      );
      expect(errors).toBeUndefined();
    }
  }
}, 120_000);
afterAll(() => served.close());

async function costOf(query: string, caller?: typeof VISITOR) {
  Object.assign(counted, { calls: 0, asks: 0, rows: 0 });
  const answer = await ask(query, {}, caller);
  return { ...answer, cost: { ...counted } };
}

/** Events of the provider of events of the provider, down to the cursors of one more list. */
const nested = (levels: number): string =>
  levels === 0
    ? "economicEvents(first: 200) { edges { cursor } }"
    : `economicEvents(first: 200) { edges { node { id provider { ${nested(levels - 1)} } } } }`;

describe("the cost of an answer", () => {
  it("graphql [G24] the events of all agents, with their agents and kinds, take a handful of ways to the store", async () => {
    const { data, errors, cost } = await costOf(
      "{ agents(first: 200) { edges { node { name economicEvents(first: 10) { edges { node { action { id } provider { name } receiver { name } resourceConformsTo { name } resourceQuantity { hasUnit { label } } } } } } } } }",
    );
    expect(errors).toBeUndefined();
    const events = data.agents.edges.flatMap(({ node }: { node: { economicEvents: { edges: unknown[] } } }) => node.economicEvents.edges);
    expect(events).toHaveLength(AGENTS * EVENTS * 2);
    expect(cost.calls).toBeLessThanOrEqual(12);
  });

  it("graphql [G24] lists within lists within lists are refused before the store has read much more than the budget", async () => {
    for (const [caller, most] of [
      [undefined, 100_000],
      [VISITOR, 40_000],
    ] as const) {
      const { errors, cost } = await costOf(`{ agents(first: 200) { edges { node { ${nested(1)} } } } }`, caller);
      // Each agent's list is read once, and what it holds is counted each time.
      expect(cost.rows).toBeLessThan(most + 25_000);
      expect([caller?.kind, errors?.[0]?.extensions["details"]]).toEqual(
        caller === undefined ? [undefined, undefined] : ["public", { limit: "values" }],
      );
    }
    const wide = `{ ${Array.from({ length: 15 }, (_, index) => `a${index}: agents(first: 200) { edges { node { ${nested(1)} } } }`).join(" ")} }`;
    const { errors, cost } = await costOf(wide, VISITOR);
    expect(errors?.[0]?.extensions["code"]).toBe("LIMIT");
    expect(cost.rows).toBeLessThan(40_000 + 25_000);
  });

  it("graphql [G24] what is below the edges of a connection counts as values", async () => {
    const names = ["id", "name", "note", "image", "revisionId"];
    const { errors } = await costOf(
      `{ ${Array.from({ length: 15 }, (_, index) => `a${index}: agents(first: 200) { edges { node { ${names.join(" ")} economicEvents(first: 200) { edges { node { id note image state created hasBeginning hasEnd hasPointInTime agreedIn revisionId resourceClassifiedAs deletable } } } } } }`).join(" ")} }`,
      VISITOR,
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: "LIMIT", details: { limit: "values" } } });
  });

  it("graphql [G24] counts and walks come out of the same budget", async () => {
    const counts = `{ ${Array.from({ length: 5 }, (_, index) => `a${index}: agents(first: 200) { edges { node { economicEventsAsProvider(first: 1) { pageInfo { totalCount } } } } }`).join(" ")} }`;
    const { errors, cost } = await costOf(counts, VISITOR);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "LIMIT", details: { limit: "records" } } });
    expect(cost.calls).toBeLessThan(300);
    const walked = await costOf("{ economicEvents(first: 100) { edges { node { trace { __typename } track { __typename } } } } }");
    expect(walked.errors).toBeUndefined();
  });

  it("graphql [G24] one agent with many events, asked for again and again below itself, is refused before it is all held", async () => {
    const own = {
      provider: "agent-0",
      receiver: "agent-0",
      resourceConformsTo: "grain",
      resourceQuantity: { hasNumericalValue: "1", hasUnit: "kg" },
    };
    for (let event = 0; event < 150; event += 1) {
      const given = { id: `own-${event}`, action: "transfer", ...own };
      await ask("mutation ($e: EconomicEventCreateParams!) { createEconomicEvent(event: $e) { economicEvent { id } } }", { e: given });
    }
    const before = process.memoryUsage().heapUsed;
    const { errors, data } = await costOf(`{ agent(id: "agent-0") { ${nested(2)} } }`, VISITOR);
    // However many fields find it reached, it is told once.
    expect(errors?.map(({ extensions }) => extensions["details"])).toEqual([{ limit: "values" }]);
    expect(JSON.stringify(data).length).toBeLessThan(10_000_000);
    expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(500);
  });
});
