// How the fields of a type are answered.

import type { ApiContext } from "./apiContext.js";

/** Answers the field of its name from the value of its type. `never` lets each field name its own arguments: GraphQL has checked them. */
export type Fields<Source> = Readonly<Record<string, (source: Source, args: never, context: ApiContext) => unknown>>;
