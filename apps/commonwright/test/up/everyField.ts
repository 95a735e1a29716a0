// Queries that ask for everything the schema has, made from the schema itself.

import { readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema, getNamedType, type GraphQLSchema, isLeafType, isObjectType, type GraphQLObjectType } from "graphql";

/** So deep that every type is reached, and so shallow that a query stays short. */
const LEVELS = 5;

/** Our part of the API, without Valueflows. */
export function ownSchema(): GraphQLSchema {
  return buildSchema(readFileSync(path.join(import.meta.dirname, "../../../../contract/commonwright.graphql"), "utf8"));
}

/** One query for each field of each root field, with the arguments that the schema wants. */
export function everyQuery(schema: GraphQLSchema, args: Readonly<Record<string, string>>): string[] {
  const root = schema.getQueryType();
  if (!root) throw new Error("no queries");
  return Object.values(root.getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    const call = `${field.name}${args[field.name] ?? ""}`;
    if (!isObjectType(type)) return [`{ ${call} }`];
    return Object.values(type.getFields()).map((inner) => {
      const below = getNamedType(inner.type);
      return `{ ${call} { ${inner.name}${isObjectType(below) ? selection(below, [type.name]) : ""} } }`;
    });
  });
}

function selection(type: GraphQLObjectType, above: readonly string[]): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    if (isLeafType(below)) return [field.name];
    if (!isObjectType(below) || above.includes(below.name) || above.length >= LEVELS) return [];
    return [`${field.name}${selection(below, [...above, type.name])}`];
  });
  return ` { ${fields.length === 0 ? "__typename" : fields.join(" ")} }`;
}

/** Notes every field of a type that is answered with a value; `at` is the type of the answer. */
export function noteFields(value: unknown, { at, seen }: { at: GraphQLObjectType; seen: Set<string> }): void {
  if (Array.isArray(value)) {
    for (const each of value) noteFields(each, { at, seen });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    if (name === "__typename" || each === null) continue;
    seen.add(`${at.name}.${name}`);
    const type = getNamedType(at.getFields()[name].type);
    if (isObjectType(type)) noteFields(each, { at: type, seen });
  }
}

/** Every field of every object type of the contract. */
export function allFields(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith("__") ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
  );
}
