// docs/actions.md is what the tables say. UPDATE_CONTRACT=1 writes it anew.

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { vocabularyFile, vocabularyPage } from "../../../tools/print-vocabulary.mjs";
import { ACTIONS, VOCABULARY } from "../src/index.js";

describe("the page of actions", () => {
  it("[R9] is up to date", () => {
    if (process.env.UPDATE_CONTRACT === "1") writeFileSync(vocabularyFile, vocabularyPage());
    expect(readFileSync(vocabularyFile, "utf8")).toBe(vocabularyPage());
  });

  it("[R9] has every action twice and every property once", () => {
    const lines = vocabularyPage().split("\n");
    for (const action of ACTIONS) expect(lines.filter((line) => line.startsWith(`| \`${action}\` |`))).toHaveLength(2);
    for (const { className, properties } of Object.values(VOCABULARY)) {
      const start = lines.indexOf(`### ${className}`);
      const end = lines.findIndex((line, index) => index > start && line.startsWith("### "));
      const section = lines.slice(start, end < 0 ? undefined : end);
      for (const name of Object.keys(properties)) expect(section.filter((line) => line.startsWith(`| \`${name}\` |`))).toHaveLength(1);
    }
  });
});
