// Fields that are read from the other side: the records that name this one.

import type { RecordKey, RecordKind, RecordRow } from "@commonwright/commons";
import { API_LIMITS } from "../execution/limits.js";
import { setAside } from "../execution/valueBudget.js";
import type { ApiContext } from "../viewing/apiContext.js";
import { connectionOf, mergedRows, type PageArgs, type Source, sourceOf } from "./connection.js";
import { filterTest, type GivenFilter, passing } from "./filters.js";
import type { RecordField } from "./nounFields.js";

/** Records of a kind that name this one, by the property that names it. */
export interface Edge {
  readonly kind: RecordKind;
  readonly property: string;
}

/** An edge as `kind.property`. */
function edge(text: `${RecordKind}.${string}`): Edge {
  const [kind = "", property = ""] = text.split(".");
  return { kind: kind as RecordKind, property };
}

type EdgeText = `${RecordKind}.${string}`;
type EdgeArgs = PageArgs & { readonly filter?: GivenFilter | null };

const sourceOn =
  ({ kind, property }: Edge, target: RecordKey, { ledger }: ApiContext): Source =>
  (page) =>
    ledger.referring(kind, property, target, page);

/** A connection of all records that name this one in one of several properties. */
export function connection(...texts: readonly EdgeText[]): RecordField {
  const edges = texts.map(edge);
  return (row, args: EdgeArgs, context) => {
    const [only] = edges;
    const isSingle = edges.length === 1 && only !== undefined && (args.filter ?? null) === null;
    const total = async () => (isSingle ? context.ledger.count({ ...only, target: row }) : null);
    const parts = {
      sources: edges.map((each) => sourceOn(each, row, context)),
      test: filterTest(args.filter, context),
      ...(isSingle ? { total } : {}),
    };
    return connectionOf(args, parts, context);
  };
}

/** The newest of the records that name a record in one of several properties; as long as a page may be. */
export async function newestNaming(target: RecordKey, texts: readonly EdgeText[], context: ApiContext): Promise<RecordRow[]> {
  const page = { limit: API_LIMITS.page };
  const pages = await Promise.all(texts.map((text) => sourceOn(edge(text), target, context)(page)));
  return mergedRows(pages, (a, b) => b.created - a.created).slice(0, API_LIMITS.page);
}

/** What a plain list mostly has at most. */
const USUAL_LIST = 10;

/** A plain list of them, newest first, as long as a page may be. */
export function list(...texts: readonly EdgeText[]): RecordField {
  return async (row, args: { readonly filter?: GivenFilter | null }, context) => {
    const rows = await setAside(context, USUAL_LIST, () => newestNaming(row, texts, context));
    return passing(rows, filterTest(args.filter, context));
  };
}

/** A connection of records that were found otherwise. */
export const connectionOver = (args: EdgeArgs, rows: readonly RecordRow[], context: ApiContext) =>
  connectionOf(args, { sources: [sourceOf(rows)], test: filterTest(args.filter, context) }, context);

/** Records each once, in the order in which they come first. */
export function distinct(rows: readonly RecordRow[]): RecordRow[] {
  return [...new Map(rows.map((row) => [`${row.kind} ${row.id}`, row])).values()];
}

/** The records that several records name in one of some properties, each once. */
export async function allNamed(
  rows: readonly RecordRow[],
  { kind, properties }: { readonly kind: RecordKind; readonly properties: readonly string[] },
  { ledger }: ApiContext,
): Promise<RecordRow[]> {
  const ids = rows.flatMap(({ body }) => properties.flatMap((property) => idsIn(body[property])));
  return distinct(await ledger.records([...new Set(ids)].map((id) => ({ kind, id }))));
}

const idsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
};
