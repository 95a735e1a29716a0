// What the public finds of households in the Valueflows family: nothing that tells which home it is.

import { getNamedType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanningHands } from "../../src/community/planningHands.js";
import { ownSchema } from "../up/everyField.js";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { type Ask, askerOf, changeText, contract, rootOf, STEWARD, VISITOR } from "./asking.js";
import { fieldQueries, selectionOf } from "./fieldWalk.js";

const schema = contract();
const own = ownSchema();
const queries = Object.values(rootOf(schema, "query").getFields()).filter(
  ({ name }) => rootOf(own, "query").getFields()[name] === undefined,
);
const lists = queries.filter(({ type }) => getNamedType(type).name.endsWith("Connection"));
const byId = queries.filter(({ args, name }) => args.some((arg) => arg.name === "id") && name !== "action");

/** Hands that plan nothing: what is asked here does not wait for a plan. */
const idleHands: PlanningHands = {
  run: () => ({ answer: new Promise(() => undefined), cancel: () => undefined }),
  close: async () => undefined,
};

/** All texts of an answer. */
function textsIn(value: unknown, found: Set<string>): Set<string> {
  if (typeof value === "string") found.add(value);
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) textsIn(each, found);
  return found;
}

/** Everything that a caller is answered: all lists, and every field of what stands in them, so many of each. */
async function everything(ask: Ask, caller: typeof VISITOR, most: number): Promise<{ texts: Set<string>; asked: number }> {
  const texts = new Set<string>();
  let asked = 0;
  const note = async (query: string) => {
    const { data, errors } = await ask(query, {}, caller);
    expect([query, errors]).toEqual([query, undefined]);
    asked += 1;
    textsIn(data, texts);
    return data;
  };
  for (const { name, type } of lists) {
    const data = await note(`{ ${name}(first: 200) ${selectionOf(getNamedType(type))} }`);
    const nodes = data[name].edges.map(({ node }: { readonly node: { readonly id: string; readonly __typename: string } }) => node);
    const one = byId.find((field) => getNamedType(field.type).name === nodes[0]?.__typename);
    if (one === undefined) continue;
    // Homes come last: they are of the founding of the region.
    for (const { id } of [...nodes.slice(0, most), ...nodes.slice(-most)])
      for (const query of fieldQueries(schema, one.name, `(id: ${JSON.stringify(id)})`)) await note(query);
  }
  return { texts, asked };
}

