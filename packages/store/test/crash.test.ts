// kill -9 at random moments, of the program and of its database: what was acknowledged is there, once, in a whole chain.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type Victim, crashRound, inspectFolder } from "./crash/crashRounds.mjs";
import { scratchFolders } from "./scratch.js";

const newFolder = scratchFolders();
// The sources, not the build, also in the program that is killed.
const nodeOptions = ["--conditions=source", "--import", fileURLToPath(new URL("crash/typescriptSource.mjs", import.meta.url))];

it("[E7] [E8] [E11] loses nothing that was acknowledged, keeps nothing twice, breaks nothing", async () => {
  const folder = newFolder();
  process.env.SOURCE_CACHE = path.dirname(folder);
  const acknowledged: string[] = [];
  const rounds: readonly Victim[] = ["program", "database", "both"];
  for (const [index, victim] of rounds.entries()) {
    const delayMs = Math.floor(Math.random() * 300);
    const round = await crashRound({ folder, prefix: `r${index}`, victim, delayMs, nodeOptions });
    acknowledged.push(...round.acknowledged);
    const findings = await inspectFolder(folder, acknowledged);
    expect(findings, `${victim} killed after ${delayMs} ms`).toMatchObject({ lost: 0, double: 0, broken: 0 });
    expect(findings.entries).toBeGreaterThanOrEqual(acknowledged.length);
  }
  expect(acknowledged.length).toBeGreaterThan(40);
});
