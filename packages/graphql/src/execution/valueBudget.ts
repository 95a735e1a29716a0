// What one answer may cost: a count of its values, made where lists are answered, since lists are what makes an answer long.

import { defaultFieldResolver, type GraphQLField, type GraphQLResolveInfo } from "graphql";
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
  const fields = info.fieldNodes.reduce((sum, { selectionSet }) => sum + (selectionSet?.selections.length ?? 0), 0);
  budget.valuesLeft -= list.length * Math.max(1, fields);
  if (budget.valuesLeft >= 0) return list;
  const message = "The answer would hold more values than are given at once; ask for fewer lists.";
  throw refusalError({ code: "LIMIT", message, details: { limit: "values" } });
}
