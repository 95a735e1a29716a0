// The Valueflows part of the contract against the official binding. UPDATE_CONTRACT=1 writes contract/schema.graphql anew.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSchema, type GraphQLNamedType, isInputObjectType, isObjectType, isScalarType, printSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { bindingChanges, bindingText, printedSchema, reachableNames, servedModules } from "../../../../tools/print-valueflows.mjs";
import { apiSchema } from "../../src/schema.js";

const contract = path.join(import.meta.dirname, "../../../../contract");
const file = path.join(contract, "schema.graphql");
const printed = printedSchema();
const official = buildSchema(bindingText());
const own = buildSchema(readFileSync(path.join(contract, "commonwright.graphql"), "utf8"));
const served = apiSchema();

const named = (types: Readonly<Record<string, GraphQLNamedType>>) => Object.values(types).filter(({ name }) => !name.startsWith("__"));
const valueflowsTypes = named(served.getTypeMap()).filter((type) => own.getType(type.name) === undefined);

describe("the printed contract", () => {
  it("[G15] contract/schema.graphql is what its sources say", () => {
    if (process.env.UPDATE_CONTRACT === "1") writeFileSync(file, printed);
    expect(readFileSync(file, "utf8")).toBe(printed);
  });

  it("[G15] everything in it can be reached", () => {
    const builtIn = new Set(["Float", "Int", "String", "Boolean", "ID"]);
    const all = named(buildSchema(printed).getTypeMap()).map(({ name }) => name);
    const reached = reachableNames(printed);
    expect(all.filter((name) => !reached.has(name) && !builtIn.has(name))).toEqual([]);
  });

  it("[G15] all official modules are served but three", () => {
    expect(servedModules()).toEqual(servedModules());
    expect(servedModules()).toContain("observation");
    for (const left of ["history", "appreciation", "scenario"]) expect(servedModules()).not.toContain(left);
  });
});

describe("the official binding", () => {
  // Sort and _vf_filtering_dummy are in the binding, but no field and no argument of it has them: nobody can ask for them.
  it("[G16] is served whole, but for one field", () => {
    const mute = new Set(["Sort was removed.", "_vf_filtering_dummy was removed."]);
    expect(bindingChanges(printSchema(served)).filter((change) => !mute.has(change))).toEqual([
      "EconomicResource.state changed type from Action to String.",
    ]);
  });

  it("[G16] what is left out of it is what nothing in it can reach", () => {
    const reached = reachableNames(bindingText());
    const missing = named(official.getTypeMap()).filter(({ name }) => served.getType(name) === undefined);
    expect(missing.map(({ name }) => name).sort()).toEqual(["Sort", "_vf_filtering_dummy"]);
    for (const { name } of missing) expect([name, reached.has(name)]).toEqual([name, false]);
  });

  it("[G17] shares no name with ours but two scalars", () => {
    const both = named(own.getTypeMap()).filter((type) => official.getType(type.name) !== undefined);
    const shared = both.filter(({ name }) => !["Query", "Mutation"].includes(name) && !isBuiltIn(name));
    expect(shared.map((type) => [type.name, isScalarType(type)])).toEqual([
      ["Decimal", true],
      ["DateTime", true],
    ]);
    for (const [ours, theirs] of [
      [own.getQueryType(), official.getQueryType()],
      [own.getMutationType(), official.getMutationType()],
    ]) {
      const names = Object.keys(ours?.getFields() ?? {});
      expect(names.length).toBeGreaterThan(3);
      expect(names.filter((name) => theirs?.getFields()[name] !== undefined)).toEqual([]);
    }
  });
});

describe("records of Valueflows", () => {
  it("[G18] every create input takes an id", () => {
    const inputs = valueflowsTypes.filter(isInputObjectType).filter(({ name }) => name.endsWith("CreateParams"));
    expect(inputs.length).toBeGreaterThan(25);
    for (const input of inputs) expect([input.name, String(input.getFields()["id"]?.type)]).toEqual([input.name, "ID"]);
  });

  it("[G19] every record has an id and a revision", () => {
    const aside = new Set(["Action", "Duration", "Measure", "PageInfo", "TrackTracePage"]);
    const records = valueflowsTypes
      .filter(isObjectType)
      .filter(({ name }) => !/(?:Connection|Edge|Response)$/.test(name) && !aside.has(name));
    expect(records.length).toBeGreaterThan(25);
    for (const record of records)
      expect([record.name, ...["id", "revisionId"].map((name) => String(record.getFields()[name]?.type))]).toEqual([
        record.name,
        "ID!",
        "ID!",
      ]);
  });
});

function isBuiltIn(name: string): boolean {
  return ["Float", "Int", "String", "Boolean", "ID"].includes(name);
}
