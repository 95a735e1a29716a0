// A folder whose program runs: its database is joined by those who look after the data, and is left as it was.

import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedDatabase, embeddedDatabase } from "../src/embedded/embeddedDatabase.js";
import { takeDataFolder } from "../src/folder/dataFolder.js";
import { isAlive } from "../src/folder/program.js";
import { openOrJoin, openStore } from "../src/index.js";
import { STARTS_IN_MS, scratchFolders, serverPid } from "./scratch.js";
import { appendEntries, foundedCommunity, namedEntry, replayOf, smallProjection } from "./smallLog.js";

const newFolder = scratchFolders();
const faultOf = (work: Promise<unknown>) => work.catch((thrown: unknown) => thrown);

describe("joining", () => {
  it("[E12] reaches the database of a program that has the folder, and leaves lock and server as they are", async () => {
    const folder = newFolder();
    const running = await openStore({ database: { type: "embedded", folder } });
    const community = await foundedCommunity(running.store);
    const [server, files] = [serverPid(folder), readdirSync(folder).toSorted()];
    const joined = await openOrJoin(folder);
    expect(joined.description).toContain(`beside process ${process.pid}`);
    expect(await joined.store.communities()).toEqual([community]);
    await appendEntries(running.store, community, [namedEntry("meanwhile")]);
    expect((await joined.store.entries(community, 0, 9)).length).toBe(2);
    expect(await joined.store.compare(community, replayOf(smallProjection))).toEqual([]);
    await joined.close();
    expect([serverPid(folder), isAlive(server), readdirSync(folder).toSorted()]).toEqual([server, true, files]);
    expect(await running.store.communities()).toEqual([community]);
    await running.close();
  });

  it("[E12] reaches it by its port where there are no sockets", async () => {
    const folder = newFolder();
    const running = await openStore({ database: { type: "embedded", folder, circumstances: { transport: "port" } } });
    const joined = await openOrJoin(folder);
    expect(await joined.store.communities()).toEqual([]);
    await joined.close();
    await running.close();
  });

  it("[E12] says so where the program stops meanwhile, and starts the database itself where none runs", async () => {
    const folder = newFolder();
    const running = await openStore({ database: { type: "embedded", folder } });
    const community = await foundedCommunity(running.store);
    const joined = await openOrJoin(folder);
    const asked = faultOf(running.close().then(() => joined.store.communities()));
    expect(await asked).toMatchObject({ code: "Unreachable", message: expect.stringContaining("has stopped its database meanwhile") });
    await joined.close();
    // What a killed program leaves.
    writeFileSync(path.join(folder, "program.lock"), JSON.stringify({ pid: process.pid, birth: "another time" }));
    const alone = await openOrJoin(folder);
    expect(await alone.store.communities()).toEqual([community]);
    const server = serverPid(folder);
    await alone.close();
    expect(isAlive(server)).toBe(false);
  });

  it("[E12] goes on where the database died and its program starts it again", async () => {
    const folder = newFolder();
    const running = await openStore({ database: { type: "embedded", folder } });
    const joined = await openOrJoin(folder);
    process.kill(serverPid(folder), "SIGKILL");
    expect(await joined.store.communities()).toEqual([]);
    await joined.close();
    await running.close();
  });

  it("[E12] waits for a database that is about to start or stop, and not for ever", async () => {
    const folder = newFolder();
    const { lock } = takeDataFolder(folder);
    expect(await faultOf(openOrJoin(folder))).toMatchObject({
      code: "FolderLocked",
      message: expect.stringMatching(/is in use by another program \(process \d+\), whose database is starting or stopping; .*\.$/),
    });
    const soon = openOrJoin(folder);
    lock.release();
    const opened = await soon;
    expect(await opened.store.communities()).toEqual([]);
    await opened.close();
  });

  it("[E12] does not touch a PGlite that another program has", async () => {
    const folder = newFolder();
    const running = await openStore({ database: { type: "pglite", folder } });
    expect(await faultOf(openOrJoin(folder))).toMatchObject({ code: "FolderLocked", message: expect.stringContaining("PGlite") });
    await running.close();
  });
});

describe("tables of another version under a program that runs", () => {
  const folder = newFolder();
  let lock: { release(): void };
  let running: EmbeddedDatabase;
  beforeAll(async () => {
    // A program that has the folder, and tables that this version would not have left so.
    ({ lock } = takeDataFolder(folder));
    running = await embeddedDatabase(folder);
  }, STARTS_IN_MS);
  afterAll(async () => {
    await running?.database.close();
    lock?.release();
  }, STARTS_IN_MS);
  const query = (text: string) => running.database.query(text, []);

  it("[E12] are not migrated: older ones and newer ones are refused", async () => {
    expect(await faultOf(openOrJoin(folder))).toMatchObject({ code: "OlderDatabase", message: expect.stringContaining("older version") });
    expect(await query("select to_regclass('migration') as found")).toEqual([{ found: null }]);
    await query("create table migration (number integer primary key)");
    await query("insert into migration values (1), (9999)");
    expect(await faultOf(openOrJoin(folder))).toMatchObject({ code: "NewerDatabase" });
    expect(await query("select to_regclass('entry') as found")).toEqual([{ found: null }]);
  });
});
