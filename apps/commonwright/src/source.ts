// One file of a problem: its value, and the line of everything in it.

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type YAMLMap } from "yaml";
import type { ProblemPath } from "@commonwright/planner";
import { hasDoubleKey, placesInJson, type JsonNode } from "./jsonText.js";

/** Where something stands: the file, and the line (from 1) where it is known. */
export type Location = { readonly file: string; readonly line?: number | undefined };

/** A value read from a file; `locate` gives the place of the deepest thing on the path that is there. */
export type Source = { readonly file: string; readonly value: unknown; readonly locate: (path: ProblemPath) => Location };

/** Something wrong, with the file and the line that it stands in where they are known; `column` is the name of a column of a table. */
export type LocatedProblem = Location & { readonly path: ProblemPath; readonly message: string; readonly column?: string | undefined };

/** A source, or what is wrong with its text. */
export type SourceResult = { readonly source: Source } | { readonly problems: readonly LocatedProblem[] };

/** References to one anchor may unfold to so many values, so that a small file cannot become a huge one. */
const MOST_ALIASES = 100;
/** Keys of one object: more than a price for each of the places that a problem may have. */
const MOST_KEYS = 10_000;

/** Reads a JSON text. Lines are looked for only when somebody asks. */
export function jsonSource(file: string, text: string): SourceResult {
  if (text.trim() === "") return { problems: [{ path: [], message: "the file is empty", file }] };
  const lineAt = lineFinder(text);
  const refuse = (otherwise: string): SourceResult => {
    const places = placesInJson(text);
    if ("root" in places) return { problems: [{ path: [], message: otherwise, file }] };
    return { problems: [{ path: [], message: places.fault.message, file, line: lineAt(places.fault.offset) }] };
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (hasDoubleKey(text, value)) return refuse("a key is there twice in one object");
  let root: JsonNode | undefined;
  const locate = (path: ProblemPath) => {
    if (!root) {
      const places = placesInJson(text);
      root = "root" in places ? places.root : { start: 0 };
    }
    return { file, line: lineAt(offsetOf(root, path)) };
  };
  return { source: { file, value, locate } };
}

function offsetOf(root: JsonNode, path: ProblemPath): number {
  let at = root;
  for (const step of path) {
    const inner = typeof step === "number" ? at.items?.[step] : at.entries?.get(step);
    if (!inner) break;
    at = inner;
  }
  return at.start;
}

/** Gives the line (from 1) of an offset; the starts of lines are looked for at the first question. */
function lineFinder(text: string): (offset: number) => number {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** Reads a YAML text: one document, no key twice, few aliases. A text without any value gives the value null. */
export function yamlSource(file: string, text: string): SourceResult {
  const lines = new LineCounter();
  try {
    // The parser would compare every key of an object with every other one, for hours where there are a million.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, stringKeys: true });
    const faults = [...document.errors, ...document.warnings, ...keyFaults(document)];
    if (faults.length > 0) {
      return {
        problems: faults.map((fault) => ({ path: [], message: firstLine(fault.message), file, line: lines.linePos(fault.pos[0]).line })),
      };
    }
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { source: { file, value, locate: (path) => ({ file, line: yamlLine(document, lines, path) }) } };
  } catch (error) {
    return { problems: [{ path: [], message: `not readable as YAML: ${yamlFault(error)}`, file }] };
  }
}

type Fault = { readonly message: string; readonly pos: readonly [number, number] };

/** Keys that stand twice in one object, and objects with more keys than any problem has. */
function keyFaults(document: Document): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map: (_, map) => {
      for (const fault of keyFaultsOf(map)) faults.push(fault);
    },
  });
  return faults;
}

function keyFaultsOf({ items, range }: YAMLMap): Fault[] {
  const at = (node: unknown): [number, number] => [rangeStart(node) ?? range?.[0] ?? 0, 0];
  if (items.length > MOST_KEYS)
    return [{ message: `an object with ${items.length} keys; at most ${MOST_KEYS} are read`, pos: at(undefined) }];
  const seen = new Set<string>();
  return items.flatMap(({ key }) => {
    const name = isScalar(key) ? String(key.value) : String(key);
    if (!seen.has(name)) return seen.add(name) && [];
    return [{ message: "Map keys must be unique", pos: at(key) }];
  });
}

const firstLine = (text: string) => text.split("\n")[0].trim();

function yamlFault(error: unknown): string {
  if (error instanceof RangeError) return "nested too deeply";
  if (error instanceof ReferenceError) return `too many aliases (a value may be referred to so that at most ${MOST_ALIASES} copies arise)`;
  return error instanceof Error ? firstLine(error.message) : String(error);
}

function yamlLine(document: Document, lines: LineCounter, path: ProblemPath): number | undefined {
  let at: unknown = document.contents;
  let offset = rangeStart(at);
  for (const step of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isMap(at)) {
      const pair = at.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(step));
      if (!pair) break;
      at = pair.value;
      offset = rangeStart(pair.key) ?? offset;
    } else if (isSeq(at) && typeof step === "number" && step < at.items.length) {
      at = at.items[step];
      offset = rangeStart(at) ?? offset;
    } else break;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function rangeStart(node: unknown): number | undefined {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range) ? Number(node.range[0]) : undefined;
}
