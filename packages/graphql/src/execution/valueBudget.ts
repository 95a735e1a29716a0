// What one answer may cost: a count of its values, made where lists are answered, since lists are what makes an answer long.

import { defaultFieldResolver, type GraphQLField, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";
import { refusalError, TOLD_ALREADY } from "./refusal.js";

/** Where the count stands for one request. */
export interface ValueBudget {
  valuesLeft: number;
  /** Whether it was told that there are too many. */
  isLimitTold: boolean;
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
  throw tooManyValues(budget);
}

/**
 * Sets so many values aside while a list is found. The fields of many records begin together, and what they will find is counted only when all of them
 * have found it: what they asked for is held against the budget before.
 */
export async function setAside<Found>(budget: ValueBudget, values: number, find: () => Promise<Found>): Promise<Found> {
  // Once too much was asked for, what else was asked for is not looked for any more.
  if (budget.isLimitTold || budget.valuesLeft < values) throw tooManyValues(budget);
  budget.valuesLeft -= values;
  try {
    return await find();
  } finally {
    budget.valuesLeft += values;
  }
}

function tooManyValues(budget: ValueBudget): Error {
  if (budget.isLimitTold) return TOLD_ALREADY;
  budget.isLimitTold = true;
  return refusalError({
    code: "LIMIT",
    message: "The answer would hold more values than are given at once; ask for fewer lists, or for shorter pages.",
    details: { limit: "values" },
  });
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
