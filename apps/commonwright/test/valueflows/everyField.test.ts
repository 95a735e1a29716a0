// Every field, every query and every change of the Valueflows family, over a record in which everything was said that can be said.

import { getNamedType, type GraphQLSchema, isInputObjectType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownSchema } from "../up/everyField.js";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { type Ask, askerOf, changeText, contract, rootOf } from "./asking.js";
import { type Change, EVERYTHING } from "./everything.js";
import { fieldQueries, noteAnswered, selectionOf } from "./fieldWalk.js";

const schema = contract();
const own = ownSchema();
let served: ServedHamlet;
let ask: Ask;
const seen = new Set<string>();
const called = new Set<string>();

beforeAll(async () => {
  served = await servedHamlet({ example: "none" });
  ask = askerOf(served);
});
afterAll(() => served.close());

/** Makes a change and notes what it answers. */
async function make(change: Change) {
  const type = getNamedType(rootOf(schema, "mutation").getFields()[change.mutation].type);
  const { data, errors } = await ask(changeText(schema, change, selectionOf(type)), change.args as Record<string, unknown>);
  expect([change, errors]).toEqual([change, undefined]);
  called.add(change.mutation);
  noteAnswered(data, seen, "Mutation");
  return data[change.mutation];
}

const lower = (word: string) => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;

/** The query that finds what an argument of a change makes. */
function nounOf(mutation: string, argument: string): string {
  if (argument === "newInventoriedResource") return "economicResource";
  return argument === "plan" ? "plan" : lower(mutation.replace("create", ""));
}

/** The queries by id that find what the changes made: `[query, id]`. */
function made(): (readonly [string, string])[] {
  return EVERYTHING.flatMap(({ mutation, args }) => {
    const found = Object.entries(args).flatMap(([argument, input]) => {
      const { id } = input as { readonly id?: string };
      if (id === undefined) return [];
      return [[nounOf(mutation, argument), id] as const];
    });
    return found.filter(([query]) => rootOf(schema, "query").getFields()[query] !== undefined);
  });
}

/** How a field that was given is read back: a reference by its id, a quantity with the id of its unit, a link by what it links to. */
const READ_BACK: Readonly<Record<string, string>> = {
  Measure: "{ hasNumericalValue hasUnit { id } }",
  Duration: "{ numericDuration unitType }",
  Fulfillment: "{ fulfills { id } }",
  Satisfaction: "{ satisfies { id } }",
  Settlement: "{ settles { id } }",
};

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain).toSorted((one, other) => String(one).localeCompare(String(other)));
  if (typeof value !== "object" || value === null) return value;
  const { __typename: _type, id, hasUnit, fulfills, satisfies, settles, ...rest } = value as Record<string, unknown>;
  const only = id ?? fulfills ?? satisfies ?? settles;
  if (only !== undefined) return plain(only);
  return hasUnit === undefined ? rest : { ...rest, hasUnit: plain(hasUnit) };
}

/** What of the values that were given a record does not show under the same name. */
async function lostOf(query: string, { id, ...values }: Record<string, unknown>): Promise<unknown[]> {
  const field = rootOf(schema, "query").getFields()[query];
  const type = field === undefined ? undefined : getNamedType(field.type);
  if (!isObjectType(type)) throw new Error(`no query ${query}`);
  const names = Object.keys(values).filter((name) => name !== "revisionId");
  const selections = names.map((name) => {
    const below = getNamedType(type.getFields()[name].type);
    return `${name} ${READ_BACK[below.name] ?? (isObjectType(below) ? "{ id }" : selectionOf(below))}`;
  });
  const { data, errors } = await ask(`{ ${query}(id: ${JSON.stringify(id)}) { __typename ${selections.join(" ")} } }`);
  expect([query, id, errors]).toEqual([query, id, undefined]);
  return names.flatMap((name) => {
    const [want, got] = [plain(values[name]), plain(data[query][name])];
    return JSON.stringify(want) === JSON.stringify(got) ? [] : [[query, id, name, want, got]];
  });
}

