// How a refusal is told over the API: a sentence, a code, and the facts behind it.

import { GraphQLError } from "graphql";

/** What a refusal can be, as `extensions.code` says it. */
export const REFUSAL_CODES = ["BAD_INPUT", "CONFLICT", "STALE_REVISION", "FORBIDDEN", "UNAUTHENTICATED", "NOT_FOUND", "LIMIT"] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What was wrong and what would be right, in a sentence, with its facts for programs. */
export interface ApiRefusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The refusal as an error of the answer: what resolvers throw, so that `path` says where. */
export function refusalError({ code, message, details }: ApiRefusal): GraphQLError {
  return new GraphQLError(message, { extensions: { code, details } });
}

/**
 * Thrown where the same limit was told already in this answer: thousands of fields may find it reached. It has a path, so that GraphQL does not look for its
 * place each time, and it is left out of what is told.
 */
export const TOLD_ALREADY = new GraphQLError("A limit of this answer was reached before.", {
  path: [],
  extensions: { code: "LIMIT", details: {} },
});
