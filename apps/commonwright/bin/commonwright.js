#!/usr/bin/env node
// Starts the built program, or says in one sentence what is missing.

import { existsSync } from "node:fs";

const [major, minor] = process.versions.node.split(".").map(Number);
const start = new URL("../dist/start.js", import.meta.url);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`commonwright needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
} else if (!existsSync(start)) {
  process.stderr.write("commonwright is not built yet; run `npm run build` in its folder first.\n");
  process.exitCode = 1;
} else {
  // GraphQL checks every value of every answer twice unless it is told that nobody is developing it.
  process.env.NODE_ENV ??= "production";
  await import(start.href);
}
