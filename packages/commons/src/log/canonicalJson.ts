// The one way to write a JSON value: what hashes are taken of.

import type { Json, JsonObject } from "./json.js";

/**
 * A value as text: the keys of objects sorted by UTF-16 code units, no white space, numbers and strings as JSON prints them (RFC 8785).
 * Keys whose value is undefined are left out, as JSON does.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return isList(value) ? listText(value) : objectText(value);
}

// Texts grow in one loop, without lists in between: every entry and every record that is written passes here.
function listText(list: readonly Json[]): string {
  let text = "[";
  for (const each of list) text += text === "[" ? canonicalJson(each) : `,${canonicalJson(each)}`;
  return `${text}]`;
}

function objectText(object: JsonObject): string {
  let text = "{";
  for (const key of sortedKeys(object)) {
    const value = object[key];
    if (value !== undefined) text += `${text === "{" ? "" : ","}${keyText(key)}:${canonicalJson(value)}`;
  }
  return `${text}}`;
}

/** What needs no escape is not looked at again. */
const WORD = /^\w*$/;
const keyText = (key: string): string => (WORD.test(key) ? `"${key}"` : JSON.stringify(key));

function sortedKeys(object: JsonObject): readonly string[] {
  const keys = Object.keys(object);
  return keys.length < 2 ? keys : keys.sort();
}

/** Plain data of ours as JSON: the nouns of this package and of rea hold nothing that JSON cannot say. */
export function toJson(value: object): JsonObject {
  return value as JsonObject;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
