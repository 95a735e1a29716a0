// Reading records: first where they are (kind and `created`), then the rows themselves, in one statement.

import type { CommonsStore, ListAsk, PageAsk, RecordKey, RecordKind, RecordRow, ReferringAsk } from "@commonwright/commons";
import { isStorable } from "../storable.js";
import type { SqlDatabase, SqlRow, SqlValue } from "./database.js";
import { EVENT_COLUMNS, eventsOf, recordOf } from "./recordColumns.js";

type RecordReader = Pick<CommonsStore, "region" | "records" | "list" | "referring" | "count">;

/** What reads the records of a community. */
export function recordReader(database: SqlDatabase): RecordReader {
  return {
    region: async (community) => {
      const rows = await database.query(REGION, [community]);
      const head = { sequence: Number(rows[0]?.sequence), hash: String(rows[0]?.hash) };
      return head.sequence === 0 ? null : { head, records: rows.filter(({ kind }) => kind !== null).map(recordOf) };
    },
    records: async (community, keys) => {
      const storable = keys.filter(({ id }) => isStorable(id));
      if (storable.length === 0) return [];
      return (await database.query(RECORDS, [community, JSON.stringify(storable)])).map(recordOf);
    },
    list: async (community, ask) => {
      const rows = await database.query(listText(ask), listValues(community, ask));
      return ask.kind === "economicEvent" ? eventsOf(rows[0]?.events) : rows.map(recordOf);
    },
    referring: (community, asks) => referring(database, community, asks),
    count: async (community, { kind, property, target }, most) => {
      const [text, values] = property === undefined || target === undefined ? counted(kind) : countedReferring(kind, property, target);
      if (!values.every((value) => isStorable(String(value)))) return 0;
      const [row] = await database.query(`select count(*) as count from (${text} limit $2::bigint) found`, [community, most, ...values]);
      return Number(row?.count);
    },
  };
}

const PLACE = "(select number from community where community = $1)";

// Each part is limited to the one row that it can find, so that it is looked up by its index for every hit.
const rowsBy = (
  key: string,
) => `select hit.*, record.id, greatest(record.revision, quantity.revision) as revision, record.is_removed, record.is_regional, record.body,
    trim_scale(quantity.accounting)::text as accounting, trim_scale(quantity.onhand)::text as onhand, entry.text as entry
  from hit
  left join lateral (
    select * from record where record.community = ${PLACE} and record.kind = hit.kind and ${key} limit 1
  ) record on true
  left join lateral (
    select * from resource_quantity quantity
    where hit.kind = 'economicResource' and quantity.community = ${PLACE} and quantity.resource = hit.created limit 1
  ) quantity on true
  left join lateral (
    select entry.text from entry
    where hit.kind = 'economicEvent' and record.id is null and entry.community = ${PLACE} and entry.sequence = hit.created limit 1
  ) entry on true`;
/** What is in a list was not removed, and is found by its age. */
const ROWS = rowsBy("record.created = hit.created and not record.is_removed");

// Head and records in one statement are one snapshot of the database. A community without records is one row with empty columns.
const REGION = `with hit as (
    select head.sequence, head.hash, record.kind, record.created
    from community_head($1) head left join record on record.community = ${PLACE} and record.is_regional and not record.is_removed
  ) ${ROWS} order by record.kind, record.id`;

// Events are found by their own table, and where something was noted on them also among the records.
const RECORDS = `with hit as (
    select found.kind, found.created, key.id as wanted
    from json_to_recordset($2::text::json) as key(kind text, id text)
    cross join lateral (
      select record.kind, record.created from record
      where record.community = ${PLACE} and record.kind = key.kind and record.id = key.id limit 1
    ) found
    union
    select 'economicEvent', found.sequence, key.id
    from json_to_recordset($2::text::json) as key(kind text, id text)
    cross join lateral (
      select event.sequence from economic_event event where event.community = ${PLACE} and event.id = key.id limit 1
    ) found
    where key.kind = 'economicEvent'
  ) ${rowsBy("record.id = hit.wanted")}`;

// Looked up by its key for each event: as a join, planned while nothing was noted yet, it would go through all that was.
const EVENT_STANDS = `(
    select noted.is_removed from record noted
    where noted.community = event.community and noted.kind = 'economicEvent' and noted.created = event.sequence limit 1
  ) is not true`;

/**
 * Events with what is kept of them, as one text that `eventsOf` (recordColumns.ts) reads: the driver makes one row of it, not one for each event. Each is looked
 * up by its keys, as it is and as it was noted, and nothing is joined as a whole.
 */
const eventLines = (condition: string, { order, limit }: { readonly order: string; readonly limit: string }): string => `
    select string_agg(
      created || ' ' || case when id is null then entry else json_build_array(id, revision, is_regional, body)::text end, chr(10)
    ) as events
    from (
      select event.sequence as created, noted.id, noted.revision, noted.is_regional, noted.body, case when noted.id is null then (
        select entry.text from entry where entry.community = event.community and entry.sequence = event.sequence limit 1
      ) end as entry
      from economic_event event
      left join lateral (
        select * from record where record.community = event.community and record.kind = 'economicEvent' and record.created = event.sequence limit 1
      ) noted on true
      where event.community = ${PLACE} and ${condition} and noted.is_removed is not true order by event.sequence ${order} limit ${limit}
    ) each`;

