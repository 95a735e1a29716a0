// Words and numbers.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvText } from "../src/design/save";
import { designWords } from "../src/design/words";
import { needWords } from "../src/needs/words";
import { changeWordsEn } from "../src/plans/changeWords.en";
import { changeWordsIt } from "../src/plans/changeWords.it";
import { regionWords } from "../src/region/words";
import { shellWords } from "../src/shell/words";
import { workshopWords } from "../src/workshops/words";
import { capabilityName } from "../src/words/capabilities";
import { formatFor } from "../src/words/format";
import { wordsIn } from "../src/words/useWords";

const source = join(import.meta.dirname, "../src");
const components = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
const catalogues = {
  design: designWords,
  needs: needWords,
  region: regionWords,
  shell: shellWords,
  workshops: workshopWords,
  change: { en: changeWordsEn, others: { it: changeWordsIt } },
};

describe("words", () => {
  it("[W1] no component holds text of its own", () => {
    expect(components.length).toBeGreaterThan(20);
    // Between tags only names of units and files may stand: they are the same in all languages.
    const allowed = new Set([
      "CO",
      "CSV",
      "SVG",
      "km",
      "kg",
      "commonwright verify-plan problem.json plan.json",
      "commonwright verify-plan problem.json",
      ".json",
    ]);
    for (const name of components) {
      const code = readFileSync(join(source, name), "utf8");
      const texts = [...code.matchAll(/>([^<>{}]*[A-Za-z]{2,}[^<>{}]*)<\//g)].map((match) => (match[1] ?? "").trim());
      for (const text of texts) expect(allowed.has(text) || /^[,;.]?\s*(kg|km|CO|h)?$/.test(text), `${name}: ${text}`).toBe(true);
      expect([...code.matchAll(/(?:title|placeholder|aria-label)="([^"]+)"/g)].map((match) => `${name}: ${match[1]}`)).toEqual([]);
    }
  });

  it("[W1] other languages have no key that English has not, and what they lack is English", () => {
    for (const [name, { en, others }] of Object.entries(catalogues)) {
      const known = Object.keys(en);
      for (const key of Object.keys(others.it)) expect(known, `${name}.${key}`).toContain(key);
      for (const [key, value] of Object.entries(others.it)) expect(typeof value).toBe(typeof Reflect.get(en, key));
      expect(Object.keys(wordsIn({ en, others }, "it")).toSorted()).toEqual(known.toSorted());
    }
    expect(wordsIn({ en: { a: "A", b: "B" }, others: { it: { a: "Aa" } } }, "it")).toEqual({ a: "Aa", b: "B" });
  });

  it("[W2] the frame, the region's page and the shared parts are whole in Italian", () => {
    for (const name of ["design", "region", "shell", "change"] as const) {
      expect(Object.keys(catalogues[name].others.it).toSorted(), name).toEqual(Object.keys(catalogues[name].en).toSorted());
    }
    expect(capabilityName("laser-cutting", "it")).toBe("taglio laser");
    expect(capabilityName("glass_blowing-hot", "it")).toBe("glass blowing hot");
  });

  it("[W3] numbers, money and days are written as the language does", () => {
    const [en, it] = [formatFor("en", "EUR"), formatFor("it", "EUR")];
    expect(en.money(1234.5)).toBe("€ 1,234.50");
    expect(it.money(1234.5)).toBe("€ 1234,50");
    expect(en.day("2026-12-04")).toBe("4 Dec");
    expect(it.day("2026-12-04")).toBe("4 dic");
    expect(en.period({ id: "2027-01", start: "2027-01-01", end: "2027-01-31" })).toBe("January 2027");
    expect(en.period({ id: "first", start: "first", end: "first" })).toBe("first");
    expect(en.amount(0)).toBe("0");
    expect(en.amount(0.0001)).toBe("< 0.01");
    expect(en.quantity(3, "piece")).toBe("3");
    expect(en.quantity(0.5, "kg")).toBe("0.5 kg");
    fc.assert(fc.property(fc.double({ min: 1e-12, max: 1e9, noNaN: true }), (value) => en.amount(value) !== "0"));
  });
});

describe("what is saved", () => {
  it("[W4] is CSV that no stranger can turn into a formula", () => {
    const columns = [{ name: "a" }, { name: "b" }];
    expect(
      csvText({
        columns,
        rows: [
          ["x, y", 1],
          ['say "hi"\n', null],
          ["-2.5", -2.5],
        ],
      }),
    ).toBe('a,b\r\n"x, y",1\r\n"say ""hi""\n",\r\n-2.5,-2.5\r\n');
    fc.assert(
      fc.property(fc.constantFrom("=", "+", "-", "@", "\t", "\r"), fc.string(), (start, rest) => {
        const line = csvText({ columns, rows: [[`${start}${rest}x`, 0]] })
          .split("\r\n")
          .slice(1)
          .join("\r\n");
        expect(line.startsWith("'") || line.startsWith(`"'`)).toBe(true);
      }),
    );
  });
});
