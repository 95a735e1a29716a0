// Databases of the first version of the tables: their entries are brought over, and their hashes still hold.

import { readFileSync } from "node:fs";
import path from "node:path";
import { EMPTY_HEAD, type Entry, newReplay, type SealedEntry, sealEntries, verifyChain } from "@commonwright/commons";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../src/index.js";
import type { SqlDatabase } from "../src/sql/database.js";
import { migrate } from "../src/sql/migrate.js";
import { pgliteDatabase } from "../src/sql/pgliteDatabase.js";
import { patientRecovery, postgresDatabase } from "../src/sql/postgresDatabase.js";
import { sqlStore } from "../src/sql/sqlStore.js";
import { FOUNDING, ledgerProjection } from "./ledgerLog.js";
import { type OwnServer, startOwnServer } from "./ownServer.js";
import { STARTS_IN_MS, scratchFolders } from "./scratch.js";
import { anyEntry, replayed, smallEntry, smallProjection, wholeLog } from "./smallLog.js";

const FIRST = readFileSync(path.join(import.meta.dirname, "..", "src", "migrations", "0001-log.sql"), "utf8");
const INSERT = `insert into entry (community, sequence, previous, hash, kind, version, at, by, body)
  values ($1, $2::bigint, $3, $4, $5, $6::integer, $7, $8, $9::text::json)`;

/** The tables of the first version, filled as it filled them: a body's keys in the order in which they were given. */
async function fillFirst(database: SqlDatabase, logs: ReadonlyMap<string, readonly SealedEntry[]>): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.script(
      "create table migration (number integer primary key, name text not null, applied_at timestamptz not null default now())",
    );
    await transaction.script(FIRST);
    await transaction.query("insert into migration (number, name) values (1, '0001-log.sql')", []);
    for (const [community, log] of logs) {
      for (const { sequence, previous, hash, entry } of log) {
        const { kind, version, at, by, body } = entry;
        await transaction.query(INSERT, [community, sequence, previous, hash, kind, version, at, by, JSON.stringify(body)]);
      }
    }
  });
}

const AWKWARD: readonly Entry[] = [
  smallEntry([
    {
      kind: "intent",
      id: "a",
      body: { "\uffee": 1, "𝄞": 2, é: 3, Z: 4, a: 5, "a b": 6, "": 7, "a\u0000": 8, "\ud800": 9, '"\\/\n\u001f': 10 },
    },
  ]),
  smallEntry(
    [
      {
        kind: "agent",
        id: "b",
        body: { text: '\u0000\ud800\udc00\ud800 "\\u0000" \u2028 {[:,]}', numbers: [1e21, -0.1, 1e-7, 0, [], {}, null, true] },
      },
    ],
    'Ann "\\\n',
  ),
  smallEntry([{ kind: "intent", id: "c", body: { 10: "ten", 9: "nine", b: { b: [{ z: 1, a: { d: false, c: "" } }], a: 0 } } }]),
];

const scratch = scratchFolders();
let server: OwnServer;
beforeAll(async () => {
  server = await startOwnServer(scratch());
}, STARTS_IN_MS);
afterAll(() => server?.close(), STARTS_IN_MS);

describe("databases of the first version", () => {
  it("[M3] keep their entries and hashes, whatever characters and numbers there are, and have their records made when they are opened", async () => {
    const url = await server.newDatabase("first");
    const database = postgresDatabase({ type: "url", url }, patientRecovery(url));
    const logs = new Map([
      ["one", sealEntries(EMPTY_HEAD, AWKWARD)],
      ["other", sealEntries(EMPTY_HEAD, fc.sample(anyEntry, { numRuns: 200, seed: 3 }))],
    ]);
    await fillFirst(database, logs);
    const opened = await openStore({ database: { type: "server", url }, newReplay: () => newReplay(smallProjection) });
    const { store } = opened;
    try {
      expect(await store.communities()).toEqual(["one", "other"]);
      for (const [community, log] of logs) {
        const kept = await wholeLog(store, community);
        expect(kept).toEqual(log);
        expect(verifyChain(kept)).toEqual({ type: "Whole", head: await store.head(community) });
        const rows = replayed(log);
        expect(
          new Set(
            await store.records(
              community,
              rows.map(({ kind, id }) => ({ kind, id })),
            ),
          ),
        ).toEqual(new Set(rows));
      }
    } finally {
      await Promise.all([opened.close(), database.close()]);
    }
  });

  it("[M3] have their events and quantities made too", async () => {
    const database = await pgliteDatabase(null);
    const log = sealEntries(EMPTY_HEAD, FOUNDING);
    await fillFirst(database, new Map([["ledger", log]]));
    await migrate(database);
    const store = sqlStore(database);
    await store.rebuild("ledger", newReplay(ledgerProjection));
    expect(await store.count("ledger", { kind: "economicEvent" }, 99)).toBe(4);
    expect(await store.list("ledger", { kind: "economicResource", limit: 9 })).toEqual(
      replayed(log, ledgerProjection)
        .filter(({ kind }) => kind === "economicResource")
        .toReversed(),
    );
    await database.close();
  });

  it("[M3] with an entry whose hash does not hold is not brought over", async () => {
    const database = await pgliteDatabase(null);
    const log = sealEntries(EMPTY_HEAD, AWKWARD).map((sealed, index) =>
      index === 1 ? { ...sealed, entry: { ...sealed.entry, by: "Eve" } } : sealed,
    );
    await fillFirst(database, new Map([["forged", log]]));
    await expect(migrate(database)).rejects.toThrow(/entry 2 of community 1 does not continue its chain/);
    expect(await database.query("select number from migration", [])).toEqual([{ number: 1 }]);
    await database.close();
  });
});
