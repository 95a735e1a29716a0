// Holds every import of the house against layers.json, and makes sure that every source file was looked at.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow, foldersIn } from "./sourceFiles.mjs";

/**
 * @typedef {import("./layerRules.mjs").LayerTable} LayerTable
 * @typedef {import("dependency-cruiser").ICruiseResult} CruiseResult
 * @typedef {{ modules: number, breaches: string[] }} LayerReport how many of our own modules were cruised, and a line for each breach
 */

const tools = path.dirname(fileURLToPath(import.meta.url));
const cruised = ["packages", "apps", "bench", "examples"];
const sourceName = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/**
 * Cruises the house at `root`.
 * @param {string} root a folder with layers.json, package.json, packages/, apps/
 * @returns {LayerReport}
 */
export function checkLayers(root) {
  const table = /** @type {LayerTable} */ (JSON.parse(readFileSync(path.join(root, "layers.json"), "utf8")));
  const files = cruised.flatMap((folder) => filesBelow(root, folder, sourceName));
  const result = cruise(root);
  return judge({ table, files, folders: [...foldersIn(root, "packages"), ...foldersIn(root, "apps")], result });
}

/**
 * What is wrong with a finished cruise.
 * @param {{ table: LayerTable, files: readonly string[], folders: readonly string[], result: CruiseResult }} cruise
 *   files: every source file on the disk; folders: every package folder on the disk
 * @returns {LayerReport}
 */
export function judge({ table, files, folders, result }) {
  const seen = new Set(result.modules.map((module) => module.source));
  const missed = files.filter((file) => !seen.has(file));
  const breaches = [
    ...(files.length === missed.length ? ["cruised 0 modules: nothing was checked"] : []),
    ...missed.map((file) => `${file}: was not cruised`),
    ...folders.filter((folder) => !(folder in table.layers)).map((folder) => `${folder}: has no row in layers.json`),
    ...result.summary.violations.map(breachLine),
    ...result.modules.flatMap(pathsAcrossPackages),
  ];
  return { modules: files.length - missed.length, breaches };
}

/** @param {CruiseResult["summary"]["violations"][number]} violation @returns {string} */
function breachLine(violation) {
  const way = violation.cycle ? violation.cycle.map((step) => step.name).join(" → ") : violation.to;
  const why = violation.comment ?? "";
  return `${violation.from} → ${way}: ${violation.rule.name}${why && `: ${why}`}`;
}

/** Imports that reach into another package by path, not by its name. @param {CruiseResult["modules"][number]} module @returns {string[]} */
function pathsAcrossPackages(module) {
  const home = packageOf(module.source);
  if (home === undefined) return [];
  return module.dependencies
    .filter((dependency) => dependency.module.startsWith("."))
    .filter((dependency) => (packageOf(dependency.resolved) ?? home) !== home)
    .map((dependency) => `${module.source} → ${dependency.resolved}: imports cross packages by package name, never by path`);
}

/** @param {string} file @returns {string | undefined} the package folder that holds it */
const packageOf = (file) => /^(?:packages|apps)\/[^/]+(?=\/)/.exec(file)?.[0];

/** Runs dependency-cruiser in its own process, so that it takes `root` for its working folder. @param {string} root @returns {CruiseResult} */
function cruise(root) {
  const program = path.join(tools, "../node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = path.join(tools, "../.dependency-cruiser.mjs");
  const folders = cruised.filter((folder) => foldersIn(root, ".").includes(folder));
  const args = [program, "--config", config, "--output-type", "json", ...folders];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  // The JSON reporter ends with 0 whatever it finds; anything else is a cruise that did not happen.
  if (run.status !== 0) throw new Error(`dependency-cruiser ended with ${run.status}: ${run.stderr || run.stdout}`);
  return JSON.parse(run.stdout);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { modules, breaches } = checkLayers(process.cwd());
  for (const breach of breaches) console.error(breach);
  console.log(`layers: ${modules} modules cruised, ${breaches.length} breaches`);
  if (breaches.length > 0) process.exitCode = 1;
}
