// The contract made executable: contract/schema.graphql with an answer for every field.

import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema, isListType, isNonNullType, isObjectType, isScalarType, type GraphQLField } from "graphql";
import { designFields } from "./designs/designFields.js";
import { itemFields } from "./designs/itemFields.js";
import { quantityFields, recipeFields } from "./designs/recipeFields.js";
import { guardedList } from "./execution/valueBudget.js";
import { mutationFields } from "./mutationFields.js";
import { needFieldMaps } from "./needs/needFields.js";
import { planFieldMaps } from "./plans/planFields.js";
import { queryFields } from "./queryFields.js";
import { placeFields, regionFields, territoryFields } from "./region/regionFields.js";
import { dateScalar, dateTimeScalar, decimalScalar, uriScalar } from "./scalars.js";
import type { ApiContext } from "./viewing/apiContext.js";
import type { Fields } from "./viewing/fields.js";
import { workshopFieldMaps } from "./workshops/workshopFields.js";
import { valueflowsMutations } from "./valueflows/rootMutations.js";
import { valueflowsQueries } from "./valueflows/rootQueries.js";
import { resolveRecordTypes, valueflowsFieldMaps } from "./valueflows/valueflowsSchema.js";

/** Fields by type. What is not named here is the property of its name. */
const FIELDS: Readonly<Record<string, Fields<never>>> = {
  Query: { ...queryFields, ...valueflowsQueries },
  Mutation: { ...mutationFields, ...valueflowsMutations },
  Region: regionFields,
  Territory: territoryFields,
  Place: placeFields,
  Item: itemFields,
  Design: designFields,
  DesignRecipe: recipeFields,
  Quantity: quantityFields,
  ...workshopFieldMaps,
  ...needFieldMaps,
  ...planFieldMaps,
  ...valueflowsFieldMaps,
};
const SCALARS = { Decimal: decimalScalar, DateTime: dateTimeScalar, Date: dateScalar, URI: uriScalar } as const;

/** The schema of contract/schema.graphql. Throws where an answer names a field that the contract does not have. */
export function apiSchema(): GraphQLSchema {
  const text = readFileSync(new URL("../../../contract/schema.graphql", import.meta.url), "utf8");
  // A test reads the printed text with every check; here they would only make each start slower.
  const schema = buildSchema(text, { assumeValidSDL: true, noLocation: true });
  for (const [name, scalar] of Object.entries(SCALARS)) {
    const type = schema.getType(name);
    if (!isScalarType(type)) throw new Error(`the contract has no scalar ${name}`);
    Object.assign(type, { serialize: scalar.serialize, parseValue: scalar.parseValue, parseLiteral: scalar.parseLiteral });
  }
  for (const [typeName, fields] of Object.entries(FIELDS)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`the contract has no type ${typeName}`);
    for (const [name, answer] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field === undefined) throw new Error(`the contract has no field ${typeName}.${name}`);
      field.resolve = answer as unknown as NonNullable<GraphQLField<unknown, ApiContext>["resolve"]>;
    }
  }
  resolveRecordTypes(schema);
  guardLists(schema);
  return schema;
}

/** Every list counts against the values that one answer may hold. */
function guardLists(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const inner = isNonNullType(field.type) ? field.type.ofType : field.type;
      if (isListType(inner)) field.resolve = guardedList(field);
    }
  }
}
