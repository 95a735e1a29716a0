// The launcher of the embedded PostgreSQL: what it finds on a machine, and what others leave behind.

import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { linkLibraries } from "../src/embedded/binaries.js";
import { embeddedDatabase } from "../src/embedded/embeddedDatabase.js";
import { takeDataFolder } from "../src/folder/dataFolder.js";
import { isAlive } from "../src/folder/program.js";
import { type OpenedStore, openEmbeddedOrPglite, openStore } from "../src/index.js";
import { scratchFolders, serverPid } from "./scratch.js";
import { appendEntries, batchAfter, foundedCommunity, namedEntry } from "./smallLog.js";

const newFolder = scratchFolders();
/** A folder that several tests open one after the other, each leaving it whole. */
const usedFolder = newFolder();
const open = (folder: string) => openStore({ database: { type: "embedded", folder } });

async function using(opening: Promise<OpenedStore>, work: (opened: OpenedStore) => Promise<void>): Promise<void> {
  const opened = await opening;
  try {
    await work(opened);
  } finally {
    await opened.close();
  }
}

/** A process that has nothing to do with databases. */
async function withStranger(work: (pid: number) => Promise<void>): Promise<void> {
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  try {
    await work(stranger.pid ?? 0);
  } finally {
    stranger.kill("SIGKILL");
  }
}