describe.each(["milan", "hamlet"])("households of %s", (example) => {
  let served: ServedHamlet;
  let ask: Ask;
  let homes: readonly { readonly id: string; readonly name?: string; readonly lat?: number; readonly long?: number }[];
  let secretIds: readonly string[];
  let secretWords: readonly string[];

  beforeAll(async () => {
    served = await servedHamlet({ hands: idleHands, ...(example === "milan" ? { example } : {}) });
    ask = askerOf(served);
    const state = served.serving.community.state();
    homes = [...state.places.values()].filter(({ household }) => household === true);
    const isHome = (place: string | undefined) => homes.some(({ id }) => id === place);
    const workshops = [...state.workshops.values()].filter(({ primaryLocation }) => isHome(primaryLocation));
    const [home] = homes;
    const told = [
      ["createPerson", { person: { id: "dweller", name: "Secret dweller", note: "secret words", primaryLocation: home?.id } }],
      [
        "createIntent",
        {
          intent: {
            id: "wish",
            action: "transfer",
            name: "Secret wish",
            note: "secret words",
            resourceClassifiedAs: ["x"],
            receiver: "dweller",
            atLocation: home?.id,
          },
        },
      ],
      [
        "createEconomicEvent",
        {
          event: {
            id: "homely",
            action: "raise",
            provider: "dweller",
            receiver: "dweller",
            resourceQuantity: { hasNumericalValue: "1", hasUnit: "kg" },
            resourceConformsTo: [...state.items.keys()][0],
            toLocation: home?.id,
            note: "secret words",
          },
          newInventoriedResource: { id: "homelyThing", name: "Secret thing", note: "secret words", currentLocation: home?.id },
        },
      ],
    ] as const;
    for (const [mutation, args] of told) {
      const { errors } = await ask(changeText(schema, { mutation, args }, "{ __typename }"), args, STEWARD);
      expect([mutation, errors]).toEqual([mutation, undefined]);
    }
    secretIds = [...homes.map(({ id }) => id), ...workshops.map(({ id }) => id)];
    const needs = [...state.needs.values()].filter(({ atLocation }) => isHome(atLocation));
    secretWords = [
      "ecret dweller",
      "ecret wish",
      "ecret thing",
      "secret words",
      ...[...homes, ...workshops, ...needs].flatMap(({ name, ...rest }) =>
        [name, (rest as { note?: string }).note].filter((word) => word !== undefined),
      ),
    ];
    expect(secretIds.length).toBeGreaterThan(2);
    // Visitors see a moment that is up to a second old.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
  }, 120_000);
  afterAll(() => served.close());

  const coordinates = () => new Set(homes.flatMap(({ lat, long }) => [String(lat), String(long)]));

  it("graphql [G9] nothing in any answer of Valueflows tells the id, the words or the coordinates of a home", async () => {
    const { texts, asked } = await everything(ask, VISITOR, example === "milan" ? 8 : 200);
    expect(asked).toBeGreaterThan(1_000);
    for (const id of secretIds) expect([id, [...texts].filter((text) => text === id || text.endsWith(`.${id}`))]).toEqual([id, []]);
    for (const word of secretWords) expect([word, [...texts].filter((text) => text.includes(word))]).toEqual([word, []]);
    expect([...coordinates()].filter((degrees) => texts.has(degrees))).toEqual([]);
    expect([...texts].filter((text) => text.startsWith("town:")).length).toBeGreaterThan(0);
    expect(served.faults).toEqual([]);
  }, 240_000);

  it("graphql [G10] those who belong here find them", async () => {
    const { data } = await ask(
      "{ spatialThings(first: 200) { edges { node { id name lat } } } agents(first: 200) { edges { node { id } } } intents(first: 200) { edges { node { name } } } }",
    );
    const texts = textsIn(data, new Set());
    for (const { id, name, lat } of homes)
      expect([id, texts.has(id), texts.has(name ?? id), texts.has(String(lat))]).toEqual([id, true, true, true]);
    for (const id of secretIds) expect([id, texts.has(id)]).toEqual([id, true]);
    expect(texts.has("Secret wish")).toBe(true);
  });

  it("graphql [G9] a home is not found by its own id, and not told apart from others of its town", async () => {
    for (const id of secretIds) {
      const { data } = await ask(
        "query ($id: ID!) { spatialThing(id: $id) { id } agent(id: $id) { id } organization(id: $id) { id } byReceiver: intents(filter: { receiverId: [$id] }) { edges { cursor } } byScope: processes(filter: { inScopeOf: [$id] }) { edges { cursor } } }",
        { id },
        VISITOR,
      );
      expect([id, data]).toEqual([
        id,
        { spatialThing: null, agent: null, organization: null, byReceiver: { edges: [] }, byScope: { edges: [] } },
      ]);
    }
    const { data } = await ask("{ spatialThings(first: 200) { pageInfo { totalCount } edges { node { id revisionId } } } }", {}, VISITOR);
    const ids = data.spatialThings.edges.map(({ node }: { readonly node: { readonly id: string } }) => node.id);
    expect([new Set(ids).size, data.spatialThings.pageInfo.totalCount]).toEqual([ids.length, null]);
    const town = ids.find((id: string) => id.startsWith("town:"));
    const again = await ask("query ($id: ID!) { spatialThing(id: $id) { id revisionId lat } }", { id: town }, VISITOR);
    expect(again.data.spatialThing).toMatchObject({ id: town, revisionId: `0.${town}` });
  });

  it("graphql [G9] pages over places, forwards and backwards, show each town once", async () => {
    const all = (await ask("{ spatialThings(first: 200) { edges { node { id } } } }", {}, VISITOR)).data.spatialThings.edges;
    for (const way of ["first", "last"]) {
      const found: unknown[] = [];
      let cursor: string | null = null;
      do {
        const at: string = cursor === null ? "" : `, ${way === "first" ? "after" : "before"}: "${cursor}"`;
        const { data } = await ask(
          `{ spatialThings(${way}: 2${at}) { edges { node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
          {},
          VISITOR,
        );
        const { edges, pageInfo } = data.spatialThings;
        if (way === "first") found.push(...edges);
        else found.unshift(...edges);
        cursor = (way === "first" ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)
          ? way === "first"
            ? pageInfo.endCursor
            : pageInfo.startCursor
          : null;
      } while (cursor !== null);
      expect([way, found]).toEqual([way, all]);
    }
  });
});
