// The short forms of what `npm run soak` does for long: crashes, concurrent writers, repeated deliveries, wrong values.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom } from "@commonwright/numeric";
import { openStore } from "@commonwright/store";
import { describe, expect, it } from "vitest";
import { prepared } from "../../src/community/ledgerCommands.js";
import { loadState, writer } from "../../src/community/writer.js";
import { folderWith } from "../folder.js";
import { crashRound, inspectLedger } from "./crashRounds.mjs";
import { differencesOf, independentCommands, recordedState, shuffledDeliveries } from "./deliveries.mjs";
import { isolationAnomalies, isolationCommands, LOWEST, MEMBERS, runIsolation } from "./isolation.mjs";
import { fuzzLedger } from "./ledgerFuzz.mjs";
import { AT, makeScene, openWriter, tellAll, tellerOf } from "./ledgerScene.mjs";

const house = { prepared, writer, loadState };
const newSeed = () => Math.floor(Math.random() * 1e6);

describe("the ledger under stress", () => {
  it("store [E11] records every acknowledged event once, whenever program or database is killed", async () => {
    const folder = path.join(folderWith({}), "data");
    process.env.SOURCE_CACHE = path.dirname(folder);
    const loader = fileURLToPath(new URL("../../../../packages/store/test/crash/typescriptSource.mjs", import.meta.url));
    const nodeOptions = ["--conditions=source", "--import", loader];
    const acknowledged: string[] = [];
    let inside = 0;
    for (const victim of ["program", "database", "program"] as const) {
      const isInside = acknowledged.length === 0 || victim === "database";
      const round = await crashRound({ folder, victim, isInside, delayMs: 300 + Math.floor(Math.random() * 300), nodeOptions });
      acknowledged.push(...round.acknowledged);
      inside += round.isInside ? 1 : 0;
    }
    const { store } = await openStore({ database: { type: "embedded", folder } });
    const found = await inspectLedger(store, acknowledged);
    const missed = await inspectLedger(store, [...acknowledged, "never told"]);
    await store.close();
    expect(found).toMatchObject({ lost: 0, double: 0, broken: [] });
    expect(found.events).toBeGreaterThanOrEqual(acknowledged.length);
    expect(missed.lost).toBe(1);
    expect(acknowledged.length).toBeGreaterThan(40);
    expect(inside).toBeGreaterThan(0);
  }, 120_000);

  it("[A12] two servers on one log: no update is lost, no limit passed, no half of a payment seen", async () => {
    const seed = newSeed();
    const { store } = await openStore({ database: { type: "embedded", folder: path.join(folderWith({}), "data") } });
    try {
      const { tell } = await makeScene(house, store, { members: MEMBERS, stocks: 1, processes: 1, lowest: LOWEST });
      await tellAll(tell, isolationCommands());
      const tells = await Promise.all([store, store].map(async (each) => tellerOf(house, await openWriter(house, each))));
      const load = { clients: 16, transactions: 400, random: seededRandom(seed) };
      const tally = await runIsolation({ tells, stores: [store, store] }, load);
      expect(await isolationAnomalies(store, tally), `seed ${seed}`).toEqual([]);
      expect(Math.min(tally.taken, tally.refused, tally.reads)).toBeGreaterThan(0);
      // The checker itself: one acknowledged count more than the log has is an update that was lost.
      const [[counter = "", count = 0] = []] = tally.counts;
      tally.counts.set(counter, count + 1);
      expect(await isolationAnomalies(store, tally)).toHaveLength(1);
    } finally {
      await store.close();
    }
  }, 120_000);

  it("commons [C52] commands that come again and in any order make the same records", async () => {
    const seed = newSeed();
    const random = seededRandom(seed);
    const size = { members: 30, stocks: 20, processes: 5 };
    const commands = independentCommands(300, size, random);
    const deliver = async (delivered: typeof commands, together: number) => {
      const { store } = await openStore({ database: { type: "memory" } });
      const scene = await makeScene(house, store, { ...size, lowest: "-1000000" });
      await tellAll(tellerOf(house, scene.writer, AT), delivered, together);
      return { state: await recordedState(store), entries: scene.writer.state().head.sequence };
    };
    const once = await deliver(commands, 100);
    const often = await deliver(shuffledDeliveries(commands, 1000, random), 37);
    expect(differencesOf(once.state, often.state), `seed ${seed}`).toEqual([]);
    expect(often.entries).toBe(once.entries);
    const less = await deliver(commands.slice(1), 100);
    expect(differencesOf(once.state, less.state)).not.toEqual([]);
  });

  it("commons [C54] takes or refuses whatever it is told", () => {
    const seed = newSeed();
    const tally = fuzzLedger(5000, seededRandom(seed));
    expect(tally.faults, `seed ${seed}`).toEqual([]);
    expect(Math.min(tally.taken, tally.refused, tally.notRead)).toBeGreaterThan(0);
  });
});
