// Records: what the log amounts to now, one row a noun, kept beside the log by every store in the same transaction.

import { NOUN_NAMES, type NounName, type Property, VOCABULARY } from "@commonwright/rea";
import type { Json, JsonObject } from "./json.js";

/** What a community's state is made of: the nouns of the vocabulary, and what is ours. */
export const RECORD_KINDS = [...NOUN_NAMES, "community", "planningRules", "withdrawnIntent"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Which record. */
export interface RecordKey {
  readonly kind: RecordKind;
  readonly id: string;
}

/** A record as it is now. */
export interface RecordRow extends RecordKey {
  /** Sequence of the entry that wrote it first: the order of the records of a kind. No two records of one kind share it. */
  readonly created: number;
  /** Sequence of the entry that wrote it last; it is what `revisionId` shows. */
  readonly revision: number;
  /** True: it was taken away, and its id is not given again. */
  readonly isRemoved: boolean;
  /** True: the planner of the region looks at it, and it is part of the region's state. */
  readonly isRegional: boolean;
  /** With `id`. Of an economicResource with both quantities; of an economicEvent as it was recorded. */
  readonly body: JsonObject;
}

/** Where one record names another. */
export interface Reference {
  readonly property: string;
  readonly kind: RecordKind;
  readonly id: string;
}

const isNounName = (kind: RecordKind): kind is NounName => kind in VOCABULARY;

/** Every record that a record names, by the table of its noun. A property that may name several kinds is listed once for each. */
export function referencesOf(kind: RecordKind, body: JsonObject): Reference[] {
  if (!isNounName(kind)) return [];
  return REFERRING[kind].flatMap(([property, { to }]) => {
    const value = body[property];
    return idsOf(value).flatMap((id) => to.map((target) => ({ property, kind: target, id })));
  });
}

type ReferenceProperty = Extract<Property, { readonly to: readonly NounName[] }>;

/** The properties of each noun that name others. */
const REFERRING = Object.fromEntries(
  Object.values(VOCABULARY).map(({ name, properties }) => [
    name,
    Object.entries(properties).filter(([, { holds }]) => holds === "reference" || holds === "references"),
  ]),
) as unknown as Readonly<Record<NounName, readonly (readonly [string, ReferenceProperty])[]>>;

function idsOf(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}
