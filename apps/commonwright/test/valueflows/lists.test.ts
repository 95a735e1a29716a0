// Lists of the Valueflows family: every filter does something, pages meet every entry once, and what cannot be is refused.

import { getNamedType, type GraphQLField, type GraphQLInputField, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { type Ask, askerOf, changeText, contract, rootOf } from "./asking.js";
import { EVERYTHING } from "./everything.js";

const schema = contract();
let served: ServedHamlet;
let ask: Ask;
beforeAll(async () => {
  served = await servedHamlet({ example: "none" });
  ask = askerOf(served);
  for (const change of EVERYTHING) await ask(changeText(schema, change, "{ __typename }"), change.args as Record<string, unknown>);
}, 60_000);
afterAll(() => served.close());

/** A field that lists, below a record or at the root, as text around it: `{ agent(id: "person") { FIELD } }`. */
interface Listing {
  readonly within: readonly [before: string, after: string];
  readonly field: GraphQLField<unknown, unknown>;
}

/** Records whose lists are asked for. */
const HOLDERS: Readonly<Record<string, string>> = {
  Person: 'person(id: "person")',
  Organization: 'organization(id: "organization")',
  EcologicalAgent: 'ecologicalAgent(id: "ecologicalAgent")',
  Process: 'process(id: "process")',
  Plan: 'plan(id: "plan")',
};

function listings(argument: string): Listing[] {
  const found: Listing[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isInterfaceType(type)) continue;
    const holder = type === rootOf(schema, "query") ? "" : HOLDERS[type.name];
    for (const field of Object.values(type.getFields())) {
      if (!field.args.some(({ name }) => name === argument)) continue;
      if (holder !== undefined) found.push({ field, within: holder === "" ? ["{ ", " }"] : [`{ ${holder} { `, " } }"] });
    }
  }
  return found;
}

/** How many entries a list gives with a filter. */
async function countOf({ field, within }: Listing, filter: string): Promise<number> {
  const isConnection = getNamedType(field.type).name.endsWith("Connection");
  const args = [filter === "" ? "" : `filter: { ${filter} }`, isConnection ? "first: 200" : ""].filter((arg) => arg !== "").join(", ");
  const query = `${within[0]}list: ${field.name}${args === "" ? "" : `(${args})`} ${isConnection ? "{ edges { cursor } }" : "{ id }"}${within[1]}`;
  const { data, errors } = await ask(query);
  expect([query, errors]).toEqual([query, undefined]);
  const list = data.list ?? (Object.values(data)[0] as { list: unknown }).list;
  return isConnection ? list.edges.length : list.length;
}

/** A value of a key that nothing has; null: the key is a flag, or means nothing in the binding. */
function impossible({ name, type }: GraphQLInputField): string | null {
  if (name === "page" || getNamedType(type).name === "Boolean") return null;
  if (getNamedType(type).name === "DateTime") return `${name}: ${["endDate", "before"].includes(name) ? '"1900-01-01"' : '"2900-01-01"'}`;
  if (name === "action") return `${name}: ${String(type).startsWith("[") ? '["copy"]' : '"copy"'}`;
  return `${name}: ${String(type).startsWith("[") ? '["what nothing has"]' : '"what nothing has"'}`;
}

