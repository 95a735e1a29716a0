// Requests to answers on a small schema: refusals, faults, limits, the cache.

import { buildSchema, getIntrospectionQuery, GraphQLError, type GraphQLSchema, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { documentCache } from "../../src/execution/documentCache.js";
import { apiExecutor, readApiRequest } from "../../src/execution/execute.js";
import { API_LIMITS } from "../../src/execution/limits.js";
import { refusalError } from "../../src/execution/refusal.js";
import { guardedList } from "../../src/execution/valueBudget.js";

const SDL = `type Query { thing(id: Int!): Thing broken: String refused: String wrong: String list(n: Int!): [Thing!]! }
  type Mutation { change: Boolean } type Thing { id: Int! self: Thing! list(n: Int!): [Thing!]! }`;

function smallSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const list = (_source: unknown, { n }: { n: number }) => Array.from({ length: n }, (_, id) => ({ id }));
  for (const name of ["Query", "Thing"]) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(name);
    const fields = type.getFields();
    fields["list"].resolve = list;
    fields["list"].resolve = guardedList(fields["list"]);
    if (fields["self"]) fields["self"].resolve = (source: unknown) => source;
  }
  const query = schema.getQueryType()?.getFields() ?? {};
  query["thing"].resolve = (_source, { id }) => ({ id });
  query["broken"].resolve = () => {
    throw new Error("the password is 1234");
  };
  query["refused"].resolve = () => {
    throw refusalError({ code: "NOT_FOUND", message: "There is no such thing.", details: { id: "x" } });
  };
  return schema;
}

function small() {
  const faults: unknown[] = [];
  const executor = apiExecutor<{ valuesLeft: number; isLimitTold: boolean }>(smallSchema(), (fault) => faults.push(fault));
  const ask = (query: string, variables: Record<string, unknown> | null = null, operationName: string | null = null) =>
    executor.execute({ query, variables, operationName }, { valuesLeft: API_LIMITS.values, isLimitTold: false });
  return { ask, faults, executor };
}
const codes = async (answer: Promise<{ errors?: readonly { extensions: Readonly<Record<string, unknown>> }[] }>) =>
  ((await answer).errors ?? []).map(({ extensions }) => extensions["code"]);

describe("answers", () => {
  it.each([
    ["{", null],
    ["{ nothing }", null],
    ["query ($id: Int!) { thing(id: $id) { id } }", { id: "many" }],
    ["query ($id: Int!) { thing(id: $id) { id } }", null],
    ["query A { refused } query B { refused }", null],
    ["subscription { a }", null],
  ])("[G2] %s with %o is bad input, with a sentence", async (query, variables) => {
    const { ask, faults } = small();
    const answer = await ask(query, variables);
    expect(await codes(ask(query, variables))).toContain("BAD_INPUT");
    expect(answer.errors?.every(({ message }) => message.length > 10)).toBe(true);
    expect(faults).toEqual([]);
  });
  it("[G2] a refusal carries its path, code and facts", async () => {
    const { ask } = small();
    const answer = await ask("{ refused }");
    expect(answer.data).toEqual({ refused: null });
    expect(answer.errors).toMatchObject([
      { message: "There is no such thing.", path: ["refused"], extensions: { code: "NOT_FOUND", details: { id: "x" } } },
    ]);
  });
  it("[G3] a fault of ours is told without its text, and whole to the house", async () => {
    const { ask, faults } = small();
    const answer = await ask("{ broken }");
    expect(JSON.stringify(answer)).not.toContain("1234");
    expect(answer.errors).toMatchObject([{ path: ["broken"], extensions: { code: "FAULT" } }]);
    expect(faults).toMatchObject([new Error("the password is 1234")]);
  });
  it("knows beforehand what changes things", () => {
    const { executor } = small();
    const request = (query: string, operationName: string | null = null) => ({ query, variables: null, operationName });
    expect(executor.isMutation(request("mutation { change }"))).toBe(true);
    expect(executor.isMutation(request("query A { refused } mutation B { change }", "B"))).toBe(true);
    expect(executor.isMutation(request("query A { refused } mutation B { change }", "A"))).toBe(false);
    expect(executor.isMutation(request("mutation {"))).toBe(false);
  });
  it.each([null, [], "x", {}, { query: "" }, { query: "{a}", variables: "x" }])("[G2] %o is no request", (body) => {
    expect(readApiRequest(body)).toMatchObject({ refused: { code: "BAD_INPUT" } });
  });
});

