// Starts `commonwright up` for a bench on a folder of its own, and speaks with it.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const program = path.join(path.dirname(fileURLToPath(import.meta.url)), "../apps/commonwright/bin/commonwright.js");

/** @typedef {{ address: string, child: import("node:child_process").ChildProcess, ended: Promise<void>, token: string, seconds: number }} Running */

/**
 * Starts the program and waits until it answers.
 * @param {{ folder: string, port: number, example: string, more?: string[], preload?: URL }} options `preload` may speak over IPC
 * @returns {Promise<Running>}
 */
export async function startUp({ folder, port, example, more = [], preload }) {
  const begun = performance.now();
  const tokenFile = path.join(folder, "token");
  const args = [
    program,
    "up",
    "--port",
    String(port),
    "--data",
    path.join(folder, "data"),
    "--example",
    example,
    "--token-file",
    tokenFile,
  ];
  const node = preload === undefined ? [] : ["--import", preload.href];
  const child = spawn(process.execPath, [...node, ...args, ...more], {
    stdio: preload === undefined ? ["ignore", "ignore", "inherit"] : ["ignore", "ignore", "inherit", "ipc"],
  });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.on("exit", () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    const answers = await fetch(`${address}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answers) break;
    if (performance.now() - begun > 120_000) throw new Error("the program does not answer");
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return { address, child, ended, token: readFileSync(tokenFile, "utf8").trim(), seconds: (performance.now() - begun) / 1000 };
}

/**
 * Asks the API; throws where it does not answer.
 * @param {{ address: string, token?: string }} server
 * @param {string} query
 * @param {Record<string, unknown>} [variables]
 */
export async function ask({ address, token }, query, variables = {}) {
  const answer = await fetch(`${address}/graphql`, {
    method: "POST",
    // Without a token a visitor asks, as through a proxy.
    headers: {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : { "x-forwarded-for": "203.0.113.1" }),
    },
    body: JSON.stringify({ query, variables }),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return /** @type {{ data: any, errors?: { message: string, extensions: { code: string } }[] }} */ (await answer.json());
}

/** An id as clients make them: uuid, version 7. */
export function uuidv7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Date.now().toString(16).padStart(12, "0");
  for (let n = 0; n < 6; n += 1) bytes[n] = Number.parseInt(time.slice(2 * n, 2 * n + 2), 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The process of the embedded database below a folder. @param {string} folder */
export function postmasterOf(folder) {
  const [name] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === "postmaster.pid");
  if (name === undefined) throw new Error(`no database runs below ${folder}`);
  return Number.parseInt(readFileSync(path.join(folder, name), "utf8"), 10);
}

/** @param {readonly number[]} sorted @param {number} share */
export const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
