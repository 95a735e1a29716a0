// The store over any database that speaks PostgreSQL's SQL. The statements that must be atomic are functions in the migrations.

import { type AppendOutcome, type CommonsStore, type LogBatch, type NumberedPlan, PLANS_KEPT } from "@commonwright/commons";
import { assertBatchStorable, assertStorable, TURN_MS } from "../storable.js";
import { compareRecords } from "./compare.js";
import type { SqlDatabase, SqlRow } from "./database.js";
import { ENTRIES, entriesJson, logTexts, sealedEntryOf } from "./entryColumns.js";
import { flowReader } from "./flowQueries.js";
import { communityHead, communityIds, headOf } from "./logHeads.js";
import { rebuildRecords } from "./rebuild.js";
import { writesJson } from "./recordColumns.js";
import { sessionStore } from "./sessionQueries.js";
import { recordReader } from "./recordQueries.js";
import { asRefusal } from "./refused.js";
import { takeIn } from "./takingIn.js";
import { readWhole } from "./wholeView.js";

/** The store over a database whose tables are up to date (`migrate`). Closing it closes the database. */
export function sqlStore(database: SqlDatabase): CommonsStore {
  return {
    ...logStore(database),
    ...recordReader(database),
    ...flowReader(database),
    ...documentStore(database),
    ...sessionStore(database),
    whole: (read) => readWhole(database, read),
    takeIn: (how, bring) => takeIn(database, how, bring),
    close: () => database.close(),
  };
}

/** Communities whose records were not made since an older version of the program had the database. */
export async function communitiesToRebuild(database: SqlDatabase): Promise<readonly string[]> {
  const rows = await database.query("select community from community where rebuilt is not null order by number", []);
  return rows.map(({ community }) => String(community));
}

type LogStore = Pick<CommonsStore, "communities" | "head" | "entries" | "texts" | "append" | "takeTurn" | "rebuild" | "compare">;

function logStore(database: SqlDatabase): LogStore {
  return {
    communities: () => communityIds(database),
    head: (community) => communityHead(database, community),
    entries: async (community, after, limit) => (await database.query(ENTRIES, [community, after, limit])).map(sealedEntryOf),
    texts: (community, after, limit) => logTexts(database, community, after, limit),
    append: async (community, batch, writer) => {
      assertBatchStorable(community, batch, writer);
      return outcomeOf(await sendBatch(database, { community, batch, writer: writer ?? null }), batch);
    },
    takeTurn: async (community, writer) => {
      assertStorable(community, writer);
      const [row] = await database.query("select sequence, hash from take_turn($1, $2, $3::integer)", [community, writer, TURN_MS]);
      return row === undefined ? null : headOf(row);
    },
    rebuild: (community, replay) => rebuildRecords(database, community, replay),
    compare: (community, replay) => compareRecords(database, community, replay),
  };
}

const APPEND =
  "select outcome, sequence, hash, milliseconds from append_entries($1, $2::bigint, $3, $4::text, $5::text::json, $6::text::json)";

interface SentBatch {
  readonly community: string;
  readonly batch: LogBatch;
  readonly writer: string | null;
}

function sendBatch(database: SqlDatabase, { community, batch, writer }: SentBatch): Promise<SqlRow | undefined> {
  const { after, sealed } = batch;
  return asRefusal(async () => {
    const values = [community, after.sequence, after.hash, writer, entriesJson(sealed), writesJson(batch)];
    const [row] = await database.queryOnce(APPEND, values);
    return row;
  });
}

function outcomeOf(row: SqlRow | undefined, { head }: LogBatch): AppendOutcome {
  if (row?.outcome === "Busy") return { type: "Busy", milliseconds: Number(row.milliseconds) };
  return row?.outcome === "Appended" ? { type: "Appended", head } : { type: "HeadMoved", head: headOf(row) };
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
