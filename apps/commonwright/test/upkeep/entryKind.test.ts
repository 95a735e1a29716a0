// Known kinds are told by the end of a text; the answer is that of reading it.

import { canonicalJson, ENTRY_KINDS, isKnownEntry, type Json, toJson } from "@commonwright/commons";
import fc from "fast-check";
import { expect, it } from "vitest";
import { knownTexts } from "../../src/upkeep/entryKind.js";

it("[A75] whether an entry is known is told as if it were read, whatever its body and its other keys say", () => {
  const kind = fc.oneof(fc.constantFrom(...ENTRY_KINDS), fc.string({ maxLength: 5 }), fc.constant('x","kind":"agentRecorded'));
  const anyEntry = fc.record(
    {
      kind,
      version: fc.constantFrom(0, 1, 1, 2, 11),
      body: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.record({ kind, version: fc.constant(1) })) as fc.Arbitrary<Json>,
      zeal: fc.oneof(fc.constant(1), fc.record({ a: fc.constant(1), kind, version: fc.constant(1) })),
    },
    { requiredKeys: ["kind", "version"] },
  );
  fc.assert(
    fc.property(fc.array(anyEntry), (entries) => {
      const isKnown = knownTexts();
      for (const entry of entries) expect(isKnown(canonicalJson(toJson(entry)))).toBe(isKnownEntry(entry));
    }),
    { numRuns: 500 },
  );
  expect(knownTexts()("null")).toBe(false);
});