/** The end of a list that an ask begins at: what is next to `after` is found upwards. */
const isUpwards = ({ before, after, fromOldest }: PageAsk): boolean => after !== undefined || (before === undefined && fromOldest === true);
const NEWEST = Number.MAX_SAFE_INTEGER;

function listText(ask: ListAsk): string {
  const order = isUpwards(ask) ? "asc" : "desc";
  if (ask.kind === "economicEvent") {
    const condition = `$2::text = 'economicEvent' and event.sequence < $4::bigint and event.sequence > $5::bigint`;
    return eventLines(condition, { order, limit: "$3::bigint" });
  }
  const hit = `select record.kind, record.created from record
        where record.community = ${PLACE} and record.kind = $2 and record.created < $4::bigint and record.created > $5::bigint
          and not record.is_removed order by record.created ${order} limit $3::bigint`;
  return `with hit as (${hit}) ${ROWS} order by hit.created desc`;
}

const listValues = (community: string, { kind, limit, before = NEWEST, after = -1 }: ListAsk): SqlValue[] => [
  community,
  kind,
  limit,
  before,
  after,
];

/** The column of an event that an ask looks at; undefined: links. */
function columnOf(kind: RecordKind, property: string, target: RecordKey): string | undefined {
  const known = kind === "economicEvent" && Object.hasOwn(EVENT_COLUMNS, property) ? EVENT_COLUMNS[property] : undefined;
  return known?.to === target.kind ? known.column : undefined;
}

const ASKS = `json_to_recordset($2::text::json) as ask(
    number integer, shape text, kind text, property text, target_kind text, target text, "limit" bigint, before bigint, after bigint
  )`;

/** Asks of one shape are answered by one part of the statement. The names of shapes and columns are ours, so that the text holds no value. */
function partOf(shape: string): string {
  const [column = "", order = ""] = shape.split(" ");
  if (column !== LINK) {
    const named = `(select named.created from record named
      where named.community = ${PLACE} and named.kind = ask.target_kind and named.id = ask.target)`;
    const condition = `event.${column} = ${named} and event.sequence < ask.before and event.sequence > ask.after`;
    return `select ask.number, found.events from ${ASKS}
      cross join lateral (${eventLines(condition, { order, limit: 'ask."limit"' })}) found where ask.shape = '${shape}'`;
  }
  const found = `select link.created from link
    where link.community = ${PLACE} and link.kind = ask.kind and link.property = ask.property and link.target_kind = ask.target_kind
      and link.target = ask.target and link.created < ask.before and link.created > ask.after order by link.created ${order}`;
  return `select ask.number, ask.kind, found.created from ${ASKS} cross join lateral (${found} limit ask."limit") found where ask.shape = '${shape}'`;
}

/** What is named by links rather than by a column of events. */
const LINK = "link";

async function referring(
  database: SqlDatabase,
  community: string,
  asks: readonly ReferringAsk[],
): Promise<readonly (readonly RecordRow[])[]> {
  const sent = asks.flatMap((ask, number) => (isStorable(ask.target.id) && isStorable(ask.property) ? [sentAsk(ask, number)] : []));
  const shapes = [...new Set(sent.map(({ shape }) => shape))].toSorted();
  const answers: RecordRow[][] = asks.map(() => []);
  const isLink = (shape: string) => shape.startsWith(LINK);
  const [links, events] = [shapes.filter(isLink).map(partOf), shapes.filter((shape) => !isLink(shape)).map(partOf)];
  const texts = [
    ...(links.length === 0 ? [] : [`with hit as (${links.join(" union all ")}) ${ROWS} order by hit.number, hit.created desc`]),
    ...(events.length === 0 ? [] : [events.join(" union all ")]),
  ];
  const values = [community, JSON.stringify(sent)];
  const found: readonly (readonly SqlRow[])[] = await Promise.all(texts.map((text) => database.query(text, values)));
  for (const row of found.flat()) answers[Number(row.number)]?.push(...("events" in row ? eventsOf(row.events) : [recordOf(row)]));
  return answers;
}

function sentAsk(ask: ReferringAsk, number: number) {
  const { kind, property, target, limit, before = NEWEST, after = -1 } = ask;
  const shape = `${columnOf(kind, property, target) ?? LINK} ${isUpwards(ask) ? "asc" : "desc"}`;
  return { number, shape, kind, property, target_kind: target.kind, target: target.id, limit, before, after };
}

function counted(kind: RecordKind): [string, SqlValue[]] {
  if (kind === "economicEvent") return [`select from economic_event event where event.community = ${PLACE} and ${EVENT_STANDS}`, []];
  return [`select from record where record.community = ${PLACE} and record.kind = $3 and not record.is_removed`, [kind]];
}

function countedReferring(kind: RecordKind, property: string, target: RecordKey): [string, SqlValue[]] {
  const column = columnOf(kind, property, target);
  if (column === undefined) {
    const found = `select from link where link.community = ${PLACE} and link.kind = $3 and link.property = $4
      and link.target_kind = $5 and link.target = $6`;
    return [found, [kind, property, target.kind, target.id]];
  }
  const found = `select from economic_event event where event.community = ${PLACE} and event.${column} = (
      select named.created from record named where named.community = ${PLACE} and named.kind = $3 and named.id = $4
    ) and ${EVENT_STANDS}`;
  return [found, [target.kind, target.id]];
}