describe("filters", () => {
  it("graphql [G25] every key of every filter lets through nothing where nothing fits", async () => {
    const filtered = listings("filter");
    expect(filtered.length).toBeGreaterThan(40);
    for (const listing of filtered) {
      const input = getNamedType(listing.field.args.find(({ name }) => name === "filter")?.type);
      if (!isInputObjectType(input)) throw new Error("a filter is an input");
      const all = await countOf(listing, "");
      for (const key of Object.values(input.getFields())) {
        const filter = impossible(key);
        if (filter !== null)
          expect([listing.within, listing.field.name, key.name, await countOf(listing, filter)]).toEqual([
            listing.within,
            listing.field.name,
            key.name,
            0,
          ]);
        if (getNamedType(key.type).name !== "Boolean") continue;
        const [yes, no] = [await countOf(listing, `${key.name}: true`), await countOf(listing, `${key.name}: false`)];
        expect([listing.field.name, key.name, yes + no]).toEqual([listing.field.name, key.name, all]);
      }
    }
  });

  it("graphql [G25] keys of a filter combine with and, the values of one with or; more agents than are merged find the same", async () => {
    const count = async (filter: string) => {
      const { data } = await ask(`{ economicEvents(first: 200, filter: { ${filter} }) { edges { cursor } } }`);
      return data.economicEvents.edges.length as number;
    };
    const [person, river, both] = [
      await count('providerId: ["person"]'),
      await count('providerId: ["ecologicalAgent"]'),
      await count('providerId: ["person", "ecologicalAgent"]'),
    ];
    expect([person > 0, river > 0, both]).toEqual([true, true, person + river]);
    expect(await count('providerId: ["person"], action: ["work"]')).toBe(1);
    const many = Array.from({ length: 30 }, (_, index) => `"nobody-${index}"`).join(", ");
    expect(await count(`providerId: [${many}, "person"]`)).toBe(person);
    expect(await count("providerId: null, action: null")).toBe(await count(""));
  });

  it("graphql [G25] an end is the last moment that it may mean; what is no time and no action is refused", async () => {
    const made = await ask(`mutation { createEconomicEvent(
      event: { id: "late", action: "raise", provider: "person", receiver: "person", resourceConformsTo: "grain", resourceQuantity: { hasNumericalValue: "1", hasUnit: "kg" }, hasPointInTime: "2031-02-28T23:59:58Z" }
      newInventoriedResource: { id: "late-thing", name: "Late" }
    ) { economicEvent { id } } }`);
    expect(made.errors).toBeUndefined();
    const found = async (filter: string) => {
      const { data } = await ask(`{ economicEvents(first: 200, filter: { startDate: "2031", ${filter} }) { edges { node { id } } } }`);
      return data.economicEvents.edges.length as number;
    };
    const ends = ["2031", "2031-02", "2031-02-28", "2031-02-28T23:59", "2031-02-28T23:59:58", "2031-01", "2031-02-27", "2031-02-28T23:58"];
    const counts = [];
    for (const end of ends) counts.push(await found(`endDate: "${end}"`));
    expect(counts).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
    for (const [filter, key] of [
      ['startDate: "yesterday"', "startDate"],
      ['endDate: "2026-13-45"', "endDate"],
      ['action: ["work", "nope"]', "action"],
    ] as const) {
      const { errors } = await ask(`{ economicEvents(filter: { ${filter} }) { edges { cursor } } }`);
      expect(errors?.[0]?.extensions).toEqual({ code: "BAD_INPUT", details: { at: `filter.${key}` } });
      expect(errors?.[0]?.message).toContain(`filter.${key}`);
    }
  });
});

describe("pages", () => {
  const PAGE = "edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage totalCount pageLimit }";
  const page = async ({ field, within }: Listing, args: string) => {
    const query = `${within[0]}list: ${field.name}(${args}) { ${PAGE} }${within[1]}`;
    const { data, errors } = await ask(query);
    expect([query, errors]).toEqual([query, undefined]);
    return (data.list ?? (Object.values(data)[0] as { list: unknown }).list) as any;
  };

  it("graphql [G25] every connection is met whole by pages of two, forwards and backwards", async () => {
    const connections = listings("after").filter(({ field }) => getNamedType(field.type).name.endsWith("Connection"));
    expect(connections.length).toBeGreaterThan(80);
    for (const listing of connections) {
      const cursorsOf = ({ edges }: any): string[] => edges.map(({ cursor }: { readonly cursor: string }) => cursor);
      const all = cursorsOf(await page(listing, "first: 200"));
      expect(new Set(all).size).toBe(all.length);
      for (const [size, from, to, more] of [
        ["first", "after", "endCursor", "hasNextPage"],
        ["last", "before", "startCursor", "hasPreviousPage"],
      ]) {
        const met: string[] = [];
        let at: string | null = null;
        do {
          const found: any = await page(listing, `${size}: 2${at === null ? "" : `, ${from}: "${at}"`}`);
          if (size === "first") met.push(...cursorsOf(found));
          else met.unshift(...cursorsOf(found));
          const other = more === "hasNextPage" ? "hasPreviousPage" : "hasNextPage";
          expect([listing.field.name, found.pageInfo[other], found.pageInfo.pageLimit]).toEqual([listing.field.name, at !== null, 2]);
          if (found.pageInfo.totalCount !== null)
            expect([listing.field.name, found.pageInfo.totalCount]).toEqual([listing.field.name, all.length]);
          at = found.pageInfo[more] === true ? found.pageInfo[to] : null;
        } while (at !== null);
        expect([listing.within, listing.field.name, size, met]).toEqual([listing.within, listing.field.name, size, all]);
      }
    }
  });

  it("graphql [G25] pages that cannot be are refused; one of nothing is empty", async () => {
    for (const [args, code] of [
      ["first: 1, last: 1", "BAD_INPUT"],
      ["first: -1", "BAD_INPUT"],
      ["first: 201", "LIMIT"],
      ["last: 201", "LIMIT"],
      ['after: "x"', "BAD_INPUT"],
      ['last: 2, before: "at1e9"', "BAD_INPUT"],
    ]) {
      const { errors } = await ask(`{ intents(${args}) { edges { cursor } } }`);
      expect([args, errors?.[0]?.extensions["code"], errors?.[0]?.path]).toEqual([args, code, ["intents"]]);
    }
    const { data } = await ask(
      "{ intents(first: 0) { edges { cursor } pageInfo { hasNextPage startCursor } } units { pageInfo { totalCount } } }",
    );
    expect(data.intents).toEqual({ edges: [], pageInfo: { hasNextPage: true, startCursor: null } });
    expect(data.units.pageInfo.totalCount).toBeGreaterThan(30);
  });
});

