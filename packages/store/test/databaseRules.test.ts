// What the database holds by itself, whoever writes to it: each rule with statements that try to break it.

import { createHash, randomUUID } from "node:crypto";
import { canonicalJson, type CommonsStore, type Entry, type Head, newReplay, toJson } from "@commonwright/commons";
import { ACTION_EFFECTS, ACTIONS } from "@commonwright/rea";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SqlDatabase, SqlValue } from "../src/sql/database.js";
import { migrate } from "../src/sql/migrate.js";
import { pgliteDatabase } from "../src/sql/pgliteDatabase.js";
import { patientRecovery, postgresDatabase } from "../src/sql/postgresDatabase.js";
import { sqlStore } from "../src/sql/sqlStore.js";
import {
  agentEntry,
  appendLedger,
  emptyResource,
  eventEntry,
  foundedLedger,
  ledgerBatch,
  ledgerProjection,
  limitEntry,
  measure,
  noteEntry,
  specificationEntry,
  type TestEvent,
} from "./ledgerLog.js";
import { type OwnServer, startOwnServer } from "./ownServer.js";
import { STARTS_IN_MS, scratchFolders } from "./scratch.js";

const newFolder = scratchFolders();

interface Subject {
  readonly database: SqlDatabase;
  readonly store: CommonsStore;
  close(): Promise<void>;
}

async function onServer(): Promise<Subject> {
  const server: OwnServer = await startOwnServer(newFolder());
  const url = await server.newDatabase("rules");
  const database = postgresDatabase({ type: "url", url }, patientRecovery(url));
  return {
    database,
    store: sqlStore(database),
    close: async () => {
      await database.close();
      await server.close();
    },
  };
}

async function onPglite(): Promise<Subject> {
  const database = await pgliteDatabase(null);
  return { database, store: sqlStore(database), close: () => database.close() };
}

/** SHA-256 as the chain takes it of a hash in hex and a text. */
const sealOf = (previous: string, text: string) => createHash("sha256").update(Buffer.from(previous, "hex")).update(text).digest("hex");

const transferEntry = (event: Partial<TestEvent>) =>
  eventEntry({
    id: randomUUID(),
    action: "transfer",
    provider: "anna",
    receiver: "ben",
    resourceInventoriedAs: "r0",
    toResourceInventoriedAs: "r1",
    resourceQuantity: measure("1"),
    ...event,
  });

