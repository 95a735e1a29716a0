// Reads an example: a folder of YAML files is one problem, split in name order (planner.md, section 1).

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A value as YAML gives it. */
export type Loose = null | boolean | number | string | readonly Loose[] | { readonly [key: string]: Loose };

/** An object as YAML gives it. */
export type LooseMap = { readonly [key: string]: Loose };

/** True for an object that is neither a list nor null. */
export function isMap(value: Loose | undefined): value is LooseMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The problem of a folder: lists of the same key are joined, a single value stands once.
 *
 * @throws if a single value is repeated, or a file does not hold an object.
 */
export function readProblemFolder(folder: string): LooseMap {
  const problem: Record<string, Loose> = {};
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  for (const file of files.toSorted()) {
    const part: Loose = parse(readFileSync(join(folder, file), "utf8"));
    if (!isMap(part)) throw new Error(`${file} does not hold an object`);
    for (const [key, value] of Object.entries(part)) problem[key] = joined(problem[key], value, `${key} in ${file}`);
  }
  return problem;
}

function joined(before: Loose | undefined, value: Loose, where: string): Loose {
  if (before === undefined) return value;
  if (!Array.isArray(before) || !Array.isArray(value)) throw new Error(`${where} is given a second time`);
  return [...before, ...value];
}

/** The entries of a list of the problem; an absent list is empty. */
export function entriesOf(map: LooseMap, key: string): readonly LooseMap[] {
  const value = map[key];
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** The text under a key; "" where there is none. */
export function textOf(map: LooseMap, key: string): string {
  const value = map[key];
  return typeof value === "string" ? value : "";
}

/** The number under a key; NaN where there is none. */
export function numberOf(map: LooseMap, key: string): number {
  const value = map[key];
  return typeof value === "number" ? value : Number.NaN;
}
