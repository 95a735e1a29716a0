// A small house in a temporary folder, for planting violations where they can do no harm.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The repository that these tests belong to. */
export const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Writes files into a new temporary folder that is removed when the test is over.
 * @param files text by path
 * @param links target by path; a target is an absolute path or relative to the new folder
 * @returns the folder
 */
export function plant(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(path.join(tmpdir(), "planted-house-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  for (const [link, target] of Object.entries(links)) {
    mkdirSync(path.dirname(path.join(root, link)), { recursive: true });
    symlinkSync(path.resolve(root, target), path.join(root, link), "dir");
  }
  return root;
}

/** The `package.json` of a planted package, with a door at src/index.ts that only the "source" condition opens. */
export function manifest(name: string): string {
  return JSON.stringify({ name, version: "0.1.0", private: true, type: "module", exports: { ".": { source: "./src/index.ts" } } });
}

/** The text of a file of the repository. */
export const ours = (file: string): string => readFileSync(path.join(repository, file), "utf8");

/** The compiler options of the repository by path, each of its packages with a source that exports a promise and a number. */
export function compilerOptions(): Readonly<Record<string, string>> {
  const { references }: { references: readonly { path: string }[] } = JSON.parse(ours("tsconfig.json"));
  const paths = references.map((reference) => reference.path);
  const packages = paths.filter((folder) => !folder.endsWith(".json"));
  const others = paths.filter((file) => file.endsWith(".json"));
  const source = "export const one: number = 1;\nexport async function later(): Promise<void> {}\n";
  return {
    "package.json": '{ "type": "module" }\n',
    ...Object.fromEntries(["tsconfig.json", "tsconfig.base.json", ...others].map((file) => [file, ours(file)])),
    ...Object.fromEntries(packages.map((folder) => [`${folder}/tsconfig.json`, ours(`${folder}/tsconfig.json`)])),
    ...Object.fromEntries(packages.map((folder) => [`${folder}/package.json`, manifest(`@commonwright/${path.basename(folder)}`)])),
    ...Object.fromEntries(packages.map((folder) => [`${folder}/src/index.ts`, source])),
  };
}

/** Links by which a planted house without installed packages finds the types of Node, and those that the pages' build brings. */
export const nodeTypes: Readonly<Record<string, string>> = Object.fromEntries(
  ["@types", "undici-types", "vite"].map((name) => [`node_modules/${name}`, path.join(repository, "node_modules", name)]),
);
