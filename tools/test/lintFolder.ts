// Lints a few planted files with the rules of the house.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ours, plant, repository } from "./plantedHouse.js";

/**
 * Lints files under the compiler options of `files`, or of one project for all where they bring none.
 * @param files text by path
 * @param packages links to packages by the path in node_modules; without them all installed packages are there
 * @returns one line for each finding, beginning with `path:line:`
 */
export function lint(files: Readonly<Record<string, string>>, packages?: Readonly<Record<string, string>>): readonly string[] {
  const config = JSON.stringify({
    extends: "./tsconfig.base.json",
    compilerOptions: { noEmit: true, composite: false },
    include: ["**/*.ts"],
  });
  const root = plant(
    { ".oxlintrc.json": ours(".oxlintrc.json"), "tsconfig.base.json": ours("tsconfig.base.json"), "tsconfig.json": config, ...files },
    packages ?? { node_modules: path.join(repository, "node_modules") },
  );
  const program = path.join(repository, "node_modules/oxlint/bin/oxlint");
  const env = { ...process.env, OXLINT_TSGOLINT_PATH: path.join(repository, "node_modules/.bin/tsgolint") };
  const run = spawnSync(process.execPath, [program, "--format=unix"], { cwd: root, env, encoding: "utf8" });
  if (!/^(?:\d+ problems?)?$/.test(run.stdout.trimEnd().split("\n").at(-1) ?? ""))
    throw new Error(`oxlint did not run: ${run.stdout}${run.stderr}`);
  return run.stdout.split("\n").filter((line) => /^\S+:\d+:\d+:/.test(line));
}