describe("changes", () => {
  it("graphql [G25] what is left out stays, what is null is erased, what must be there cannot be", async () => {
    const revision = async () => (await ask('{ plan(id: "plan") { revisionId } }')).data.plan.revisionId as string;
    const update = (fields: string) => async () =>
      ask(`mutation { updatePlan(plan: { revisionId: "${await revision()}"${fields} }) { plan { name note due created } } }`);
    const before = (await ask('{ plan(id: "plan") { name note due created } }')).data.plan;
    const first = await revision();
    expect((await update("")()).data.updatePlan.plan).toEqual(before);
    expect(await revision()).toBe(first);
    expect((await update(", note: null")()).data.updatePlan.plan).toEqual({ ...before, note: null });
    expect((await update(', due: null, note: "again"')()).data.updatePlan.plan).toEqual({ ...before, due: null, note: "again" });
    const refused = await update(", name: null")();
    expect(refused.errors?.[0]?.extensions["code"]).toBe("BAD_INPUT");
    expect((await ask('{ plan(id: "plan") { name } }')).data.plan.name).toBe(before.name);
  });

  it("graphql [G25] records behind an interface or a union say what they are", async () => {
    const { data, errors } = await ask(`{
      agents(first: 200) { edges { node { __typename id ... on EcologicalAgent { classifiedAs } } } }
      process(id: "process") { inScopeOf { __typename } }
      satisfactions(first: 50) { edges { node { satisfiedBy { __typename } } } }
      plan(id: "plan") { planIncludes { __typename } }
      economicEvent(id: "accepted") { next { __typename } previous { __typename } track { __typename } }
    }`);
    expect(errors).toBeUndefined();
    const types = (list: readonly any[]) =>
      [...new Set(list.map((each) => (each.node?.satisfiedBy?.__typename ?? each.node?.__typename ?? each.__typename) as string))].sort(
        (one, other) => one.localeCompare(other),
      );
    expect(types(data.agents.edges)).toEqual(["EcologicalAgent", "Organization", "Person"]);
    expect(types(data.process.inScopeOf)).toEqual(["EcologicalAgent", "Organization", "Person"]);
    expect(types(data.satisfactions.edges)).toEqual(["Commitment", "EconomicEvent"]);
    expect(types(data.plan.planIncludes)).toEqual(["Commitment", "Intent", "Process"]);
    expect([types(data.economicEvent.next), types(data.economicEvent.track)]).toEqual([
      ["Process"],
      expect.arrayContaining(["EconomicEvent", "EconomicResource", "Process"]),
    ]);
  });

  it("graphql [G22] a unit that every community has is not recorded anew", async () => {
    const { errors } = await ask('mutation { createUnit(unit: { id: "kg", label: "pound", symbol: "lb" }) { unit { id } } }');
    expect(errors?.[0]?.extensions["code"]).toBe("CONFLICT");
    expect((await ask('{ unit(id: "kg") { label } }')).data.unit).toEqual({ label: "kilogram" });
  });
});
