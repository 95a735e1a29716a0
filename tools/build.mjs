// Builds everything that `npm start` needs, once for each state of the sources: node tools/build.mjs [--if-changed]
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow } from "./sourceFiles.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const stamp = path.join(root, "node_modules/.cache/build-stamp");
const outputs = ["packages/web/dist/index.html", "apps/commonwright/dist/start.js"];
const builtFrom =
  /^(?:packages|apps)\/[^/]+\/(?:src\/|public\/|index\.html|package\.json|tsconfig\.json|vite\.config\.ts)|^contract\/.*\.graphql$/;

/** What the sources are now: paths, sizes and times of change, and the versions of the libraries. */
function stateOfSources() {
  const files = ["packages", "apps", "contract"].flatMap((folder) => filesBelow(root, folder, /./)).filter((file) => builtFrom.test(file));
  const hash = createHash("sha256");
  for (const file of [...files.sort(), "package-lock.json", "tsconfig.base.json"]) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** @param {string} program below node_modules or tools @param {readonly string[]} args @returns {Promise<void>} */
function run(program, ...args) {
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}

async function build() {
  rmSync(stamp, { force: true });
  await run("tools/generate-api-types.mjs");
  // The generated types are a source too, so the state is taken after them and before the compilers read.
  const state = stateOfSources();
  await Promise.all([
    run("node_modules/typescript/bin/tsc", "-b", "apps/commonwright"),
    run("node_modules/vite/bin/vite.js", "build", "packages/web", "--logLevel", "warn"),
  ]);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
}

const isBuilt =
  existsSync(stamp) && outputs.every((file) => existsSync(path.join(root, file))) && readFileSync(stamp, "utf8") === stateOfSources();
if (!(process.argv.includes("--if-changed") && isBuilt)) {
  try {
    await build();
  } catch (error) {
    console.error(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
