// The token file of `up`, on a store alone.

import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "@commonwright/store";
import { describe, expect, it } from "vitest";
import { hashOfToken, sessionsIn } from "../../src/http/sessions.js";
import { keepTokenFile } from "../../src/up/tokenFile.js";
import { emptyFolder } from "./region.js";

const DAY = 24 * 3600 * 1000;

async function scene() {
  const { store } = await openStore({ database: { type: "memory" } });
  const clock = { now: new Date("2026-11-21T12:00:00Z") };
  const file = join(emptyFolder(), "robot.token");
  const start = async () => {
    await keepTokenFile(store, file, () => clock.now);
    return readFileSync(file, "utf8").trim();
  };
  const names = async () => (await store.sessions(clock.now.toISOString())).map(({ name }) => name);
  const isKnown = async (token: string) => (await store.session(hashOfToken(token), clock.now.toISOString())) !== null;
  const later = (days: number) => {
    clock.now = new Date(clock.now.getTime() + days * DAY);
  };
  return { store, clock, file, start, names, isKnown, later };
}

describe("the token file", () => {
  it("[A21] keeps the token that is in it, good for its whole time again at each start", async () => {
    const { start, names, isKnown, later, file } = await scene();
    const token = await start();
    expect([token, statSync(file).mode & 0o777]).toEqual([expect.stringMatching(/^[\w-]{43}$/), 0o600]);
    later(170);
    expect(await start()).toBe(token);
    later(170);
    expect([await isKnown(token), await names()]).toEqual([true, ["a program with the token file robot.token"]]);
  });

  it("[A21] makes a new one where that is over, revoked, gone or readable by others, and ends what was made for the file before", async () => {
    const { store, start, names, isKnown, later, file } = await scene();
    const first = await start();
    later(181);
    const second = await start();
    await store.revokeSession(hashOfToken(second));
    const third = await start();
    writeFileSync(file, "nothing that is known");
    const fourth = await start();
    expect([await isKnown(third), await isKnown(fourth)]).toEqual([false, true]);
    chmodSync(file, 0o644);
    const fifth = await start();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(new Set([first, second, third, fourth, fifth]).size).toBe(5);
    expect([await isKnown(fourth), await isKnown(fifth), (await names()).length]).toEqual([false, true, 1]);
  });

  it("[A21] leaves other sessions alone, and uses a token that was made for the file by hand, until its own end", async () => {
    const { store, clock, file, start, isKnown, later } = await scene();
    const sessions = sessionsIn(store, () => clock.now);
    const [byHand, other] = [await sessions.open("steward", "by hand", { days: 10 }), await sessions.open("steward", "other")];
    const device = await sessions.open("device", "a program with the token file robot.token");
    writeFileSync(file, `${byHand}\n`, { mode: 0o600 });
    expect(await start()).toBe(byHand);
    later(11);
    const made = await start();
    expect(made).not.toBe(byHand);
    expect([await isKnown(other), await isKnown(device), await isKnown(made)]).toEqual([true, true, true]);
    writeFileSync(file, `${device}\n`, { mode: 0o600 });
    expect(await start()).not.toBe(device);
    expect([await isKnown(device), await isKnown(made)]).toEqual([true, false]);
  });
});
