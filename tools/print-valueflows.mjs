// Prints contract/schema.graphql, the whole API as it is served: ours and Valueflows. node tools/print-valueflows.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import official from "@valueflows/vf-graphql";
import { Kind, parse, print, visit } from "graphql";

/**
 * @typedef {import("graphql").DefinitionNode} DefinitionNode
 * @typedef {import("graphql").TypeDefinitionNode} TypeDefinitionNode
 * @typedef {import("graphql").ObjectTypeDefinitionNode} ObjectTypeDefinitionNode
 * @typedef {import("graphql").GraphQLSchema} GraphQLSchema
 * @typedef {{
 *   buildSchema: (modules: string[], extensions?: readonly string[]) => GraphQLSchema,
 *   printSchema: (schema: GraphQLSchema) => string,
 *   validate: (schema: GraphQLSchema, modules: string[]) => readonly { description: string }[],
 * }} Binding what the official package can do; its own types leave it out
 */

const binding = /** @type {Binding} */ (/** @type {unknown} */ (official));
const require = createRequire(import.meta.url);

const contract = path.join(path.dirname(fileURLToPath(import.meta.url)), "../contract");
const roots = ["Query", "Mutation"];
/** Scalars that both families have; ours say what is taken. */
const sharedScalars = ["Decimal", "DateTime"];
const notServed = ["history", "appreciation", "scenario"];
const header = `# The whole API as it is served: ours, and Valueflows. Printed by tools/print-valueflows.mjs: change what it is printed from, not this.
#
# The Valueflows part is made from @valueflows/vf-graphql 0.9.0-alpha.10, Copyright 2019 ValueFlows contributors, licensed under the
# Apache License, Version 2.0 (contract/APACHE-2.0.txt), distributed without warranties or conditions of any kind. It was changed: without
# ${notServed.join(", ")} and what no query can reach; with valueflows-1.0.graphql, valueflows-additions.graphql, EcologicalAgent and an \`id\` in every
# create input; EconomicResource.state is text.
`;
const idField = `input Created {
  "Made by who asks: a uuid, version 7. Absent: the server makes one, and repeating is not safe."
  id: ID
}`;

/** The names of the official modules that are served. @returns {string[]} new at each call: the package changes what it is given */
export function servedModules() {
  const manifest = /** @type {{ schemaModules: Record<string, unknown> }} */ (require("@valueflows/vf-graphql/schema-manifest.js"));
  return Object.keys(manifest.schemaModules).filter((name) => !notServed.includes(name));
}

/** The text of contract/schema.graphql. @returns {string} @throws Error where a name of ours is one of Valueflows */
export function printedSchema() {
  const ours = typesOf(parse(source("commonwright.graphql")));
  const theirs = withoutUnreachable(valueflowsTypes());
  refuseCollisions(ours, theirs);
  const whole = [...ours.map((type) => withFieldsOf(type, theirs)), ...theirs.filter((type) => !ours.some((own) => sameName(own, type)))];
  return `${header}\n${print({ kind: Kind.DOCUMENT, definitions: whole })}\n`;
}

/** The official binding as text, with more types and fields where they are given. @param {readonly string[]} extensions */
export function bindingText(...extensions) {
  return binding.printSchema(binding.buildSchema(servedModules(), extensions));
}

/** What a program written for the official binding would miss in a schema. @param {string} text @returns {string[]} a sentence for each change */
export function bindingChanges(text) {
  // The package compares schemas of the graphql that it loads itself, which need not be the one that is imported here.
  const { buildSchema } = /** @type {typeof import("graphql")} */ (require("graphql"));
  return binding.validate(buildSchema(text), servedModules()).map(({ description }) => description);
}

/** The official modules, Valueflows 1.0 and our additions in one. @returns {TypeDefinitionNode[]} */
function valueflowsTypes() {
  const merged = parse(bindingText(source("valueflows-1.0.graphql"), source("valueflows-additions.graphql"), ecologicalAgent()));
  return typesOf(visit(merged, { InputObjectTypeDefinition: withId, ObjectTypeDefinition: withTextState }));
}