describe("limits", () => {
  const deep = (levels: number) => `{ thing(id: 1) ${"{ self ".repeat(levels - 2)}{ id }${" }".repeat(levels - 2)} }`;
  const wide = (aliases: number) => `{ ${Array.from({ length: aliases }, (_, n) => `a${n}: refused`).join(" ")} }`;
  it("[G4] depth", async () => {
    const { ask } = small();
    expect(await codes(ask(deep(12)))).toEqual([]);
    expect(await codes(ask(deep(13)))).toEqual(["LIMIT"]);
  });
  it("[G4] depth and aliases through fragments, counted at each use", async () => {
    const { ask } = small();
    const fragments = "fragment F on Thing { self { self { self { self { self { x: id } } } } } }";
    expect(await codes(ask(`{ thing(id: 1) { self { self { self { self { ...F } } } } } } ${fragments}`))).toEqual([]);
    expect(await codes(ask(`{ thing(id: 1) { self { self { self { self { self { self { ...F } } } } } } } } ${fragments}`))).toEqual([
      "LIMIT",
    ]);
    const uses = (n: number) =>
      `{ ${Array.from({ length: n }, () => `thing(id: 1) { self { ... on Thing { ...F } id } } refused`).join(" ")} } ${fragments}`;
    expect(await codes(ask(uses(15)))).not.toContain("LIMIT");
    expect(await codes(ask(uses(16)))).toEqual(["LIMIT"]);
  });
  it("[G4] fragments that double each other are counted without walking them all", async () => {
    const { ask } = small();
    const layers = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Thing { ...F${n + 1} self { ...F${n + 1} } }`).join(" ");
    expect(await codes(ask(`{ thing(id: 1) { ...F0 } } ${layers} fragment F60 on Thing { id }`))).toEqual(["LIMIT"]);
  });
  it("[G4] aliases, tokens, characters", async () => {
    const { ask } = small();
    expect(await codes(ask(wide(15)))).not.toContain("LIMIT");
    expect(await codes(ask(wide(16)))).toEqual(["LIMIT"]);
    expect(await codes(ask(`{ ${"refused ".repeat(1_997)} }`))).not.toContain("LIMIT");
    expect(await codes(ask(`{ ${"refused ".repeat(2_000)} }`))).toEqual(["LIMIT"]);
    expect(await codes(ask(`{ refused }${" ".repeat(40_000)}`))).toEqual(["LIMIT"]);
  });
  it("[G4] values of the answer", async () => {
    const { ask } = small();
    expect(await codes(ask("{ list(n: 300) { list(n: 200) { id } } }"))).toEqual([]);
    const answer = await ask("{ list(n: 300) { list(n: 600) { id } } }");
    expect(answer.errors?.[0]?.extensions["code"]).toBe("LIMIT");
  });
  it("[G5] introspection is open", async () => {
    const { ask } = small();
    expect(await codes(ask(getIntrospectionQuery({ inputValueDeprecation: true })))).toEqual([]);
    const aliased = Array.from({ length: 20 }, (_, n) => `a${n}: name`).join(" ");
    expect(await codes(ask(`{ __type(name: "Thing") { ${aliased} } }`))).toEqual([]);
  });
});

describe("cache", () => {
  it("[G6] parses a text once, and forgets the ones that were not used for long", () => {
    const cached = documentCache(smallSchema());
    const first = cached("{ refused }");
    expect(cached("{ refused }")).toBe(first);
    for (let n = 0; n < 299; n += 1) cached(`{ a${n}: refused }`);
    expect(cached("{ refused }")).toBe(first);
    for (let n = 0; n < 300; n += 1) cached(`{ b${n}: refused }`);
    expect(cached("{ refused }")).not.toBe(first);
    expect(cached("{ refused }")).toEqual(first);
  });
  it("[G2] keeps errors of its own, not those that an answer added", async () => {
    const { ask } = small();
    expect(await ask("{ nothing }")).toEqual(await ask("{ nothing }"));
    expect((await ask("{ nothing }")).errors?.[0]).not.toBeInstanceOf(GraphQLError);
  });
});
