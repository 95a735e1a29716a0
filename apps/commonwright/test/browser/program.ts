// Starts the built program on an empty data folder for the stories, and stops it after them.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the program answers. */
    address: string;
  }
}

const root = path.join(import.meta.dirname, "../../../..");
const START_SECONDS = 90;

/** A port that nobody has now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

async function untilItAnswers(address: string, program: ChildProcess, said: () => string): Promise<void> {
  for (let tenths = 0; tenths < START_SECONDS * 10; tenths++) {
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

/** Called by vitest once before all stories; what it gives back is called after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = mkdtempSync(path.join(tmpdir(), "commonwright-stories-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const args = ["apps/commonwright/bin/commonwright.js", "up", "--port", String(port), "--data", path.join(data, "data")];
  const program = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise((resolve) => program.on("exit", resolve));
  await untilItAnswers(address, program, () => output);
  project.provide("address", address);
  return async () => {
    program.kill("SIGINT");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
}