/** EcologicalAgent repeats every field of Agent, as Person does. */
function ecologicalAgent() {
  const person = typesOf(parse(bindingText())).find(({ name }) => name.value === "Person");
  if (person?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error("the official schema has no Person");
  const fields = (person.fields ?? []).map((field) => print(field)).join("\n");
  return `"A living being or a place in nature with a part in what is done, such as a river." type EcologicalAgent implements Agent { ${fields} classifiedAs: [URI!] }`;
}

/** Every record may be given its id by who makes it. @param {import("graphql").InputObjectTypeDefinitionNode} input */
function withId(input) {
  if (!input.name.value.endsWith("CreateParams")) return undefined;
  const [created] = typesOf(parse(idField));
  if (created?.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) throw new Error("the id is no input");
  return { ...input, fields: [...(created.fields ?? []), ...(input.fields ?? [])] };
}

/** Since Valueflows 1.0 the state of a resource is text; the binding still has an action. @param {ObjectTypeDefinitionNode} type */
function withTextState(type) {
  if (type.name.value !== "EconomicResource") return undefined;
  const text = { kind: /** @type {const} */ (Kind.NAMED_TYPE), name: { kind: /** @type {const} */ (Kind.NAME), value: "String" } };
  return { ...type, fields: (type.fields ?? []).map((field) => (field.name.value === "state" ? { ...field, type: text } : field)) };
}

/** @param {readonly TypeDefinitionNode[]} types @returns {TypeDefinitionNode[]} */
function withoutUnreachable(types) {
  const reached = namesReached(types);
  return types.filter(({ name }) => reached.has(name.value));
}

/** The names of the types that a query or a mutation can reach. @param {string} text of a schema @returns {ReadonlySet<string>} */
export function reachableNames(text) {
  return namesReached(typesOf(parse(text)));
}

/** @param {readonly TypeDefinitionNode[]} types @returns {ReadonlySet<string>} */
function namesReached(types) {
  const found = new Set(roots);
  for (const name of found) {
    for (const type of types) if (type.name.value === name || implementsType(type, name)) addNames(type, found);
  }
  return found;
}

/** @param {TypeDefinitionNode} type @param {Set<string>} found gets the names of all types that it speaks of, and its own */
function addNames(type, found) {
  found.add(type.name.value);
  visit(type, { NamedType: ({ name }) => void found.add(name.value) });
}

/** @param {TypeDefinitionNode} type @param {string} name of an interface */
function implementsType(type, name) {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION && (type.interfaces ?? []).some((each) => each.name.value === name);
}

/** @param {readonly TypeDefinitionNode[]} ours @param {readonly TypeDefinitionNode[]} theirs */
function refuseCollisions(ours, theirs) {
  const types = ours.filter((type) => theirs.some((their) => sameName(type, their))).map(({ name }) => name.value);
  const fields = roots.flatMap((root) => {
    const known = new Set(fieldsOf(theirs, root).map(({ name }) => name.value));
    return fieldsOf(ours, root).flatMap(({ name }) => (known.has(name.value) ? [`${root}.${name.value}`] : []));
  });
  const both = [...types.filter((name) => !roots.includes(name) && !sharedScalars.includes(name)), ...fields];
  if (both.length > 0) throw new Error(`these names of ours are names of Valueflows: ${both.join(", ")}`);
}

/** @param {TypeDefinitionNode} type of ours @param {readonly TypeDefinitionNode[]} theirs @returns {TypeDefinitionNode} a root has the fields of both */
function withFieldsOf(type, theirs) {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION || !roots.includes(type.name.value)) return type;
  return { ...type, fields: [...(type.fields ?? []), ...fieldsOf(theirs, type.name.value)] };
}

/** @param {readonly TypeDefinitionNode[]} types @param {string} name of an object type */
function fieldsOf(types, name) {
  const type = types.find((each) => each.name.value === name);
  return type?.kind === Kind.OBJECT_TYPE_DEFINITION ? (type.fields ?? []) : [];
}

/** @param {TypeDefinitionNode} one @param {TypeDefinitionNode} other */
const sameName = (one, other) => one.name.value === other.name.value;

/** @param {import("graphql").DocumentNode} document @returns {TypeDefinitionNode[]} */
function typesOf({ definitions }) {
  return definitions.filter(isTypeDefinition);
}

/** @param {DefinitionNode} node @returns {node is TypeDefinitionNode} */
function isTypeDefinition(node) {
  return node.kind.endsWith("TypeDefinition");
}

/** @param {string} name of a file in contract/ */
function source(name) {
  return readFileSync(path.join(contract, name), "utf8");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path.join(contract, "schema.graphql"), printedSchema());
