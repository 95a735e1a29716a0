// What somebody says of a noun, read property by property as its table says, or refused with the place.

import { isAction, type Measure, type Noun, type NounName, plainDecimal, type Property, UNITS, VOCABULARY } from "@commonwright/rea";
import type { Json, JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import { instantOf } from "./instant.js";
import { LEDGER_LIMITS } from "./ledgerLimits.js";
import type { LedgerRefusal } from "./refusals.js";

/** Values as a client gives them, by property. Undefined: not said. Null: erased, or not there. */
export type Given = { readonly [property: string]: unknown };

/** What was read: plain values to write, and which properties are to be erased. */
export interface ReadValues {
  readonly values: JsonObject;
  readonly erased: readonly string[];
}

/** `at` names the whole in paths; `mayBeNegative`: quantities that correct, absent where nothing corrects; `keptUnits`: units that quantities may be in although they were removed. */
export interface ReadingPlace {
  readonly at: string;
  readonly records: RecordsView;
  readonly mayBeNegative?: boolean;
  readonly keptUnits?: readonly string[];
}

/** Reads what is given. Properties that the noun does not have are left alone: the API has refused them. Requirements are for the caller (`missingOf`). */
export function readValues(noun: Noun, given: Given, place: ReadingPlace): ReadValues | { readonly refusal: LedgerRefusal } {
  const values: Record<string, Json> = {};
  const erased: string[] = [];
  for (const [name, property] of Object.entries(noun.properties)) {
    const value = given[name];
    if (value === undefined) continue;
    if (value === null) {
      erased.push(name);
      continue;
    }
    const read = readValue(property, value, { ...place, at: `${place.at}.${name}` });
    if ("refusal" in read) return read;
    values[name] = read.value;
  }
  return { values, erased };
}

/** The first required property that is not there. */
export function missingOf(noun: Noun, body: JsonObject, at: string): LedgerRefusal | null {
  const missing = Object.entries(noun.properties).find(([name, { isRequired }]) => isRequired === true && isBlank(body[name]));
  return missing === undefined ? null : { type: "Missing", at: `${at}.${missing[0]}`, why: `every ${noun.className} has one` };
}

const isBlank = (value: Json | undefined): boolean => value === undefined || (typeof value === "string" && value.trim() === "");

/**
 * Records of which every one is there: what was taken once is read again with these, for what it named may be gone since, and it is the
 * same all the same.
 */
export const asIfAllWereThere = (records: RecordsView): RecordsView => ({
  ...records,
  get: (kind, id) => ({ kind, id, created: 0, revision: 0, isRemoved: false, isRegional: false, body: { id } }),
});

type ReadValue = { readonly value: Json } | { readonly refusal: LedgerRefusal };

const refused = (refusal: LedgerRefusal): { readonly refusal: LedgerRefusal } => ({ refusal });

function readValue(property: Property, value: unknown, place: ReadingPlace): ReadValue {
  const { at, records } = place;
  switch (property.holds) {
    case "text":
      return WITH_LINES.test(at) ? readText(value, at, LEDGER_LIMITS.text, BREAKS) : readText(value, at, LEDGER_LIMITS.name);
    case "address":
      return readText(value, at, LEDGER_LIMITS.address);
    case "addresses":
      return readList(value, at, (each, where) => readText(each, where, LEDGER_LIMITS.address));
    case "flag":
      return typeof value === "boolean" ? { value } : refused({ type: "NotAmong", at, text: said(value), choices: ["true", "false"] });
    case "number":
      return readNumber(value, at);
    case "instant":
      return readInstant(value, at);
    case "action":
      return typeof value === "string" && isAction(value) ? { value } : refused({ type: "NotAnAction", at, text: said(value) });
    case "choice":
      return typeof value === "string" && property.of.includes(value)
        ? { value }
        : refused({ type: "NotAmong", at, text: said(value), choices: property.of });
    case "measure":
    case "duration":
      return readMeasure(value, place);
    case "unit":
      return typeof value === "string" && unitIsKnown(value, records) ? { value } : refused({ type: "UnitUnknown", at, unit: said(value) });
    case "reference":
      return readReference(property.to, value, place);
    case "references":
      return readList(value, at, (each, where) => readReference(property.to, each, { ...place, at: where }));
  }
}

const UNREADABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u;
/** Lines may break in a note and in an address; everything else is shown in one line. */
const WITH_LINES = /\.(?:note|mappableAddress)$/u;
const BREAKS = /[\n\r\t]/gu;
const NO_BREAKS = /(?!)/u;

/** What somebody gave, as text; what is no text, number or truth has none, and turning it into text may throw. */
const said = (value: unknown): string => (["string", "number", "boolean"].includes(typeof value) ? String(value) : "");

function readText(value: unknown, at: string, most: number, breaks = NO_BREAKS): ReadValue {
  if (typeof value !== "string") return refused({ type: "TextUnreadable", at });
  if (value.length > most) return refused({ type: "TextTooLong", at, length: value.length, most });
  return UNREADABLE.test(value.replace(breaks, " ")) ? refused({ type: "TextUnreadable", at }) : { value };
}

function readList(value: unknown, at: string, read: (each: unknown, at: string) => ReadValue): ReadValue {
  const given = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (given.length > LEDGER_LIMITS.list) return refused({ type: "ListTooLong", at, length: given.length, most: LEDGER_LIMITS.list });
  const list: Json[] = [];
  for (const [index, each] of given.entries()) {
    const one = read(each, `${at}[${index}]`);
    if ("refusal" in one) return one;
    if (!list.includes(one.value)) list.push(one.value);
  }
  return { value: list };
}

function readNumber(value: unknown, at: string): ReadValue {
  const number = typeof value === "number" ? value : Number(said(value).trim() || Number.NaN);
  // Adding 0 makes 0 of -0, which no JSON can say.
  return Number.isFinite(number) && typeof value !== "boolean" ? { value: number + 0 } : refused({ type: "NotANumber", at });
}

function readInstant(value: unknown, at: string): ReadValue {
  const text = said(value);
  return instantOf(text) === null ? refused({ type: "NotAnInstant", at, text }) : { value: text };
}

/** Reads a quantity: an exact decimal in a unit that is known. */
export function readMeasure(
  value: unknown,
  { at, records, mayBeNegative, keptUnits = [] }: ReadingPlace,
): { readonly value: Measure & JsonObject } | { readonly refusal: LedgerRefusal } {
  const { hasNumericalValue, hasUnit } = (typeof value === "object" && value !== null ? value : {}) as Partial<Measure>;
  const text = said(hasNumericalValue);
  const plain = plainDecimal(text);
  if (plain === null) return refused({ type: "NotADecimal", at, text });
  if (plain.startsWith("-") && mayBeNegative !== true)
    return refused({ type: mayBeNegative === undefined ? "BelowNothing" : "Negative", at, text: plain });
  if (typeof hasUnit !== "string") return refused({ type: "UnitMissing", at });
  if (!keptUnits.includes(hasUnit) && !unitIsKnown(hasUnit, records)) return refused({ type: "UnitUnknown", at, unit: hasUnit });
  return { value: { hasNumericalValue: plain, hasUnit } };
}

/** A unit as people call it: by the label of one that was recorded here, whose id may be anything. */
export function unitLabel(id: string, records: RecordsView): string {
  const label = records.get("unit", id)?.body["label"];
  return typeof label === "string" ? label : id;
}

/** Units that every community has, and those that were recorded here. */
function unitIsKnown(id: string, records: RecordsView): boolean {
  if (UNITS.has(id)) return true;
  const recorded = records.get("unit", id);
  return recorded !== undefined && !recorded.isRemoved;
}

function readReference(to: readonly NounName[], value: unknown, { at, records }: ReadingPlace): ReadValue {
  const id = said(value);
  if (!isId(id)) return refused({ type: "BadId", at, id });
  const isThere = to.some((kind) => {
    const record = records.get(kind, id);
    return record !== undefined && !record.isRemoved;
  });
  const noun = to.map((kind) => VOCABULARY[kind].className).join(" or ");
  return isThere ? { value: id } : refused({ type: "NoSuch", at, noun, id });
}

const ID = /^[^\s\p{Cc}\p{Cs}\p{Co}\p{Cn}]+$/u;

/** Ids are made by clients: a uuid, an address, a word. */
export const isId = (id: string): boolean => id.length <= LEDGER_LIMITS.id && ID.test(id);
