// The adapters that every acceptance test runs on: one suite, whatever a store keeps things in.

import type { CommonsStore } from "@commonwright/commons";
import { afterAll, beforeAll, describe } from "vitest";
import { type DatabaseChoice, openStore } from "../src/index.js";
import { startOwnServer } from "./ownServer.js";
import { STARTS_IN_MS, scratchFolders } from "./scratch.js";

/** Two doors to the same data where the adapter can have them (two servers on one database), else the same door twice. */
export type Doors = () => readonly [CommonsStore, CommonsStore];

interface StoreUnderTest {
  readonly stores: ReturnType<Doors>;
  close(): Promise<void>;
}

interface Adapter {
  readonly name: string;
  /** Of each property; few where every append waits for a disk. */
  readonly runs: number;
  readonly open: () => Promise<StoreUnderTest>;
}

/** Runs a suite on every adapter. Each is opened once; every test takes communities of its own. */
export function onEveryAdapter(suite: string, tests: (doors: Doors, runs: number) => void): void {
  const newFolder = scratchFolders();
  for (const { name, open, runs } of adapters(newFolder)) {
    describe(`${suite}: ${name}`, () => {
      let subject: StoreUnderTest;
      beforeAll(async () => {
        subject = await open();
      }, STARTS_IN_MS);
      afterAll(() => subject?.close(), STARTS_IN_MS);
      tests(() => subject.stores, runs);
    });
  }
}

function adapters(newFolder: () => string): readonly Adapter[] {
  const given = process.env.TEST_DATABASE_URL;
  return [
    { name: "memory", runs: 60, open: () => oneProgram({ type: "memory" }) },
    { name: "PGlite in memory", runs: 20, open: () => oneProgram({ type: "pglite", folder: null }) },
    { name: "embedded PostgreSQL", runs: 20, open: () => oneProgram({ type: "embedded", folder: newFolder() }) },
    { name: "a PostgreSQL server, two programs", runs: 20, open: () => twoProgramsOnOwnServer(newFolder()) },
    ...(given === undefined ? [] : [{ name: "the server of TEST_DATABASE_URL, two programs", runs: 20, open: () => twoPrograms(given) }]),
  ];
}

async function oneProgram(database: DatabaseChoice): Promise<StoreUnderTest> {
  const opened = await openStore({ database });
  return { stores: [opened.store, opened.store], close: () => opened.close() };
}

async function twoPrograms(url: string): Promise<StoreUnderTest> {
  const choice = { database: { type: "server", url } } as const;
  const [one, other] = await Promise.all([openStore(choice), openStore(choice)]);
  return {
    stores: [one.store, other.store],
    close: async () => {
      await Promise.all([one.close(), other.close()]);
    },
  };
}

async function twoProgramsOnOwnServer(folder: string): Promise<StoreUnderTest> {
  const server = await startOwnServer(folder);
  const programs = await twoPrograms(await server.newDatabase("others"));
  const close = async () => {
    await programs.close();
    await server.close();
  };
  return { stores: programs.stores, close };
}
