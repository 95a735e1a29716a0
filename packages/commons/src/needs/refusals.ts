// What can be wrong with what people say of needs and workshops, as plain values with the facts for a sentence.

/** Why a command was not taken. */
export type Refusal =
  | { readonly type: "UnknownItem"; readonly id: string; readonly near: readonly string[] }
  | { readonly type: "UnknownPlace"; readonly id: string; readonly near: readonly string[] }
  | { readonly type: "UnknownNeed"; readonly id: string }
  | { readonly type: "UnknownWorkshop"; readonly id: string }
  | { readonly type: "UnknownCapability"; readonly index: number; readonly id: string; readonly known: readonly string[] }
  | { readonly type: "CapabilityTwice"; readonly index: number; readonly id: string }
  | { readonly type: "QuantityNotADecimal"; readonly at: string; readonly text: string }
  | { readonly type: "QuantityNotPositive"; readonly at: string; readonly text: string }
  | { readonly type: "QuantityTooGreat"; readonly at: string; readonly text: string; readonly most: string }
  | { readonly type: "HoursBeyondPeriod"; readonly index: number; readonly hours: string; readonly most: number }
  | { readonly type: "DueNotADate"; readonly due: string; readonly periods: readonly string[] }
  | { readonly type: "DueTooEarly"; readonly due: string; readonly earliest: string }
  | { readonly type: "DueTooLate"; readonly due: string; readonly latest: string }
  | { readonly type: "TextTooLong"; readonly at: string; readonly length: number; readonly most: number }
  | { readonly type: "TextUnreadable"; readonly at: string }
  | { readonly type: "TextMissing"; readonly at: string }
  | { readonly type: "IdNotAUuid"; readonly id: string }
  | { readonly type: "Conflict"; readonly id: string }
  | { readonly type: "Withdrawn"; readonly id: string; readonly at: string }
  | { readonly type: "StaleRevision"; readonly at: string; readonly given: string; readonly current: string }
  | { readonly type: "TooMany"; readonly what: "needs" | "machines"; readonly most: number }
  | { readonly type: "NoRegion" };

/** Codes that programs can act on. */
export type RefusalCode = "BAD_INPUT" | "CONFLICT" | "STALE_REVISION" | "NOT_FOUND" | "LIMIT";

const CODES: Readonly<Partial<Record<Refusal["type"], RefusalCode>>> = {
  UnknownNeed: "NOT_FOUND",
  UnknownWorkshop: "NOT_FOUND",
  Conflict: "CONFLICT",
  Withdrawn: "CONFLICT",
  StaleRevision: "STALE_REVISION",
  TooMany: "LIMIT",
};

/** The code of a refusal: BAD_INPUT for what is wrong in itself. */
export const refusalCode = ({ type }: Refusal): RefusalCode => CODES[type] ?? "BAD_INPUT";

type Texts = { readonly [Type in Refusal["type"]]: (refusal: Extract<Refusal, { readonly type: Type }>) => string };

const TEXTS: Texts = {
  UnknownItem: ({ id, near }) => `There is no item "${shown(id)}" in this region.${nearText(near)}`,
  UnknownPlace: ({ id, near }) => `There is no place "${shown(id)}" in this region.${nearText(near)}`,
  UnknownNeed: ({ id }) => `There is no open need "${shown(id)}": it was withdrawn, or never stated.`,
  UnknownWorkshop: ({ id }) => `There is no workshop "${shown(id)}" in this region.`,
  UnknownCapability: ({ index, id, known }) =>
    `Machine ${index + 1}: "${shown(id)}" is none of the capabilities here, which are ${known.join(", ")}.`,
  CapabilityTwice: ({ index, id }) => `Machine ${index + 1}: "${shown(id)}" is listed twice; give its hours together in one line.`,
  QuantityNotADecimal: ({ at, text }) => `"${shown(text)}" is no number for ${at}; write it like 12 or 0.25, with at most 18 digits.`,
  QuantityNotPositive: ({ at, text }) => `${capital(at)} must be more than 0; it is ${shown(text)}.`,
  QuantityTooGreat: ({ at, text, most }) => `${capital(at)} may be at most ${most}; it is ${shown(text)}.`,
  HoursBeyondPeriod: ({ index, hours, most }) =>
    `Machine ${index + 1}: ${shown(hours)} hours are more than a period has; ${most} are the most for one machine, and 100 machines are the most for one line.`,
  DueNotADate: ({ due, periods }) =>
    `"${shown(due)}" is no day; write a day like 2027-01-31, a month like 2027-01, or one of the plan's periods: ${periods.join(", ")}.`,
  DueTooEarly: ({ due, earliest }) =>
    `By ${shown(due)} is too early for this plan; the first day by which something can be there is ${earliest}.`,
  DueTooLate: ({ due, latest }) => `By ${shown(due)} is beyond this plan, which reaches to ${latest}.`,
  TextTooLong: ({ at, length, most }) => `${capital(at)} has ${length} characters; ${most} are the most.`,
  TextUnreadable: ({ at }) => `${capital(at)} holds characters that cannot be shown; write it in letters, digits and signs.`,
  TextMissing: ({ at }) => `${capital(at)} is missing; say it in a few words.`,
  IdNotAUuid: ({ id }) => `"${shown(id)}" is no id; ids are made as uuids, such as 01934f5c-7d2e-7aaa-8000-0123456789ab.`,
  Conflict: ({ id }) => `The id ${shown(id)} was used before for something else; make a new one.`,
  Withdrawn: ({ id }) => `The need ${shown(id)} was withdrawn; state it again under a new id.`,
  StaleRevision: ({ at, given, current }) =>
    `${capital(at)} was changed meanwhile: you saw revision ${shown(given)}, it is now at ${current}. Look at it again before you change it.`,
  TooMany: ({ what, most }) => `There may be at most ${most} ${what}.`,
  NoRegion: () => "This community has no region to plan yet; start with an example, or with your own files.",
};

/** One sentence: what was wrong, where, and what would be right. */
export function refusalText(refusal: Refusal): string {
  // The table has the right function for each type; the compiler cannot follow that through the look-up.
  const text = TEXTS[refusal.type] as (given: Refusal) => string;
  return text(refusal);
}

const nearText = (near: readonly string[]) => (near.length === 0 ? "" : ` Near it are: ${near.join(", ")}.`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** What people typed comes back shortened. */
const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
