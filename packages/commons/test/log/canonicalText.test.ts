// The one look at a text against parsing it and writing it again.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, isCanonicalJson, type Json } from "../../src/index.js";

/** What the look stands for. */
function isWrittenTheSame(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text) as Json) === text;
  } catch {
    return false;
  }
}

const anyJson = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) as fc.Arbitrary<Json>;
const PIECES = [
  ...' \n{}[],:"\\/.-+0123456789eEtruefalsn'.split(""),
  ...["\\u0000", "\\u0009", "\\u001f", "\\u0020", "\\ud83d", "\\ude00", "\\uD800", "\ud83d", "\ude00", "\u0000", "\u2028", "é", "null"],
];

describe("canonical text", () => {
  it("[C113] takes what canonicalJson writes, whatever it says", () => {
    fc.assert(
      fc.property(anyJson, (value) => isCanonicalJson(canonicalJson(value))),
      { numRuns: 2_000 },
    );
  });

  it("[C113] says of any change to such a text what parsing and writing it again says", () => {
    const change = fc.record({
      at: fc.nat(),
      cut: fc.integer({ min: 0, max: 3 }),
      put: fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(anyJson, change, (value, { at, cut, put }) => {
        const text = canonicalJson(value);
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + put.join("") + text.slice(place + cut);
        expect([changed, isCanonicalJson(changed)]).toEqual([changed, isWrittenTheSame(changed)]);
      }),
      { numRuns: 20_000 },
    );
  });

  it("[C113] knows which control characters have a short escape", () => {
    for (let code = 0; code < 0x20; code += 1) {
      const long = `"\\u${code.toString(16).padStart(4, "0")}"`;
      expect([long, isCanonicalJson(long)]).toEqual([long, isWrittenTheSame(long)]);
      expect(isCanonicalJson(JSON.stringify(String.fromCharCode(code)))).toBe(true);
    }
  });

  it("[C113] says the same of texts made of pieces", () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        for (const each of [text, `"${text}"`, `{"${text}":1}`, `{"a":0,"${text}":1}`])
          expect([each, isCanonicalJson(each)]).toEqual([each, isWrittenTheSame(each)]);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ["a number with a zero behind the point", "1.0"],
    ["a number as JSON would not print it", "1E5"],
    ["minus zero", "-0"],
    ["a number beyond all", "1e999"],
    ["keys out of order", '{"b":1,"a":2}'],
    ["a key twice", '{"a":1,"a":2}'],
    ["white space", '{"a": 1}'],
    ["an escape that is not needed", '"\\/"'],
    ["a long escape where there is a short one", '"\\u000a"'],
    ["large hex digits", '"\\u001F"'],
    ["a character in two escapes", '"\\ud83d\\ude00"'],
    ["something behind the value", "1 "],
    ["nothing", ""],
  ])("[C113] refuses %s", (_, text) => {
    expect([isCanonicalJson(text), isWrittenTheSame(text)]).toEqual([false, false]);
  });
});
