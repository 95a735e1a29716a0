// Reads single values out of parsed JSON of unknown shape, reporting what is not as it must be.
import { type Findings, report } from "./findings.js";

/** A parsed JSON object, its values still unknown. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Where a number may lie, and what it is when absent (no default: it must be there). */
export interface NumberRule {
  readonly fallback?: number;
  readonly least?: number;
  readonly above?: number;
}

/** Larger numbers mean nothing in a workshop, and their products would overflow. */
const LARGEST = 1e30;

const NONE: JsonObject = Object.freeze({});

/** True for an object that is neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own value, or undefined; inherited names such as `constructor` do not count. */
export function valueAt(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The value as an object; anything else is reported and read as empty. */
export function objectFrom(value: unknown, path: string, findings: Findings): JsonObject {
  if (isObject(value)) return value;
  report(findings, path, "must be an object");
  return NONE;
}

/** The object under a key; absent is empty. */
export function objectAt(object: JsonObject, key: string, path: string, findings: Findings): JsonObject {
  const value = valueAt(object, key);
  return value === undefined ? NONE : objectFrom(value, `${path}.${key}`, findings);
}

/** The list under a key; absent is empty. */
export function listAt(object: JsonObject, key: string, path: string, findings: Findings): readonly unknown[] {
  const value = valueAt(object, key);
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  report(findings, `${path}.${key}`, "must be a list");
  return [];
}

/** The objects of the list under a key. */
export function rowsAt(object: JsonObject, key: string, path: string, findings: Findings): readonly JsonObject[] {
  return listAt(object, key, path, findings).map((row, n) => objectFrom(row, `${path}.${key}[${n}]`, findings));
}

/** A finite number, 0 or above unless the rule says otherwise. Anything else is reported and read as 0. */
export function numberFrom(value: unknown, path: string, rule: NumberRule, findings: Findings): number {
  if (value === undefined && rule.fallback !== undefined) return rule.fallback;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    report(findings, path, "must be a finite number");
    return 0;
  }
  if (Math.abs(value) > LARGEST) {
    report(findings, path, `is ${value}, must not be beyond ${LARGEST}`);
    return 0;
  }
  const least = rule.least ?? 0;
  if (value < least) report(findings, path, `is ${value}, must be at least ${least}`);
  if (rule.above !== undefined && value <= rule.above) report(findings, path, `is ${value}, must be above ${rule.above}`);
  return value;
}

/** The number under a key of the object that stands at the place. */
export function numberAt(object: JsonObject, key: string, at: Place, rule: NumberRule = {}): number {
  return numberFrom(valueAt(object, key), `${at.path}.${key}`, rule, at.findings);
}

/** Where a value stands, and where to report on it. */
export interface Place {
  readonly path: string;
  readonly findings: Findings;
}