/** What is changed otherwise than it was recorded, or only by changing. */
const CHANGED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  economicEvent: { triggeredBy: "begunBin" },
  economicResource: { classifiedAs: ["urn:organic", "urn:new"], unitOfEffort: "h" },
};

const inputsOf = (noun: string) =>
  EVERYTHING.flatMap(({ mutation, args }) =>
    Object.entries(args).flatMap(([argument, input]) => {
      const query = nounOf(mutation, argument);
      return query === noun && mutation.startsWith("create") ? [input as Record<string, unknown>] : [];
    }),
  );

const revisionOf = async (query: string, id: unknown) =>
  (await ask(`{ ${query}(id: ${JSON.stringify(id)}) { revisionId } }`)).data[query]?.revisionId as string | undefined;

/** Says again of each record of a noun all that a change may say, with a new note. Links say what they are between and go with `satisfies` of a commitment. */
async function changeEverything(mutation: string): Promise<void> {
  const noun = lower(mutation.replace("update", ""));
  const [argument] = rootOf(schema, "mutation").getFields()[mutation].args;
  const type = getNamedType(argument.type);
  if (!isInputObjectType(type)) throw new Error(`${mutation} takes no input`);
  const given = new Set(["revisionId"]);
  for (const { id, ...values } of inputsOf(noun)) {
    const said: Record<string, unknown> = { ...values, ...CHANGED[noun], ...("note" in type.getFields() ? { note: "another note" } : {}) };
    const input = Object.fromEntries(Object.entries(said).filter(([key]) => key in type.getFields()));
    for (const key of Object.keys(input)) given.add(key);
    // What only events change is taken where it says what is so already, and else refused.
    delete input["containedIn"];
    await make({ mutation, args: { [argument.name]: { ...input, revisionId: await revisionOf(noun, id) } } });
    expect(await lostOf(noun, { id, ...input })).toEqual([]);
  }
  expect([mutation, Object.keys(type.getFields()).filter((key) => !given.has(key))]).toEqual([mutation, []]);
}

/** What would name the record that is to be removed, and what may be said once only. */
const ALONE: Readonly<Record<string, object>> = { commitment: { satisfies: [] }, proposedIntent: { publishes: "simpleIntent" } };
const MADE_BY: Readonly<Record<string, string>> = { proposedIntent: "proposeIntent", proposedTo: "proposeTo" };

/** Records one more of a noun, and removes it. */
async function removeOne(mutation: string): Promise<void> {
  const noun = lower(mutation.replace("delete", ""));
  const like = EVERYTHING.find(({ mutation: create }) => create === (MADE_BY[noun] ?? mutation.replace("delete", "create")));
  if (like === undefined) throw new Error(`nothing like ${noun} was made`);
  const id = `gone-${noun}`;
  const isWrapped = like.mutation.startsWith("create");
  const [[argument, input]] = Object.entries(like.args);
  const answer = await make({
    ...like,
    args: isWrapped ? { [argument]: { ...(input as object), ...ALONE[noun], id } } : { ...like.args, ...ALONE[noun], id },
  });
  const [holder] = Object.keys(answer).filter((key) => key !== "__typename");
  expect(answer[holder].id).toBe(id);
  const [by] = rootOf(schema, "mutation").getFields()[mutation].args;
  const isLink = noun === "proposedIntent" || noun === "proposedTo";
  const revisionId = isLink ? await revisionOfLink(noun, id) : await revisionOf(noun, id);
  expect(await make({ mutation, args: by.name === "id" ? { id } : { revisionId } })).toBe(true);
  if (!isLink) expect(await revisionOf(noun, id)).toBeUndefined();
}

async function revisionOfLink(noun: string, id: string): Promise<string> {
  const list = noun === "proposedIntent" ? "publishes" : "publishedTo";
  const { data } = await ask(`{ proposal(id: "offer") { ${list} { id revisionId } } }`);
  return data.proposal[list].find((link: { readonly id: string }) => link.id === id).revisionId;
}

