// Queries that were parsed and checked once, kept for the next time.

import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from "graphql";
import { API_LIMITS, limitRefusal } from "./limits.js";
import { refusalError } from "./refusal.js";

/** A document that may be executed, or why it may not. */
export type CheckedDocument = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** So many texts are kept; the one that was used longest ago goes first. Pages ask the same few dozen over and over. */
const MOST_DOCUMENTS = 300;
const MOST_ERRORS = 10;

/** Gives the checked document of a query's text. */
export type DocumentCache = (text: string) => CheckedDocument;

/** A cache of its own for each schema. */
export function documentCache(schema: GraphQLSchema): DocumentCache {
  const kept = new Map<string, CheckedDocument>();
  return (text) => {
    if (text.length > API_LIMITS.characters) return { errors: [tooLong("characters", API_LIMITS.characters)] };
    const known = kept.get(text);
    const checked = known ?? checkDocument(schema, text);
    kept.delete(text);
    kept.set(text, checked);
    if (kept.size > MOST_DOCUMENTS) forgetOldest(kept);
    return checked;
  };
}

function checkDocument(schema: GraphQLSchema, text: string): CheckedDocument {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: API_LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [error.message.includes("tokens") ? tooLong("tokens", API_LIMITS.tokens) : error] };
  }
  const faults = validate(schema, document, undefined, { maxErrors: MOST_ERRORS });
  if (faults.length > 0) return { errors: faults };
  const limit = limitRefusal(document);
  return limit === null ? { document } : { errors: [refusalError(limit)] };
}

const tooLong = (limit: "tokens" | "characters", most: number) =>
  refusalError({ code: "LIMIT", message: `The query has more than ${most} ${limit}; split it.`, details: { limit, most } });

/** A Map keeps the order in which its keys came. */
function forgetOldest(kept: Map<string, CheckedDocument>): void {
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
}
