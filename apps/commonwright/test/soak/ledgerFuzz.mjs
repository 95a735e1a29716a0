// Values of every wrong kind, told to the decisions of the ledger: each is taken or refused, and nothing throws.

import {
  canonicalJson,
  changeNoun,
  describe,
  growBatch,
  instantOf,
  NotRead,
  projectEntry,
  recordEvent,
  recordNoun,
  removeNoun,
  setAccountLimit,
  toJson,
} from "@commonwright/commons";
import { addDecimals, compareDecimals, NOUN_NAMES, plainDecimal, VOCABULARY } from "@commonwright/rea";

/** @typedef {import("@commonwright/numeric").SeededRandom} Random */
/** @typedef {import("@commonwright/commons").RecordsView} RecordsView */
/** @typedef {import("@commonwright/commons").LedgerDecision} LedgerDecision */

const DECIDER = { at: "2026-11-21T12:00:00Z", by: "fuzz" };
const AFTER = { sequence: 1_000, hash: "0".repeat(64) };

/** @template T @param {Random} random @param {readonly T[]} list @returns {T} */
const pick = (random, list) => /** @type {T} */ (list[random.below(list.length)]);

/** Texts that look like what is wanted, and nearly. */
const TEXTS = [
  "",
  " ",
  "0",
  "-0",
  "1",
  "-1.50",
  "007",
  "1e9",
  "1e400",
  "NaN",
  "Infinity",
  "0x10",
  "1,5",
  "٣",
  "1".repeat(19),
  "0.".padEnd(90, "9"),
  "9".repeat(5_000),
  "2026-11-21",
  "2026-11-21T12:00:00Z",
  "2026-02-30T12:00:00Z",
  "2026-11-21T25:61:61+99:99",
  "-271821-04-20T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  "kg",
  "h",
  "one",
  "furlong",
  "thing",
  "other",
  "there",
  "gone",
  "1.there",
  "999999999999999.there",
  "18446744073709551616.there",
  ".",
  "1.",
  "__proto__",
  "constructor",
  "toString",
  "a b",
  "\0",
  "\ud800",
  "\u202e",
  "\ue000",
  "😀".repeat(300),
  "line\nbreak",
  "transfer",
  "produce",
  "raise",
  "combine",
  "mutual-credit",
  "Person",
  "<script>",
  "'; drop table entry; --",
  "${1}",
  "\\u0000",
  "x".repeat(11_000),
];

/** Texts with characters from everywhere. @param {Random} random */
function anyText(random) {
  if (random.below(4) > 0) return pick(random, TEXTS);
  return String.fromCharCode(...Array.from({ length: random.below(30) }, () => random.below(0x10000)));
}

/** A value of any kind that JSON, or a program, could bring. @param {Random} random @param {number} [depth] @returns {unknown} */
export function anyValue(random, depth = 3) {
  switch (random.below(depth === 0 ? 6 : 9)) {
    case 0:
      return pick(random, [null, undefined, true, false]);
    case 1:
      return pick(random, [0, -0, 1, -1, 0.1, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]);
    case 2:
    case 3:
    case 4:
    case 5:
      return anyText(random);
    case 6:
      return Array.from({ length: random.below(4) }, () => anyValue(random, depth - 1));
    case 7:
      return { hasNumericalValue: anyValue(random, depth - 1), hasUnit: anyValue(random, depth - 1) };
    default:
      return Object.fromEntries(Array.from({ length: random.below(4) }, () => [anyText(random), anyValue(random, depth - 1)]));
  }
}

/** A value that the property would take. @param {Random} random @param {import("@commonwright/rea").Property} property @returns {unknown} */
function likelyValue(random, property) {
  switch (property.holds) {
    case "reference":
      return pick(random, ["there", "other"]);
    case "references":
      return ["there", "other"];
    case "measure":
    case "duration":
      return { hasNumericalValue: pick(random, ["1", "0", "2.50", "-3"]), hasUnit: pick(random, ["kg", "one", "h"]) };
    case "instant":
      return DECIDER.at;
    case "action":
      return pick(random, [
        "transfer",
        "produce",
        "consume",
        "raise",
        "lower",
        "combine",
        "separate",
        "pickup",
        "accept",
        "modify",
        "move",
        "copy",
        "work",
      ]);
    case "choice":
      return pick(random, property.of);
    case "flag":
      return true;
    case "number":
      return 2;
    case "unit":
      return "kg";
    case "text":
    case "address":
    case "addresses":
      return "words";
  }
}

/** Values for some of the properties of a noun; `wild` of ten are of any kind. @param {Random} random @param {import("@commonwright/rea").NounName} noun @returns {Record<string, unknown>} */
function anyGiven(random, noun) {
  const wild = pick(random, [0, 0, 1, 3, 10]);
  const properties = Object.entries(VOCABULARY[noun].properties);
  const chosen = properties.filter(([, property]) => random.below(10) < ("isRequired" in property ? 9 : 4));
  const given = chosen.map(([name, property]) => [name, random.below(10) < wild ? anyValue(random) : likelyValue(random, property)]);
  return Object.fromEntries(random.below(20) === 0 ? [...given, [anyText(random), anyValue(random)]] : given);
}