const ownFields = (which: "query" | "mutation") => Object.keys(rootOf(own, which).getFields());
const familyFields = (which: "query" | "mutation") =>
  Object.keys(rootOf(schema, which).getFields()).filter((name) => !ownFields(which).includes(name));

/** Every field of every type of the family. */
function familyTypes(of: GraphQLSchema): string[] {
  return Object.values(of.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith("__")) return [];
    if (type.name === "Query") return familyFields("query").map((field) => `Query.${field}`);
    if (type.name === "Mutation") return familyFields("mutation").map((field) => `Mutation.${field}`);
    return own.getType(type.name) === undefined ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [];
  });
}

describe("every change", () => {
  it("graphql [G22] records every noun with every input that there is, and gives back what was given", async () => {
    const given = new Set<string>();
    const lost: unknown[] = [];
    for (const change of EVERYTHING) {
      const answer = await make(change);
      expect(answer).not.toBeNull();
      for (const { name, type } of rootOf(schema, "mutation").getFields()[change.mutation].args) {
        const input = getNamedType(type);
        if (!isInputObjectType(input) || !input.name.endsWith("CreateParams")) continue;
        const values = change.args[name] as Record<string, unknown> | undefined;
        if (values === undefined) continue;
        for (const key of Object.keys(values)) given.add(`${input.name}.${key}`);
        lost.push(...(await lostOf(nounOf(change.mutation, name), values)));
      }
    }
    expect(lost).toEqual([]);
    const all = Object.values(schema.getTypeMap())
      .filter(isInputObjectType)
      .filter(({ name }) => name.endsWith("CreateParams"));
    expect(
      all.flatMap((input) => Object.keys(input.getFields()).map((key) => `${input.name}.${key}`)).filter((key) => !given.has(key)),
    ).toEqual([]);
  });

  it("graphql [G22] answers every field of every type with a value", async () => {
    const lists = familyFields("query").filter((name) =>
      rootOf(schema, "query")
        .getFields()
        [name].args.every(({ name: argument }) => argument !== "id"),
    );
    const queries = [
      ...lists.map((name) => `{ ${name} ${selectionOf(getNamedType(rootOf(schema, "query").getFields()[name].type))} }`),
      ...made().flatMap(([query, id]) => fieldQueries(schema, query, `(id: ${JSON.stringify(id)})`)),
      ...["person", "organization", "ecologicalAgent"].flatMap((id) => fieldQueries(schema, "agent", `(id: "${id}")`)),
      ...fieldQueries(schema, "action", '(id: "accept")'),
      `{ proposal(id: "offer") { publishes { __typename revisionId reciprocal publishedIn { id } publishes { id } } publishedTo { __typename revisionId proposed { id } proposedTo { id } } } }`,
    ];
    for (const query of queries) {
      const { data, errors } = await ask(query);
      expect([query, errors]).toEqual([query, undefined]);
      noteAnswered(data, seen, "Query");
    }
  });

  it("graphql [G22] changes every noun, and removes it", async () => {
    for (const word of familyFields("mutation").filter((name) => name.startsWith("update"))) await changeEverything(word);
    for (const word of familyFields("mutation").filter((name) => name.startsWith("delete"))) await removeOne(word);
    const { data } = await ask('{ economicResource(id: "purse") { revisionId } }');
    await make({ mutation: "setAccountLimit", args: { resource: { revisionId: data.economicResource.revisionId, lowestBalance: "-10" } } });
    expect(familyFields("mutation").filter((name) => !called.has(name))).toEqual([]);
  });

  it("graphql [G22] has left nothing in the contract unanswered, and met no fault", () => {
    const unanswered = familyTypes(schema).filter((field) => !seen.has(field));
    expect(unanswered).toEqual([]);
    expect(served.faults).toEqual([]);
  });
});
