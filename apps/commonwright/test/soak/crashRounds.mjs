// Rounds of a program that records events and is killed, or whose database is, and what must be true of the ledger afterwards.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { canonicalJson, newReplay, toJson, verifyChain } from "@commonwright/commons";
import { COMMUNITY } from "./ledgerScene.mjs";

/** @typedef {{ folder: string, victim: "program" | "database", isInside: boolean, delayMs: number, nodeOptions: readonly string[] }} CrashRound */

/** Runs one round. Gives the ids that were acknowledged, how many tellings had no answer, and whether a transaction was open. @param {CrashRound} round */
export async function crashRound({ folder, victim, isInside, delayMs, nodeOptions }) {
  mkdirSync(folder, { recursive: true });
  const program = fileURLToPath(new URL("crashClients.mjs", import.meta.url));
  const args = [...nodeOptions, program, folder, victim, isInside ? "inside" : "anywhere", String(delayMs)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const lines = createInterface({ input: child.stdout });
    const closed = once(lines, "close");
    /** @type {string[]} */
    const said = [];
    lines.on("line", (line) => void said.push(line));
    const [code] = await once(child, "exit");
    await closed;
    if (victim === "database" && code !== 0) throw new Error(`the program ended with ${code}`);
    const refused = said.find((line) => line.startsWith("refused "));
    if (refused !== undefined || !said.includes("ready")) throw new Error(refused ?? "the program did not begin");
    return {
      acknowledged: said.flatMap((line) => (line.startsWith("acknowledged ") ? [line.slice("acknowledged ".length)] : [])),
      unknown: said.filter((line) => line === "unknown").length,
      isInside: said.includes("killed inside"),
    };
  } finally {
    child.kill("SIGKILL");
  }
}

/** @typedef {{ events: number, lost: number, double: number, broken: readonly string[] }} CrashFindings */

/**
 * What is wrong with the ledger: events that were acknowledged and are not there, or twice; `broken` says of everything else what.
 * @param {import("@commonwright/commons").CommonsStore} store @param {readonly string[]} acknowledged @returns {Promise<CrashFindings>}
 */
export async function inspectLedger(store, acknowledged) {
  const log = await store.entries(COMMUNITY.id, 0, 10_000_000);
  const events = log.flatMap(({ entry }) => (entry.kind === "economicEventRecorded" ? [eventOf(entry)] : []));
  const there = new Set(events.map(({ id }) => id));
  const broken = [];
  if (verifyChain(log).type !== "Whole") broken.push("chain");
  const head = await store.head(COMMUNITY.id);
  if (head.sequence !== log.length) broken.push("head");
  broken.push(...(await wrongBalances(store, events)));
  const differences = await store.rebuild(COMMUNITY.id, newReplay());
  if (differences.length > 0) broken.push(`records: ${canonicalJson(toJson(differences.slice(0, 3)))}`);
  return {
    events: events.length,
    lost: acknowledged.filter((id) => !there.has(id)).length,
    double: events.length - there.size + acknowledged.length - new Set(acknowledged).size,
    broken,
  };
}

/** @typedef {{ id: string, action: string, resourceInventoriedAs: string, toResourceInventoriedAs?: string, resourceQuantity: { hasNumericalValue: string } }} ToldEvent */

/** @param {import("@commonwright/commons").Entry} entry */
const eventOf = ({ body }) => /** @type {ToldEvent} */ (/** @type {unknown} */ (body.event));

/** Adds up the payments once more, in whole numbers, and compares. @param {import("@commonwright/commons").CommonsStore} store @param {readonly ToldEvent[]} events */
async function wrongBalances(store, events) {
  /** @type {Map<string, bigint>} */
  const sums = new Map();
  const add = (/** @type {string} */ id, /** @type {bigint} */ value) => sums.set(id, (sums.get(id) ?? 0n) + value);
  for (const { action, resourceInventoriedAs: from, toResourceInventoriedAs: to, resourceQuantity } of events) {
    const value = BigInt(resourceQuantity.hasNumericalValue);
    if (action === "raise") add(from, value);
    if (action === "transfer" && to !== undefined) {
      add(from, -value);
      add(to, value);
    }
  }
  const accounts = [...sums.keys()].filter((id) => id.startsWith("account-"));
  const rows = await store.records(
    COMMUNITY.id,
    [...sums.keys()].map((id) => ({ kind: "economicResource", id })),
  );
  const wrong = rows.filter(({ id, body }) => balanceOf(body) !== String(sums.get(id))).map(({ id }) => `balance of ${id}`);
  const total = accounts.reduce((sum, id) => sum + (sums.get(id) ?? 0n), 0n);
  return total === 0n && rows.length === sums.size ? wrong : [...wrong, "the sum of all accounts"];
}

/** @param {import("@commonwright/commons").JsonObject} body */
function balanceOf({ accountingQuantity }) {
  return /** @type {{ hasNumericalValue: string }} */ (/** @type {unknown} */ (accountingQuantity)).hasNumericalValue;
}
