// The launcher as a program of its own: built anew, run in a child process.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { BASE, folderWith } from "./folder.js";

const APP = fileURLToPath(new URL("../", import.meta.url));
const LAUNCHER = join(APP, "bin", "commonwright.js");
const launch = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
};

describe("the launcher", () => {
  beforeAll(() => {
    const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
    execFileSync(process.execPath, [compiler, "-b", APP]);
  }, 180_000);

  it("gives exit code 0, 1 and 2", () => {
    expect(launch("--version")).toEqual({ status: 0, stdout: "0.1.0\n", stderr: "" });
    const refused = launch("plan", folderWith({ "a.yaml": `${BASE}neds: []\n` }), "--json");
    expect([refused.status, refused.stderr]).toEqual([1, ""]);
    expect(JSON.parse(refused.stdout)).toMatchObject({ status: "refused", problems: [{ path: "neds", file: "a.yaml", line: 10 }] });
    expect(launch("plan").status).toBe(2);
  });

  it("writes a new folder from its templates", () => {
    const folder = join(folderWith({}), "town");
    expect(launch("new", folder, "--near", "45.46,9.19").status).toBe(0);
  });

  it("is not upset by a reader that stops reading", () => {
    const folder = folderWith({ "a.yaml": `${BASE}needs: [${Array.from({ length: 5_000 }, (_, k) => k).join(", ")}]\n` });
    const shell = spawnSync("sh", ["-c", '("$0" "$1" plan "$2" --json; echo "$?" >&2) | true', process.execPath, LAUNCHER, folder], {
      encoding: "utf8",
    });
    expect(shell.stderr).toMatch(/^[01]\n$/);
  });

  it("says in one sentence that it must be built first", () => {
    const folder = folderWith({});
    mkdirSync(join(folder, "bin"));
    cpSync(LAUNCHER, join(folder, "bin", "commonwright.mjs"));
    const ran = spawnSync(process.execPath, [join(folder, "bin", "commonwright.mjs"), "--version"], { encoding: "utf8" });
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([
      1,
      "",
      "commonwright is not built yet; run `npm run build` in its folder first.\n",
    ]);
  });
});
