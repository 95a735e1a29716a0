// What a request may ask for at most, so that nobody can keep the server busy with one of them.

import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from "graphql";
import type { ApiRefusal } from "./refusal.js";

/** Introspection is open: what lies below `__schema` and `__type` counts for none of depth and aliases. */
export const API_LIMITS = {
  /** Fields below one another. */
  depth: 12,
  /** Fields with another name than their own. */
  aliases: 15,
  /** Words and marks of a query's text. */
  tokens: 2_000,
  /** Characters of a query's text; white space and comments are no tokens. */
  characters: 40_000,
  /** Values of one answer: entries of its lists times the fields that are asked of each. */
  values: 150_000,
  /** The same for visitors: every page of ours asks for less than half of it. */
  visitorValues: 60_000,
  /** Records that are read for one answer, found or looked through. */
  records: 100_000,
  /** The same for visitors. */
  visitorRecords: 40_000,
  /** Entries of a list that has a length of the asker's choice. */
  page: 200,
} as const;

interface Measure {
  readonly depth: number;
  readonly aliases: number;
}

/** Says what is too much in a document that is valid, or null. */
export function limitRefusal(document: DocumentNode): ApiRefusal | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const part of document.definitions) if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part);
  const measured = new Map<string, Measure>();
  for (const part of document.definitions) {
    if (part.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, aliases } = measureOf(part.selectionSet, { fragments, measured });
    if (depth > API_LIMITS.depth) return tooMuch("depth", "levels deep", depth);
    if (aliases > API_LIMITS.aliases) return tooMuch("aliases", "aliases wide", aliases);
  }
  return null;
}

function tooMuch(limit: "depth" | "aliases", words: string, asked: number): ApiRefusal {
  const most = API_LIMITS[limit];
  return { code: "LIMIT", message: `The query is ${asked} ${words}; at most ${most} are answered.`, details: { limit, asked, most } };
}

interface Fragments {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly measured: Map<string, Measure>;
}

/** A fragment counts at each of its uses, but is walked once: nested spreads cost no more than their text. */
function measureOf(set: SelectionSetNode, known: Fragments): Measure {
  let depth = 0;
  let aliases = 0;
  for (const part of set.selections) {
    const isField = part.kind === Kind.FIELD;
    if (isField && (part.name.value === "__schema" || part.name.value === "__type")) continue;
    const below = part.kind === Kind.FRAGMENT_SPREAD ? spreadMeasure(part.name.value, known) : belowMeasure(part.selectionSet, known);
    depth = Math.max(depth, below.depth + (isField ? 1 : 0));
    aliases += below.aliases + (isField && part.alias !== undefined ? 1 : 0);
  }
  return { depth, aliases };
}

const belowMeasure = (set: SelectionSetNode | undefined, known: Fragments): Measure =>
  set === undefined ? { depth: 0, aliases: 0 } : measureOf(set, known);

function spreadMeasure(name: string, known: Fragments): Measure {
  const before = known.measured.get(name);
  if (before !== undefined) return before;
  const measure = belowMeasure(known.fragments.get(name)?.selectionSet, known);
  known.measured.set(name, measure);
  return measure;
}