describe("starting and stopping", () => {
  it("[E1] [E2] makes the database, leaves nothing running when closed, and finds everything again", async () => {
    const folder = newFolder();
    let community = "";
    let pid = 0;
    await using(open(folder), async ({ store, description }) => {
      expect(description).toMatch(/^PostgreSQL 18\.\d+ in \/.*\.$/);
      community = await foundedCommunity(store);
      pid = serverPid(folder);
      expect(isAlive(pid)).toBe(true);
      expect(readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[5]).toBe("");
      expect(statSync(path.join(folder, "postgres-socket")).mode & 0o777).toBe(0o700);
    });
    expect(isAlive(pid)).toBe(false);
    expect(statSync(path.join(folder, "postgres.password")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(["database.json", "postgres", "postgres.log", "postgres.password"]);
    await using(open(folder), async ({ store }) => {
      expect(await store.communities()).toEqual([community]);
    });
  });

  it("[E2] listens in the temporary folder where the path is too long for a socket, and tidies up", async () => {
    const folder = path.join(newFolder(), "a".repeat(60), "b, c");
    let socketFolder = "";
    await using(open(folder), async ({ store }) => {
      socketFolder = readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[4] ?? "";
      expect(path.basename(socketFolder)).toMatch(/^commonwright-/);
      expect(await store.communities()).toEqual([]);
    });
    expect(existsSync(socketFolder)).toBe(false);
  });

  it("[E3] [E5] throws away what an interrupted first start has left, and keeps the log bounded", async () => {
    const folder = newFolder();
    mkdirSync(path.join(folder, "postgres.new", "base"), { recursive: true });
    writeFileSync(path.join(folder, "postgres.new", "PG_VERSION"), "18\n");
    writeFileSync(path.join(folder, "postgres.log"), "x".repeat(2_500_000));
    await using(open(folder), async ({ store }) => {
      expect(await store.communities()).toEqual([]);
    });
    expect(existsSync(path.join(folder, "postgres.new"))).toBe(false);
    expect(statSync(path.join(folder, "postgres.log")).size).toBeLessThan(100_000);
    expect(statSync(path.join(folder, "postgres.log.old")).size).toBe(2_500_000);
  });

  it("[E4] a folder that cannot be written to is a fault in one sentence", async () => {
    const folder = newFolder();
    writeFileSync(path.dirname(folder) + "/file", "");
    const fault = await open(path.join(path.dirname(folder), "file", "data")).catch((thrown: unknown) => thrown);
    expect(fault).toMatchObject({ code: "FolderUnusable" });
    expect(String(fault)).toMatch(/The data folder \S+ cannot be written to: .*\.$/);
  });
});

describe("one program at a time", () => {
  it("[E6] refuses a second one, and names the process of the first", async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    await withStranger(async (pid) => {
      writeFileSync(path.join(folder, "program.lock"), JSON.stringify({ pid, birth: null }));
      for (const type of ["embedded", "pglite"] as const) {
        const fault = await openStore({ database: { type, folder } }).catch((thrown: unknown) => thrown);
        expect(fault).toMatchObject({ code: "FolderLocked" });
        expect(String(fault)).toContain(`process ${pid}`);
      }
      expect(readdirSync(folder)).toEqual(["program.lock"]);
    });
  });

  it("[E6] refuses the same program a second time", () => {
    const folder = newFolder();
    const taken = takeDataFolder(folder);
    expect(() => takeDataFolder(folder)).toThrow("in use by this program already");
    taken.lock.release();
    takeDataFolder(folder).lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("[E6] takes over from a program that is gone, also where its number belongs to another one now, and from a broken lock", async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    await withStranger(async (pid) => {
      const locks = [JSON.stringify({ pid: gone, birth: null }), JSON.stringify({ pid, birth: "another time" }), "{", ""];
      for (const lock of locks) {
        writeFileSync(path.join(folder, "program.lock"), lock);
        takeDataFolder(folder).lock.release();
        expect(readdirSync(folder)).toEqual([]);
      }
    });
  });
});

describe("what others leave behind", () => {
  it("[E7] starts where the note of a dead server names a process that is another program now", async () => {
    const folder = usedFolder;
    let community = "";
    await using(open(folder), async ({ store }) => {
      community = await foundedCommunity(store);
    });
    await withStranger(async (pid) => {
      writeFileSync(path.join(folder, "postgres", "postmaster.pid"), `${pid}\n${folder}/postgres\n1\n5432\n/nowhere\n\n\nready\n`);
      await using(open(folder), async ({ store }) => {
        expect(await store.communities()).toContain(community);
      });
      expect(isAlive(pid)).toBe(true);
    });
  });

  it("[E8] starts the database again when it is killed, once its last processes are gone", async () => {
    const folder = usedFolder;
    mkdirSync(folder, { recursive: true });
    const embedded = await embeddedDatabase(folder);
    try {
      const [row] = await embedded.database.query("select pg_backend_pid() as pid", []);
      const backend = Number(row?.pid);
      const killed = embedded.pid();
      // A process that does not notice for a while that its server died, as one that is busy would not.
      process.kill(backend, "SIGSTOP");
      process.kill(killed, "SIGKILL");
      const goOn = sleep(500).then(() => process.kill(backend, "SIGCONT"));
      await goOn;
      await vi.waitFor(() => expect(embedded.pid()).not.toBe(killed), { timeout: 15_000 });
      expect(await embedded.database.query("select 1 as one", [])).toEqual([{ one: 1 }]);
      expect(isAlive(backend)).toBe(false);
    } finally {
      await embedded.database.close();
    }
  });

  it("[E8] an append that was on its way is a fault, and not claimed", async () => {
    const folder = usedFolder;
    await using(open(folder), async ({ store }) => {
      const community = await foundedCommunity(store);
      const head = await store.head(community);
      const batch = await batchAfter(store, community, { after: head, entries: [namedEntry("on its way")] });
      const server = serverPid(folder);
      process.kill(server, "SIGSTOP");
      const appends = Array.from({ length: 30 }, () => store.append(community, batch));
      process.kill(server, "SIGKILL");
      const outcomes = await Promise.allSettled(appends);
      const claimed = outcomes.filter((outcome) => outcome.status === "fulfilled" && outcome.value.type === "Appended");
      const faults = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      for (const fault of faults) expect(fault).toMatchObject({ code: "OutcomeUnknown" });
      const log = await store.entries(community, 1, 10);
      expect(claimed.length).toBeLessThanOrEqual(log.length);
      expect(log.length).toBeLessThanOrEqual(1);
      expect(await appendEntries(store, community, [namedEntry("after")])).toMatchObject({ type: "Appended" });
    });
  });
});

describe("which database a folder has", () => {
  it("[F1] [F3] falls back to PGlite where there is no PostgreSQL for the machine, says why and what it does not promise, and keeps to it and its data", async () => {
    const folder = newFolder();
    await using(openEmbeddedOrPglite(folder, { circumstances: { platform: "abacus-wood" } }), async ({ store, description }) => {
      expect(description).toMatch(/^PGlite in \S+: .*loss of power.*PostgreSQL could not be used: npm has not installed .*abacus-wood/);
      await foundedCommunity(store);
    });
    await using(openEmbeddedOrPglite(folder), async ({ store, description }) => {
      expect(description).toMatch(/^PGlite/);
      expect(await store.communities()).toHaveLength(1);
    });
    await expect(open(folder)).rejects.toMatchObject({ code: "FolderUnusable" });
  });

  it("[F2] never opens an empty PGlite where a PostgreSQL has been", async () => {
    const folder = usedFolder;
    await using(openEmbeddedOrPglite(folder), async ({ description }) => {
      expect(description).toMatch(/^PostgreSQL/);
    });
    await expect(openStore({ database: { type: "pglite", folder } })).rejects.toMatchObject({ code: "FolderUnusable" });
    const missing = openEmbeddedOrPglite(folder, { circumstances: { platform: "abacus-wood" } });
    await expect(missing).rejects.toMatchObject({ code: "CannotStart" });
    rmSync(path.join(folder, "database.json"));
    await expect(openStore({ database: { type: "pglite", folder } })).rejects.toMatchObject({ code: "FolderUnusable" });
    expect(existsSync(path.join(folder, "pglite"))).toBe(false);
  });
});

describe("the machine", () => {
  it("[E9] root gives the database to another account, or runs it in a namespace where no other may read the folder", async (context) => {
    if (process.getuid?.() !== 0) return context.skip("only root has to");
    const folder = newFolder();
    chmodSync(path.dirname(folder), 0o755);
    await using(open(folder), async ({ store, description }) => {
      expect(description).toMatch(/as user \d+|user namespace/);
      await foundedCommunity(store);
    });
    chmodSync(path.dirname(folder), 0o700);
    const opened = await openEmbeddedOrPglite(folder).catch((fault: unknown) => String(fault));
    // Some containers forbid user namespaces: then it must say so, and not begin anew.
    if (typeof opened === "string") return expect(opened).toContain("does not run as root");
    expect(opened.description).toContain("user namespace");
    expect(await opened.store.communities()).toHaveLength(1);
    await opened.close();
  });

  it("[E10] makes the links between libraries that npm has not made, elsewhere where the package cannot be written to", () => {
    const root = path.dirname(newFolder());
    const native = path.join(root, "native");
    mkdirSync(path.join(native, "lib"), { recursive: true });
    writeFileSync(path.join(native, "lib", "libx.so.1.2"), "");
    const links = ["libx.so", "libx.so.1"].map((name) => ({ source: "native/lib/libx.so.1.2", target: `native/lib/${name}` }));
    writeFileSync(path.join(native, "pg-symlinks.json"), JSON.stringify(links));
    symlinkSync("libx.so.1.2", path.join(native, "lib", "libx.so.1"));
    expect(linkLibraries(native, path.join(root, "spare"))).toEqual({});
    expect(lstatSync(path.join(native, "lib", "libx.so")).isSymbolicLink()).toBe(true);
    // A target in a folder that is not there stands for one that may not be written to, which root always may.
    writeFileSync(
      path.join(native, "pg-symlinks.json"),
      JSON.stringify([{ source: "native/lib/libx.so.1.2", target: "native/closed/libx.so" }]),
    );
    const environment = linkLibraries(native, path.join(root, "spare"));
    expect(Object.values(environment)).toEqual([`${path.join(root, "spare")}:${path.join(native, "lib")}`]);
    expect(existsSync(path.join(root, "spare", "libx.so"))).toBe(true);
  });
});