function databaseRules(name: string, open: () => Promise<Subject>): void {
  describe(`the database by itself: ${name}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await open();
      await migrate(subject.database);
    }, STARTS_IN_MS);
    afterAll(() => subject?.close(), STARTS_IN_MS);

    /** A founded ledger, and its number in the tables. */
    async function ledger(): Promise<{ community: string; number: number; head: Head }> {
      const community = await foundedLedger(subject.store, `ledger-${randomUUID()}`);
      const [row] = await subject.database.query("select number from community where community = $1", [community]);
      return { community, number: Number(row?.number), head: await subject.store.head(community) };
    }

    async function expectRefused(statements: readonly (readonly [string, readonly SqlValue[]])[], why: RegExp): Promise<void> {
      for (const [text, values] of statements) await expect(subject.database.query(text, values), text).rejects.toThrow(why);
    }

    /** Expects that a batch is refused and leaves everything as it was. */
    async function expectRefusedBatch(community: string, entries: readonly Entry[], why: RegExp): Promise<void> {
      const head = await subject.store.head(community);
      const before = await subject.store.list(community, { kind: "economicResource", limit: 100 });
      const batch = await ledgerBatch(subject.store, community, entries);
      const fault = await subject.store.append(community, batch).catch((thrown: unknown) => thrown);
      expect(fault).toMatchObject({ code: "Refused", message: expect.stringMatching(why) });
      expect(await subject.store.head(community)).toEqual(head);
      expect(await subject.store.list(community, { kind: "economicResource", limit: 100 })).toEqual(before);
    }

    it("[D1] refuses to change, remove or slip in entries: what stands, gaps, other predecessors, wrong hashes", async () => {
      const { number, head } = await ledger();
      const insert = "insert into entry (community, sequence, hash, text) values ($1::integer, $2::bigint, decode($3, 'hex'), $4)";
      const text = canonicalJson(toJson(agentEntry("new")));
      const right = sealOf(head.hash, text);
      const zeros = "0".repeat(64);
      const stands = /never changed or removed/;
      await expectRefused(
        [
          ["update entry set text = text where community = $1::integer", [number]],
          ["update entry set hash = hash where community = $1::integer and sequence = 2", [number]],
          ["delete from entry where community = $1::integer", [number]],
          ["truncate entry", []],
          ["truncate community, entry", []],
        ],
        stands,
      );
      await expectRefused(
        [
          [insert, [number, head.sequence + 2, right, text]],
          [insert, [number, head.sequence + 1, sealOf(zeros, text), text]],
          [insert, [number, head.sequence + 1, right, `${text} `]],
          [insert, [number, head.sequence + 1, zeros, text]],
          [insert, [number + 1000, 2, right, text]],
          [insert, [number + 1000, 1, right, text]],
        ],
        /does not continue its chain/,
      );
      await expectRefused([[insert, [number, head.sequence, right, text]]], /duplicate key/);
      await subject.database.query(insert, [number, head.sequence + 1, right, text]);
    });

    it("[D2] refuses whoever writes events and quantities by hand", async () => {
      const { number } = await ledger();
      const tables = ["economic_event", "resource_quantity"];
      const statements: [string, SqlValue[]][] = tables.flatMap((table): [string, SqlValue[]][] => [
        [`delete from ${table} where community = $1::integer`, [number]],
        [`update ${table} set community = community where community = $1::integer`, [number]],
        [`truncate ${table}`, []],
        [`insert into ${table} select * from ${table} where community = $1::integer`, [number]],
      ]);
      await expectRefused(
        [
          ...statements,
          ["update resource_quantity set accounting = accounting + 1 where community = $1::integer", [number]],
          ["update resource_quantity set lowest = null where community = $1::integer", [number]],
          ["update economic_event set quantity = 7 where community = $1::integer", [number]],
          ["select make_events($1::integer, 0, 100)", [number]],
        ],
        /is made by the database alone/,
      );
    });

    it("[D3] refuses an event that names a resource, agent, process or specification that its community does not have", async () => {
      const [{ community }, other] = [await ledger(), await ledger()];
      await appendLedger(subject.store, other.community, [agentEntry("elsewhere"), specificationEntry("else")]);
      const names: Partial<TestEvent>[] = [
        { provider: "nobody" },
        { receiver: "elsewhere" },
        { provider: "r0" },
        { resourceInventoriedAs: "nothing" },
        { toResourceInventoriedAs: "anna" },
        { inputOf: "nowhere" },
        { outputOf: "thing" },
        { resourceConformsTo: "else" },
      ];
      for (const event of names) {
        await expectRefusedBatch(community, [transferEntry({}), transferEntry(event)], /event_names_what_is_there/);
      }
    });

    it("[D4] refuses a second event under one id, and one without an action that there is", async () => {
      const { community } = await ledger();
      await expectRefusedBatch(community, [transferEntry({ id: "e1" })], /duplicate key/);
      const { body, ...entry } = transferEntry({});
      const nonsense = { ...entry, body: { event: { ...(body["event"] as TestEvent), action: "vanish" } } } as unknown as Entry;
      const batch = await ledgerBatch(subject.store, community, [transferEntry({})]);
      const text = canonicalJson(toJson(nonsense));
      const hash = sealOf(batch.after.hash, text);
      const forged = {
        ...batch,
        writes: [],
        sealed: [{ sequence: batch.after.sequence + 1, previous: batch.after.hash, hash, entry: nonsense }],
      };
      await expect(subject.store.append(community, forged)).rejects.toMatchObject({ code: "Refused" });
    });

    it("[D5] refuses a batch whose quantities are not what the database computes, and writes nothing of it", async () => {
      const { community, head } = await ledger();
      const batch = await ledgerBatch(subject.store, community, [transferEntry({ resourceQuantity: measure("2.5") })]);
      for (const [from, to] of [
        ["7.5", "7.4"],
        ["12.5", "12.50001"],
      ] as const) {
        const writes = JSON.parse(JSON.stringify(batch.writes).replace(`"${from}"`, `"${to}"`));
        await expect(subject.store.append(community, { ...batch, writes })).rejects.toMatchObject({ code: "Refused" });
      }
      const early = batch.writes.map((row) => (row.kind === "economicResource" ? { ...row, revision: 1 } : row));
      await expect(subject.store.append(community, { ...batch, writes: early })).rejects.toMatchObject({ code: "Refused" });
      expect(await subject.store.head(community)).toEqual(head);
      expect(await subject.store.append(community, batch)).toMatchObject({ type: "Appended" });
    });

    it("[D5] refuses a note on an event that no entry records", async () => {
      const { community } = await ledger();
      await expectRefusedBatch(community, [noteEntry("never", "?")], /no entry records the event/);
    });

    it("[D6] refuses what brings an account below its limit, also where the limit comes later or is stricter at once", async () => {
      const { community } = await ledger();
      const raise = eventEntry(
        { id: "a", action: "raise", provider: "anna", receiver: "anna", resourceInventoriedAs: "account", resourceQuantity: measure("0") },
        emptyResource("account", { lowestBalance: "-5" }),
      );
      await appendLedger(subject.store, community, [raise]);
      const pay = (value: string) => transferEntry({ resourceInventoriedAs: "account", resourceQuantity: measure(value) });
      const limit = /account_above_its_limit/;
      await expectRefusedBatch(community, [pay("5.01")], limit);
      await appendLedger(subject.store, community, [pay("5")]);
      await expectRefusedBatch(community, [pay("0.01")], limit);
      await expectRefusedBatch(community, [limitEntry("account", "-4")], limit);
      await appendLedger(subject.store, community, [limitEntry("account", "-100"), pay("95"), limitEntry("account", "-100")]);
      await expectRefusedBatch(community, [pay("1")], limit);
      await appendLedger(subject.store, community, [pay("-100"), limitEntry("account", "0")]);
      await expectRefusedBatch(community, [pay("1")], limit);
      await appendLedger(subject.store, community, [limitEntry("account", null), pay("1000")]);
    });

    it("[D7] refuses credit that is given or taken on one side only, so that all balances of a currency sum to zero", async () => {
      const { community } = await ledger();
      const account = (id: string, creditCurrency: string) =>
        eventEntry(
          {
            id: `open ${id}`,
            action: "raise",
            provider: "anna",
            receiver: "anna",
            resourceInventoriedAs: id,
            resourceQuantity: measure("0"),
          },
          emptyResource(id, { creditCurrency }),
        );
      await appendLedger(subject.store, community, [account("a", "hours"), account("b", "hours"), account("c", "lire")]);
      const pay = (from: string, to: string, more: Partial<TestEvent> = {}) =>
        transferEntry({ resourceInventoriedAs: from, toResourceInventoriedAs: to, resourceQuantity: measure("3"), ...more });
      const oneSided = /one side only/;
      await expectRefusedBatch(community, [pay("a", "c")], oneSided);
      await expectRefusedBatch(community, [pay("a", "r0")], oneSided);
      await expectRefusedBatch(community, [pay("a", "b"), pay("r0", "b")], oneSided);
      for (const action of ["raise", "consume", "combine", "copy"] as const) {
        await expectRefusedBatch(community, [pay("a", "b", { action })], oneSided);
      }
      await appendLedger(subject.store, community, [pay("a", "b"), pay("a", "b", { action: "transferAllRights" })]);
      const accounts = await subject.store.records(
        community,
        ["a", "b"].map((id) => ({ kind: "economicResource", id })),
      );
      const quantities = new Map(accounts.map(({ id, body }) => [id, [body["accountingQuantity"], body["onhandQuantity"]]]));
      expect(quantities.get("a")).toEqual([measure("-6"), measure("-3")]);
      expect(quantities.get("b")).toEqual([measure("6"), measure("3")]);
    });

    it("[D8] knows the effects of actions that the vocabulary has", async () => {
      const rows = await subject.database.query("select * from action_effect order by number", []);
      expect(rows).toEqual(
        ACTIONS.map((action, index) => ({
          number: index + 1,
          action,
          accounting_from: ACTION_EFFECTS[action].accounting.from,
          accounting_to: ACTION_EFFECTS[action].accounting.to,
          onhand_from: ACTION_EFFECTS[action].onhand.from,
          onhand_to: ACTION_EFFECTS[action].onhand.to,
          lands: action === "dropoff" || action === "modify",
        })),
      );
    });

    it("[D9] a rebuild finds records that were changed by hand, and mends them", async () => {
      const { community, number } = await ledger();
      await appendLedger(subject.store, community, [transferEntry({ corrects: "e0" })]);
      await subject.database.query(
        "update record set body = replace(body, 'name of', 'alias of') where community = $1::integer and id = 'ben'",
        [number],
      );
      await subject.database.query("delete from record where community = $1::integer and id = 'making'", [number]);
      await subject.database.query("delete from link where community = $1::integer and target = 'e0'", [number]);
      const differences = await subject.store.rebuild(community, newReplay(ledgerProjection));
      expect(differences).toMatchObject([
        { kind: "agent", id: "ben", kept: expect.stringContaining("alias of ben"), right: expect.stringContaining("name of ben") },
        { kind: "economicEvent", kept: expect.not.stringContaining("corrects"), right: expect.stringContaining("corrects") },
        { kind: "process", id: "making", kept: null },
      ]);
      expect(await subject.store.rebuild(community, newReplay(ledgerProjection))).toEqual([]);
      const target = { kind: "economicEvent", id: "e0" } as const;
      expect(await subject.store.count(community, { kind: "economicEvent", property: "corrects", target }, 9)).toBe(1);
    });

    it("[D9] nothing is appended to a community whose records are not there yet", async () => {
      const { community, number } = await ledger();
      await subject.database.query("update community set rebuilt = 0 where number = $1::integer", [number]);
      const batch = await ledgerBatch(subject.store, community, [agentEntry("new")]);
      await expect(subject.store.append(community, batch)).rejects.toThrow(/must be rebuilt first/);
      await expectRefused([["update community set rebuilt = null where number = $1::integer", [number]]], /rebuilt up to entry 0 only/);
      await subject.store.rebuild(community, newReplay(ledgerProjection));
      expect(await subject.store.append(community, batch)).toMatchObject({ type: "Appended" });
    });
  });
}

databaseRules("PostgreSQL", onServer);
databaseRules("PGlite", onPglite);
