// The committed JSON Schema is the schema of the code. UPDATE_CONTRACT=1 writes it anew.

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planProblemJsonSchema } from "../../src/problem/index.js";

const FILE = new URL("../../../../contract/plan-problem.schema.json", import.meta.url);

describe("contract/plan-problem.schema.json", () => {
  const text = `${JSON.stringify(planProblemJsonSchema(), null, 2)}\n`;

  it("[P1] is in step with the code", () => {
    if (process.env.UPDATE_CONTRACT === "1") writeFileSync(FILE, text);
    expect(readFileSync(FILE, "utf8")).toBe(text);
  });

  it("describes every key, at every depth", () => {
    const bare: string[] = [];
    const walk = (schema: any, path: string) => {
      for (const [key, inner] of Object.entries<any>(schema.properties ?? {})) {
        if (typeof inner.description !== "string") bare.push(`${path}.${key}`);
        walk(inner, `${path}.${key}`);
      }
      if (schema.items) walk(schema.items, `${path}[]`);
    };
    walk(planProblemJsonSchema(), "");
    expect(bare).toEqual([]);
  });
});
