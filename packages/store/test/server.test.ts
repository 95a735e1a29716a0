// What is special to PostgreSQL servers that others look after, and what the database holds by itself.

import { EMPTY_HEAD } from "@commonwright/commons";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../src/index.js";
import { migrate } from "../src/sql/migrate.js";
import { patientRecovery, postgresDatabase } from "../src/sql/postgresDatabase.js";
import { type OwnServer, startOwnServer } from "./ownServer.js";
import { STARTS_IN_MS, scratchFolders } from "./scratch.js";
import { appendEntries, namedEntry } from "./smallLog.js";

const newFolder = scratchFolders();
let server: OwnServer;
let url: string;

beforeAll(async () => {
  server = await startOwnServer(newFolder());
  url = await server.newDatabase("others");
}, STARTS_IN_MS);
afterAll(() => server?.close(), STARTS_IN_MS);

describe.concurrent("a PostgreSQL server", () => {
  it("[V1] says what it is, without the password", async () => {
    const opened = await openStore({ database: { type: "server", url } });
    await opened.close();
    expect(opened.description).toMatch(/^PostgreSQL 18\.\d+ at 127\.0\.0\.1:\d+\/others\.$/);
  });

  it("[V1] that does not answer, or lets nobody in, is a fault in one sentence without the password", async () => {
    const wrong = url.replace(/:[^:@/]+@/, ":wrong-secret@");
    for (const address of ["postgres://me:wrong-secret@127.0.0.1:1/nowhere", wrong, "no url"]) {
      const fault = await openStore({ database: { type: "server", url: address } }).catch((thrown: unknown) => thrown);
      expect(fault).toMatchObject({ code: "Unreachable" });
      expect(String(fault)).not.toContain("wrong-secret");
    }
  });

  it("[V2] asks for durable commits where the server's default is not to wait", async () => {
    const database = postgresDatabase({ type: "url", url: `${url}?synchronous_commit=off` }, patientRecovery(url));
    await migrate(database);
    const settings: unknown[] = [];
    await database.transaction(async (inside) => {
      const note = async () => settings.push((await inside.query("select current_setting('synchronous_commit') as now", []))[0]?.now);
      await note();
      await inside.query("select outcome from append_entries('durable', 0, $1, null, '[]', '[]')", [EMPTY_HEAD.hash]);
      await note();
    });
    await database.close();
    expect(settings).toEqual(["off", "on"]);
  });
});

describe.concurrent("migrations", () => {
  it("[M1] programs that start at once on a new database all find its tables, made once", async () => {
    const fresh = await server.newDatabase("fresh");
    const programs = await Promise.all([1, 2, 3].map(() => openStore({ database: { type: "server", url: fresh } })));
    const outcomes = await Promise.all(
      programs.map(({ store }, index) => appendEntries(store, `c${index}`, [namedEntry("a")], EMPTY_HEAD)),
    );
    await Promise.all(programs.map((program) => program.close()));
    expect(outcomes.map(({ type }) => type)).toEqual(["Appended", "Appended", "Appended"]);
  });

  it("[M2] refuses a database that a newer version has used, and changes nothing", async () => {
    const newer = await server.newDatabase("newer");
    const database = postgresDatabase({ type: "url", url: newer }, patientRecovery(newer));
    await migrate(database);
    const applied = () => database.query("select number, applied_at::text from migration order by number", []);
    const before = await applied();
    await database.query("insert into migration (number, name) values (9999, 'from the future')", []);
    await expect(migrate(database)).rejects.toMatchObject({ code: "NewerDatabase" });
    await database.query("delete from migration where number = 9999", []);
    await migrate(database);
    expect([before[0]?.number, await applied()]).toEqual([1, before]);
    await database.close();
  });
});
