// A need's tree, its reasons, the list and the form.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldOf } from "../src/needs/draft";
import { listed, stateOf } from "../src/needs/needsList";
import { nextBest, reasonWords, type WayView, whySentence } from "../src/needs/reasons";
import { missingIn } from "../src/needs/missing";
import { openAtFirst, treeRows } from "../src/needs/treeRows";
import { needWordsEn } from "../src/needs/words.en";

const trees = fc
  .array(fc.nat(), { minLength: 1, maxLength: 60 })
  .map((picks) =>
    picks.map((pick, index) => {
      const parent = index === 0 ? null : pick % index;
      return { id: String(index), parent: parent === null ? null : String(parent) };
    }),
  )
  .map((lines) => {
    const depths = new Map<string, number>();
    return lines.map((line) => {
      const depth = line.parent === null ? 0 : (depths.get(line.parent) ?? 0) + 1;
      depths.set(line.id, depth);
      return { ...line, depth };
    });
  });

describe("the tree", () => {
  it("[W8] shows a line if and only if all above it are open", () => {
    fc.assert(
      fc.property(trees, fc.func(fc.boolean()), (lines, choose) => {
        const open = new Set(lines.filter(({ id }) => choose(id)).map(({ id }) => id));
        const shown = treeRows(lines, open).map(({ line }) => line.id);
        const parents = new Map(lines.map(({ id, parent }) => [id, parent]));
        const isShown = (id: string): boolean => {
          const parent = parents.get(id) ?? null;
          return parent === null || (open.has(parent) && isShown(parent));
        };
        expect(new Set(shown)).toEqual(new Set(lines.filter(({ id }) => isShown(id)).map(({ id }) => id)));
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });

  it("[W8] small trees are open from the start, large ones by their first step", () => {
    const line = (index: number) => ({ id: String(index), parent: index === 0 ? null : "0", depth: index === 0 ? 0 : 1 });
    expect(openAtFirst(Array.from({ length: 16 }, (_, index) => line(index))).size).toBe(16);
    expect([...openAtFirst(Array.from({ length: 17 }, (_, index) => line(index)))]).toEqual(["0"]);
  });
});

const way = (change: Partial<WayView>): WayView => ({
  source: "made",
  place: { name: "Como" },
  workshop: { name: "ToMake" },
  period: "2027-01",
  unitCost: 1,
  difference: 0,
  reason: "chosen",
  missing: [],
  ...change,
});
const contract = readFileSync(join(import.meta.dirname, "../../../contract/schema.graphql"), "utf8");
const reasons = (/enum RivalReason \{([^}]*)\}/.exec(contract)?.[1] ?? "").trim().split(/\s+/);

describe("reasons", () => {
  it("[W9] every reason of the API has words", () => {
    expect(reasons.length).toBeGreaterThan(10);
    for (const reason of reasons) {
      const words = reasonWords({ reason, missing: ["laser-cutting"] }, needWordsEn, "en");
      expect(words, reason).not.toBe(reason === "chosen" || reason === "freight" ? "" : reason);
      expect(whySentence("Casings", [way({})], [way({ reason, unitCost: 2 })], needWordsEn)).toMatch(/^Casings: ToMake, .+\.$/);
    }
    expect(reasonWords({ reason: "missingCapability", missing: ["laser-cutting"] }, needWordsEn, "en")).toBe("lacks laser cutting");
  });

  it("[W9] the sentence is given against the next best that could be", () => {
    const cannot = way({ reason: "missingCapability", unitCost: null });
    const full = way({ reason: "noFreeHours", unitCost: 3 });
    expect(nextBest([cannot, full])).toBe(full);
    expect(nextBest([cannot])).toBe(cannot);
    expect(whySentence("Screws", [way({ source: "bought" })], [], needWordsEn)).toBe("Screws: Bought, because there is no other way.");
  });
});

describe("the list", () => {
  const need = (change: object) => ({
    quantity: "10",
    name: null,
    item: { name: "Oak joystick" },
    place: { id: "lodi", name: "Clinic, Lodi" },
    answer: { met: 10 },
    ...change,
  });

  it("[W10] shows what matches", () => {
    const needs = [
      need({}),
      need({ answer: { met: 4 } }),
      need({ answer: null }),
      need({ item: { name: "Stool" }, place: { id: "como", name: "Como" } }),
    ];
    expect(needs.map(stateOf)).toEqual(["met", "part", "unmet", "met"]);
    expect(stateOf(need({ answer: { met: 9.9999999 } }))).toBe("met");
    expect(listed(needs, { text: "OAK" })).toHaveLength(3);
    expect(listed(needs, { text: "lodi", state: "part" })).toHaveLength(1);
    expect(listed(needs, { place: "como" })).toHaveLength(1);
    expect(listed(needs, {})).toHaveLength(4);
  });
});

describe("the form", () => {
  const draft = { id: "1", item: "a", quantity: "1", place: "b", due: "2027-01-31", priority: "nice", name: "" } as const;

  it("[W11] a refusal is shown at its field", () => {
    expect(
      ["UnknownItem", "UnknownPlace", "QuantityTooGreat", "DueTooEarly", "TextTooLong", "Conflict"].map((type) => fieldOf({ type })),
    ).toEqual(["item", "place", "quantity", "due", "name", null]);
    expect(fieldOf({})).toBeNull();
  });

  it("[W11] what is empty is told before it is sent", () => {
    const fields = [{ item: "" }, { quantity: " " }, { place: "" }, {}].map(
      (change) => missingIn({ ...draft, ...change }, needWordsEn)?.field ?? null,
    );
    expect(fields).toEqual(["item", "quantity", "place", null]);
  });
});
