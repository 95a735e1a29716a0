// Lints a few planted files with the rules of the house.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { plant, repository } from "./plantedHouse.js";

const ours = (file: string): string => readFileSync(path.join(repository, file), "utf8");

/**
 * @param files text by path
 * @returns one line for each finding, beginning with `path:line:`
 */
export function lint(files: Readonly<Record<string, string>>): readonly string[] {
  const config = JSON.stringify({
    extends: "./tsconfig.base.json",
    compilerOptions: { noEmit: true, composite: false },
    include: ["**/*.ts"],
  });
  const root = plant(
    { ".oxlintrc.json": ours(".oxlintrc.json"), "tsconfig.base.json": ours("tsconfig.base.json"), "tsconfig.json": config, ...files },
    { node_modules: path.join(repository, "node_modules") },
  );
  const program = path.join(repository, "node_modules/oxlint/bin/oxlint");
  const run = spawnSync(process.execPath, [program, "--format=unix"], { cwd: root, encoding: "utf8" });
  if (!/^(?:\d+ problems?)?$/.test(run.stdout.trimEnd().split("\n").at(-1) ?? ""))
    throw new Error(`oxlint did not run: ${run.stdout}${run.stderr}`);
  return run.stdout.split("\n").filter((line) => /^\S+:\d+:\d+:/.test(line));
}
