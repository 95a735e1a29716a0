// The program as a stranger meets it: started empty by its command line, known by its address and the token that it wrote.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export const LAUNCHER = path.join(import.meta.dirname, "../../bin/commonwright.js");
const START_SECONDS = 50;

/** Where it answers, the token, its folder with `data` and `token` in it, and how to end it; `said` is what it wrote to the terminal. */
export interface StartedProgram {
  readonly endpoint: string;
  readonly token: string;
  readonly folder: string;
  readonly said: () => string;
  /** Ends it and leaves its folder. */
  readonly end: () => Promise<void>;
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** A port that nobody has now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

/** Starts `commonwright up --example none --token-file F` on a free port, and on an empty folder or that of one that has ended. */
export async function startedProgram(folder = mkdtempSync(path.join(tmpdir(), "commonwright-stranger-"))): Promise<StartedProgram> {
  const port = await freePort();
  const tokenFile = path.join(folder, "token");
  const args = [
    LAUNCHER,
    "up",
    "--token-file",
    tokenFile,
    "--example",
    "none",
    "--port",
    String(port),
    "--data",
    path.join(folder, "data"),
  ];
  const program = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise((resolve) => program.on("exit", resolve));
  const address = `http://127.0.0.1:${port}`;
  await untilItAnswers(`${address}/healthz`, program, () => output);
  const end = async () => {
    program.kill("SIGINT");
    await ended;
  };
  return {
    endpoint: `${address}/graphql`,
    token: readFileSync(tokenFile, "utf8").trim(),
    folder,
    said: () => output,
    end,
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(address: string, program: ChildProcess, said: () => string): Promise<void> {
  for (let tenths = 0; tenths < START_SECONDS * 10; tenths += 1) {
    if (program.exitCode !== null) throw new Error(`the program ended with ${program.exitCode}:\n${said()}`);
    const isThere = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the program did not answer in ${START_SECONDS} s:\n${said()}`);
}
