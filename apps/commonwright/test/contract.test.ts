// The committed JSON Schemas of what the commands write are those of the code. UPDATE_CONTRACT=1 writes them anew.

import { readFileSync, writeFileSync } from "node:fs";
import { planResultJsonSchema, planResultSchema } from "@commonwright/planner";
import { verifyPlan } from "@commonwright/planner/checker";
import { describe, expect, it } from "vitest";
import { loadProblem } from "../src/problemLoading.js";
import { refusalDocument } from "../src/refusal.js";
import { VERDICT_JSON_SCHEMA } from "../src/verdict.js";
import { runVerify } from "../src/verifyCommand.js";
import { BASE, folderWith } from "./folder.js";
import { RESULT } from "./planResult.js";

const CONTRACT = new URL("../../../contract/", import.meta.url);

describe("contract", () => {
  it.each([
    ["plan-result.schema.json", planResultJsonSchema()],
    ["verify-result.schema.json", VERDICT_JSON_SCHEMA],
  ])("%s is in step with the code", (name, schema) => {
    const file = new URL(name, CONTRACT);
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (process.env.UPDATE_CONTRACT === "1") writeFileSync(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("takes a plan and a refusal, and nothing that is no result", async () => {
    const loaded = await loadProblem(folderWith({ "a.yaml": "format: commonwright-plan/1\n" }));
    if (!("problems" in loaded)) throw new Error("taken");
    expect(planResultSchema.safeParse(RESULT).success).toBe(true);
    expect(planResultSchema.safeParse(refusalDocument(loaded.problems)).success).toBe(true);
    for (const wrong of [{ ...RESULT, gap: -1 }, { ...RESULT, extra: 1 }, { ...RESULT, status: "refused" }, {}])
      expect(planResultSchema.safeParse(wrong).success).toBe(false);
  });

  it.each(["a result that is rejected", "a result that cannot be read", "a problem that is refused"])(
    "names every key of the verdict on %s",
    async (what) => {
      const problem = folderWith({ "a.yaml": what.startsWith("a problem") ? "format: x\n" : `${BASE}needs: []\n` });
      const file = `${folderWith({ "r.json": what.endsWith("read") ? "{" : JSON.stringify(RESULT) })}/r.json`;
      let text = "";
      const world = {
        out: (written: string) => void (text += written),
        err: () => undefined,
        isErrTerminal: false,
        now: () => new Date(0),
        verifyPlan,
        plan: () => Promise.reject(new Error("no")),
        printPlan: () => "",
      };
      expect(await runVerify({ problem, result: file, json: true }, world)).toBe(1);
      const verdict: { ok: boolean; problems: object[] } = JSON.parse(text);
      const row = VERDICT_JSON_SCHEMA.properties.problems.items;
      expect(Object.keys(verdict)).toEqual(VERDICT_JSON_SCHEMA.required);
      expect([verdict.ok, verdict.problems.length > 0]).toEqual([false, true]);
      for (const found of verdict.problems) {
        expect(Object.keys(row.properties)).toEqual(expect.arrayContaining(Object.keys(found)));
        expect(Object.keys(found)).toEqual(expect.arrayContaining([...row.required]));
      }
    },
  );
});
