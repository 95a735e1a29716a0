// The store over any database that speaks PostgreSQL's SQL. The statements that must be atomic are functions in the migrations.

import {
  type CommonsStore,
  type Entry,
  type EntryKind,
  type Head,
  type NumberedPlan,
  PLANS_KEPT,
  type RecordKind,
  type RecordRow,
  type SealedEntry,
  type SessionRow,
  type Snapshot,
} from "@commonwright/commons";
import { assertStorable, type LogBatch, type Projection, sealBatch } from "../logBatch.js";
import type { SqlDatabase, SqlRow } from "./database.js";

/** The store over a database whose tables are up to date (`migrate`). Closing it closes the database. */
export function sqlStore(database: SqlDatabase, project: Projection): CommonsStore {
  return { ...logStore(database, project), ...documentStore(database), ...sessionStore(database), close: () => database.close() };
}

type LogStore = Pick<CommonsStore, "communities" | "snapshot" | "head" | "entries" | "append">;

function logStore(database: SqlDatabase, project: Projection): LogStore {
  return {
    communities: async () => {
      const rows = await database.query("select community from community order by founded", []);
      return rows.map((row) => String(row.community));
    },
    snapshot: async (community) => snapshotOf(await database.query(SNAPSHOT, [community])),
    head: async (community) => headOf((await database.query("select sequence, hash from community_head($1)", [community]))[0]),
    entries: async (community, after, limit) => (await database.query(ENTRIES, [community, after, limit])).map(sealedEntryOf),
    append: async (community, after, entries) => {
      assertStorable(community);
      const batch = sealBatch(project, after, entries);
      const [row] = await database.queryOnce(APPEND, [community, after.sequence, after.hash, ...batchValues(batch)]);
      return row?.appended === true ? { type: "Appended", head: batch.head } : { type: "HeadMoved", head: headOf(row) };
    },
  };
}

// Head and records in one statement are one snapshot of the database. A community without records is one row with empty columns.
const SNAPSHOT = `select head.sequence, head.hash, record.kind, record.id, record.revision, record.body::text as body
  from community_head($1) head left join record on record.community = $1 order by record.kind, record.id`;
const ENTRIES = `select sequence, previous, hash, kind, version, at, by, body::text as body
  from entry where community = $1 and sequence > $2::bigint order by sequence limit $3::bigint`;
const APPEND = "select appended, sequence, hash from append_entries($1, $2::bigint, $3, $4::text::json, $5::text::json)";

function batchValues({ sealed, writes }: LogBatch): [string, string] {
  const entries = sealed.map(({ entry, ...link }) => ({ ...link, ...entry, body: JSON.stringify(entry.body) }));
  const records = writes.map((write) => ({ ...write, body: write.body === null ? null : JSON.stringify(write.body) }));
  return [JSON.stringify(entries), JSON.stringify(records)];
}

function headOf(row: SqlRow | undefined): Head {
  if (row === undefined) throw new Error("the database gave no head");
  return { sequence: Number(row.sequence), hash: String(row.hash) };
}

function snapshotOf(rows: readonly SqlRow[]): Snapshot | null {
  const head = headOf(rows[0]);
  if (head.sequence === 0) return null;
  return { head, records: rows.filter((row) => row.id !== null).map(recordOf) };
}

function recordOf(row: SqlRow): RecordRow {
  return { kind: row.kind as RecordKind, id: String(row.id), revision: Number(row.revision), body: JSON.parse(String(row.body)) };
}

function sealedEntryOf(row: SqlRow): SealedEntry {
  const entry: Entry = {
    kind: row.kind as EntryKind,
    version: Number(row.version),
    at: String(row.at),
    by: String(row.by),
    body: JSON.parse(String(row.body)),
  };
  return { sequence: Number(row.sequence), previous: String(row.previous), hash: String(row.hash), entry };
}

type DocumentStore = Pick<CommonsStore, "keepDocument" | "document" | "keepPlan" | "plans">;

function documentStore(database: SqlDatabase): DocumentStore {
  return {
    keepDocument: async (community, hash, text) => {
      await database.query("insert into document (community, hash, text) values ($1, $2, $3) on conflict do nothing", [
        community,
        hash,
        text,
      ]);
    },
    document: async (community, hash) => {
      const [row] = await database.query("select text from document where community = $1 and hash = $2", [community, hash]);
      return row === undefined ? null : String(row.text);
    },
    keepPlan: async (community, plan) => {
      const values = [community, JSON.stringify(plan), PLANS_KEPT];
      const [row] = await database.query("select number from keep_plan($1, $2::text::json, $3::integer)", values);
      return Number(row?.number);
    },
    plans: async (community, first) => (await database.query(PLANS, [community, first])).map(planOf),
  };
}

const PLANS = `select number, hash, problem_hash, sequence, made_at
  from plan where community = $1 order by number desc limit $2::bigint`;

function planOf(row: SqlRow): NumberedPlan {
  return {
    number: Number(row.number),
    hash: String(row.hash),
    problemHash: String(row.problem_hash),
    sequence: Number(row.sequence),
    madeAt: String(row.made_at),
  };
}

type SessionStore = Pick<CommonsStore, "keepSession" | "session">;

function sessionStore(database: SqlDatabase): SessionStore {
  return {
    keepSession: async (session) => {
      const { tokenHash, kind, name, createdAt, expiresAt } = session;
      await database.query("delete from session where expires_at::timestamptz <= $1::text::timestamptz", [createdAt]);
      await database.query(KEEP_SESSION, [tokenHash, kind, name, createdAt, expiresAt]);
    },
    session: async (tokenHash, now) => {
      const [row] = await database.query(SESSION, [tokenHash, now]);
      return row === undefined ? null : sessionOf(row);
    },
  };
}

const KEEP_SESSION = `insert into session (token_hash, kind, name, created_at, expires_at) values ($1, $2, $3, $4, $5)
  on conflict (token_hash) do update
  set kind = excluded.kind, name = excluded.name, created_at = excluded.created_at, expires_at = excluded.expires_at`;
const SESSION = `select token_hash, kind, name, created_at, expires_at from session
  where token_hash = $1 and expires_at::timestamptz > $2::text::timestamptz`;

function sessionOf(row: SqlRow): SessionRow {
  return {
    tokenHash: String(row.token_hash),
    kind: row.kind === "steward" ? "steward" : "device",
    name: String(row.name),
    createdAt: String(row.created_at),
    expiresAt: String(row.expires_at),
  };
}
