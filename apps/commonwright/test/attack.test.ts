// Hostile files and folders: the program says what is wrong, in a short time, and nothing of them reaches the terminal as it is.

import { lstatSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadProblem } from "../src/problemLoading.js";
import { main } from "../src/program.js";
import { refusalText } from "../src/refusal.js";
import type { World } from "../src/world.js";
import { BASE, folderWith } from "./folder.js";

async function refused(path: string): Promise<string> {
  const loaded = await loadProblem(path);
  if (!("problems" in loaded)) throw new Error("taken");
  return refusalText(loaded.problems);
}

const file = (text: string) => join(folderWith({ "p.yaml": text }), "p.yaml");

/** A world whose planner gives an empty result, and whose words go to `say`. */
function silentWorld(say: (text: string) => void): World {
  return {
    out: say,
    err: say,
    isErrTerminal: false,
    now: () => new Date(0),
    plan: async () => ({}) as Awaited<ReturnType<World["plan"]>>,
    verifyPlan: () => ({ ok: true, problems: [] }),
    printPlan: () => "",
  };
}

describe("paths", () => {
  it("planner [P1] refuses links to nothing and to themselves, and names that cannot be", async () => {
    const folder = folderWith({ "a.yaml": BASE });
    symlinkSync("b.yaml", join(folder, "b.yaml"));
    symlinkSync("/nowhere/at/all", join(folder, "c.yaml"));
    const said = await refused(folder);
    expect(said).toContain("b.yaml  a link that leads to no file");
    expect(said).toContain("c.yaml  a link that leads to no file");
    for (const path of [join(folder, "b.yaml"), "x".repeat(5000), "a\0b"]) expect(await refused(path)).toContain("no such file");
  });

  it("planner [P1] refuses a device under the name of a file", async () => {
    const folder = folderWith({ "a.yaml": BASE });
    symlinkSync("/dev/zero", join(folder, "needs.csv"));
    expect(await refused(folder)).toContain("but it is none");
    expect(await refused("/dev/zero")).toContain("neither a file nor a folder");
  });

  it("puts the result in the place of a file only: of no folder, device or link", async () => {
    const folder = folderWith({ "a.yaml": BASE, "r.json": "{}" });
    symlinkSync(join(folder, "r.json"), join(folder, "link.json"));
    const world = silentWorld(() => undefined);
    const codeOf = (out: string) => main(["plan", join(folder, "a.yaml"), "--out", out], world);
    expect([await codeOf(join(folder, "link.json")), await codeOf(folder), await codeOf(join(folder, "r.json"))]).toEqual([2, 2, 0]);
    expect(lstatSync(join(folder, "link.json")).isSymbolicLink()).toBe(true);
  });

  it("prints no control characters of names of files and folders", async () => {
    let said = "";
    const world = silentWorld((text) => (said += text));
    await main(["plan", folderWith({ "a.yaml": BASE, "\u001b[31m.csv": "x" })], world);
    await main(["plan", file(BASE), "--out", "/none\u001b[31m/r.json"], world);
    expect(said).toContain("\\u001b[31m.csv");
    expect(said).toContain("/none\\u001b");
    expect(said).not.toContain("\u001b");
  });
});

describe("YAML", () => {
  it("planner [P1] refuses an object with a hundred thousand keys in a short time", async () => {
    const keys = (name: (k: number) => string) => file(Array.from({ length: 100_000 }, (_, k) => `${name(k)}: 1`).join("\n"));
    const { user } = process.cpuUsage();
    expect(await refused(keys((k) => `k${k}`))).toContain("at most 10000 are read");
    expect(await refused(keys(() => "k"))).toContain("at most 10000 are read");
    expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(10);
  });
});
