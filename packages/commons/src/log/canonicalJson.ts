// The one way to write a JSON value: what hashes are taken of.

import type { Json, JsonObject } from "./json.js";

/**
 * A value as text: the keys of objects sorted by UTF-16 code units, no white space, numbers and strings as JSON prints them (RFC 8785).
 * Keys whose value is undefined are left out, as JSON does.
 */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).toSorted();
  const parts = keys.flatMap((key) => (value[key] === undefined ? [] : `${JSON.stringify(key)}:${canonicalJson(value[key])}`));
  return `{${parts.join(",")}}`;
}

/** Plain data of ours as JSON: the nouns of this package and of rea hold nothing that JSON cannot say. */
export function toJson(value: object): JsonObject {
  return value as JsonObject;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
