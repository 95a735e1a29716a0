// Queries that ask for every field of every type of a schema, one field at a time, and what of them was answered.

import { getNamedType, type GraphQLNamedType, type GraphQLSchema, isInterfaceType, isLeafType, isObjectType, isUnionType } from "graphql";

/** What is asked below a field: of records only who they are, of all else everything. Types are asked for everywhere, so that answers say what they are. */
export function selectionOf(type: GraphQLNamedType): string {
  if (isLeafType(type)) return "";
  if (isUnionType(type))
    return `{ __typename ${type
      .getTypes()
      .map(({ name }) => `... on ${name} { id }`)
      .join(" ")} }`;
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${type.name} is no type of an answer`);
  const fields = type.getFields();
  if ("revisionId" in fields) return "{ __typename id }";
  const inner = Object.values(fields).map((field) => `${field.name} ${selectionOf(getNamedType(field.type))}`);
  return `{ __typename ${inner.join(" ")} }`;
}

/** A query for each field of what a root field gives. */
export function fieldQueries(schema: GraphQLSchema, root: string, args: string): string[] {
  const field = schema.getQueryType()?.getFields()[root];
  if (field === undefined) throw new Error(`the contract has no query ${root}`);
  const type = getNamedType(field.type);
  if (!isObjectType(type) || !("revisionId" in type.getFields())) return [`{ ${root}${args} ${selectionOf(type)} }`];
  return Object.values(type.getFields()).map(
    ({ name, type: below }) => `{ ${root}${args} { __typename ${name} ${selectionOf(getNamedType(below))} } }`,
  );
}

/** Notes every field that is answered with a value as `Type.field`; `at` is the type of the answer's root. */
export function noteAnswered(value: unknown, seen: Set<string>, at = ""): void {
  if (Array.isArray(value)) {
    for (const each of value) noteAnswered(each, seen, at);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const { __typename: type = at, ...fields } = value as Record<string, unknown>;
  for (const [name, each] of Object.entries(fields)) {
    const isAnswered = each !== null && !(Array.isArray(each) && each.length === 0);
    if (isAnswered) seen.add(`${String(type)}.${name}`);
    noteAnswered(each, seen);
  }
}
