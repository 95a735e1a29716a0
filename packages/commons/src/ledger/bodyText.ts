// Texts in the bodies of records.

import type { JsonObject } from "../log/json.js";

/** A property that holds text; where it is not there, `otherwise`. */
export function textAt(body: JsonObject | undefined, key: string, otherwise = ""): string {
  const value = body?.[key];
  return typeof value === "string" ? value : otherwise;
}
