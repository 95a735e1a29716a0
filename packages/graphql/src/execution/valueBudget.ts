// What one answer may cost: a count of its values, made where lists are answered, since lists are what makes an answer long.

import { defaultFieldResolver, type GraphQLField, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";
import { refusalError } from "./refusal.js";

/** Where the count stands for one request. */
export interface ValueBudget {
  valuesLeft: number;
}

/** A field that answers a list, made to count it: each entry costs as many values as fields are asked of it. */
export function guardedList(field: GraphQLField<unknown, ValueBudget>): NonNullable<GraphQLField<unknown, ValueBudget>["resolve"]> {
  const answer = field.resolve ?? defaultFieldResolver;
  return (source, args, context, info) => {
    const found: unknown = answer(source, args, context, info);
    return found instanceof Promise ? found.then((list: unknown) => counted(list, context, info)) : counted(found, context, info);
  };
}

function counted(list: unknown, budget: ValueBudget, info: GraphQLResolveInfo): unknown {
  if (!Array.isArray(list)) return list;
  const fields = info.fieldNodes.reduce((sum, { selectionSet }) => sum + fieldsAsked(selectionSet, info), 0);
  budget.valuesLeft -= list.length * Math.max(1, fields);
  if (budget.valuesLeft >= 0) return list;
  const message = "The answer would hold more values than are given at once; ask for fewer lists.";
  throw refusalError({ code: "LIMIT", message, details: { limit: "values" } });
}

/** How many fields are asked of each entry: those of fragments too, and of the edge of a connection those of its node. */
function fieldsAsked(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): number {
  if (set === undefined) return 0;
  let fields = 0;
  for (const part of set.selections) {
    if (part.kind === Kind.FIELD) fields += 1 + (part.name.value === "node" ? fieldsAsked(part.selectionSet, info) : 0);
    else if (part.kind === Kind.INLINE_FRAGMENT) fields += fieldsAsked(part.selectionSet, info);
    else fields += fieldsAsked(info.fragments[part.name.value]?.selectionSet, info);
    if (fields > MOST_FIELDS) return MOST_FIELDS;
  }
  return fields;
}

/** No type has as many; fragments within fragments could name more than can be counted. */
const MOST_FIELDS = 1_000;
