// The oracle gives the known answers, which were computed elsewhere.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { solveFullModel } from "./fullModel.js";

const folder = new URL("../fixtures/answers/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".expect.json"))
  .map((name) => name.replace(".expect.json", ""));

function read(name: string): { objective: number } {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8"));
}

describe("the full model", () => {
  test("has answers to be compared with", () => {
    expect(names.length).toBeGreaterThanOrEqual(5);
  });

  test.each(names)("[M1] [M8] [M9] %s has the known objective", async (name) => {
    const expected = read(`${name}.expect.json`);
    const { objective } = await solveFullModel(read(`${name}.json`));
    expect(Math.abs(objective / expected.objective - 1)).toBeLessThan(1e-6);
  });
});
