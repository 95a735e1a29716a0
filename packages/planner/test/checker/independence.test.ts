// The checker shares no code with the planner: a mistake in one cannot hide in the other.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("[R1] the checker imports nothing but its own files and the hash function", () => {
  const folder = new URL("../../src/checker/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(15);
  let found = 0;
  for (const name of files) {
    const sources = [
      ...readFileSync(new URL(name, folder), "utf8").matchAll(/^(?:import|export|\}).* from "([^"]+)";$|import\("([^"]+)"\)/gm),
    ].map(([, source, late]) => source ?? late);
    const foreign = sources.filter((source) => !source.startsWith("@noble/hashes/") && !/^\.\/[A-Za-z0-9]+\.js$/.test(source));
    expect(foreign, name).toEqual([]);
    found += sources.length;
  }
  expect(found).toBeGreaterThan(50);
});