/** Records among which "there" and "other" are of every kind, "gone" was removed, and some others were not read yet. @param {Random} random @returns {RecordsView} */
function someRecords(random) {
  /** @param {import("@commonwright/commons").RecordKind} kind @param {string} id @returns {import("@commonwright/commons").RecordRow} */
  const row = (kind, id) => ({
    kind,
    id,
    created: id === "there" ? 5 : 6,
    revision: 999,
    isRemoved: id === "gone",
    isRegional: false,
    body: /** @type {import("@commonwright/commons").JsonObject} */ (bodyOf(kind, id)),
  });
  const wanted = () => {
    throw new NotRead();
  };
  return {
    get: (kind, id) => {
      if (["there", "other", "gone"].includes(id)) return row(kind, id);
      return random.below(50) === 0 ? wanted() : undefined;
    },
    referring: (kind) => (random.below(30) === 0 ? wanted() : random.below(3) === 0 ? [row(kind, "there")] : []),
    firstSaid: ({ kind, id }) =>
      /** @type {import("@commonwright/commons").JsonObject} */ (kind === "economicEvent" ? { event: bodyOf(kind, id) } : bodyOf(kind, id)),
  };
}

/** @param {string} kind @param {string} id */
function bodyOf(kind, id) {
  const quantity = { hasNumericalValue: "10", hasUnit: "kg" };
  if (kind === "economicResource")
    return {
      id,
      conformsTo: "there",
      primaryAccountable: "there",
      custodian: "there",
      accountingQuantity: quantity,
      onhandQuantity: quantity,
    };
  if (kind === "economicEvent")
    return { id, action: "produce", provider: "there", receiver: "there", resourceInventoriedAs: "there", resourceQuantity: quantity };
  if (kind === "recipeFlow")
    return { id, action: "produce", resourceConformsTo: "there", resourceQuantity: quantity, recipeOutputOf: "there" };
  return { id, name: "There" };
}

const PLAIN_NOUNS = NOUN_NAMES.filter((noun) => noun !== "economicEvent" && noun !== "economicResource");

/** One command on any noun, with some of its values wrong. @param {Random} random @param {RecordsView} records @returns {LedgerDecision} */
function anyDecision(random, records) {
  const noun = pick(random, PLAIN_NOUNS);
  const text = () => (random.below(3) === 0 ? anyText(random) : pick(random, ["new", "999.there", "there"]));
  switch (random.below(8)) {
    case 0:
    case 1:
      return recordNoun(records, { noun, id: text(), given: anyGiven(random, noun) }, DECIDER);
    case 2:
      return changeNoun(records, { noun, revisionId: text(), given: anyGiven(random, noun) }, DECIDER);
    case 3:
      return removeNoun(records, random.below(2) === 0 ? { noun, id: text() } : { noun, revisionId: text() }, DECIDER);
    case 4: {
      const described = pick(random, /** @type {const} */ (["economicEvent", "economicResource"]));
      return describe(records, { noun: described, revisionId: text(), given: anyGiven(random, described) }, DECIDER);
    }
    case 5:
      return setAccountLimit(records, { revisionId: text(), lowestBalance: anyText(random) }, DECIDER);
    default: {
      const newResource = random.below(2) === 0 ? {} : { newResource: { id: text(), given: anyGiven(random, "economicResource") } };
      const links =
        random.below(4) === 0
          ? {
              links: [{ id: "link", property: pick(random, /** @type {const} */ (["fulfills", "satisfies", "settles"])), target: text() }],
            }
          : {};
      return recordEvent(records, { id: text(), given: anyGiven(random, "economicEvent"), ...newResource, ...links }, DECIDER);
    }
  }
}

/** Reads texts as decimals and instants: what is read is read again as the same. @param {Random} random */
function readTexts(random) {
  const [one, other] = [plainDecimal(anyText(random)), plainDecimal(anyText(random))];
  if (one !== null && other !== null) {
    const sum = addDecimals(one, other);
    if (compareDecimals(sum, addDecimals(other, one)) !== 0) throw new Error(`${one} and ${other} add up to different sums`);
  }
  if (one !== null && plainDecimal(one) !== one) throw new Error(`${one} is not plain`);
  instantOf(anyText(random));
}

/** @typedef {{ inputs: number, taken: number, refused: number, notRead: number, faults: string[] }} FuzzTally */

/** @param {number} inputs @param {Random} random @returns {FuzzTally} */
export function fuzzLedger(inputs, random) {
  /** @type {FuzzTally} */
  const tally = { inputs, taken: 0, refused: 0, notRead: 0, faults: [] };
  for (let input = 0; input < inputs; input++) {
    try {
      readTexts(random);
      const records = someRecords(random);
      const decision = anyDecision(random, records);
      if ("refusal" in decision) {
        canonicalJson(toJson(decision.refusal));
        tally.refused += 1;
        continue;
      }
      const growing = growBatch(AFTER, records, projectEntry);
      growing.add(decision.entries);
      growing.batch();
      tally.taken += 1;
    } catch (fault) {
      if (fault instanceof NotRead) tally.notRead += 1;
      else tally.faults.push(`input ${input}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`.slice(0, 600));
    }
  }
  return tally;
}
