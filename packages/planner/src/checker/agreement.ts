// When a stated number is the recomputed one.
import { type Findings, report, shown } from "./findings.js";
import { type JsonObject, numberAt } from "./jsonValues.js";

const RELATIVE = 1e-6;
const ROUNDING = 1e-9;

/** True where two numbers are the same to 1e-6 of the larger; nothing agrees with what is not finite. */
export function agrees(stated: number, right: number): boolean {
  if (!Number.isFinite(right)) return false;
  return Math.abs(stated - right) <= RELATIVE * Math.max(Math.abs(stated), Math.abs(right)) + ROUNDING;
}

/** Reads the number under a key and reports it where it is not the right one. The answer is the stated number. */
export function checkNumber(
  object: JsonObject,
  key: string,
  right: number,
  at: { readonly path: string; readonly findings: Findings },
): number {
  const before = at.findings.count;
  const stated = numberAt(object, key, at, { least: -Infinity });
  if (at.findings.count === before && !agrees(stated, right))
    report(at.findings, `${at.path}.${key}`, `is stated as ${shown(stated)}, recomputed it is ${shown(right)}`);
  return stated;
}
