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

/** The code of a refusal. */
export function refusalCode(refusal: Refusal): RefusalCode {
  switch (refusal.type) {
    case "UnknownNeed":
    case "UnknownWorkshop":
      return "NOT_FOUND";
    case "Conflict":
    case "Withdrawn":
      return "CONFLICT";
    case "StaleRevision":
      return "STALE_REVISION";
    case "TooMany":
      return "LIMIT";
    default:
      return "BAD_INPUT";
  }
}

/** One sentence: what was wrong, where, and what would be right. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.type) {
    case "UnknownItem":
      return `There is no item "${shown(refusal.id)}" in this region.${nearText(refusal.near)}`;
    case "UnknownPlace":
      return `There is no place "${shown(refusal.id)}" in this region.${nearText(refusal.near)}`;
    case "UnknownNeed":
      return `There is no open need "${shown(refusal.id)}": it was withdrawn, or never stated.`;
    case "UnknownWorkshop":
      return `There is no workshop "${shown(refusal.id)}" in this region.`;
    case "UnknownCapability":
      return `Machine ${refusal.index + 1}: "${shown(refusal.id)}" is none of the capabilities here, which are ${refusal.known.join(", ")}.`;
    case "CapabilityTwice":
      return `Machine ${refusal.index + 1}: "${shown(refusal.id)}" is listed twice; give its hours together in one line.`;
    default:
      return amountText(refusal);
  }
}

type Named = "UnknownItem" | "UnknownPlace" | "UnknownNeed" | "UnknownWorkshop" | "UnknownCapability" | "CapabilityTwice";
type AboutAmounts = Exclude<Refusal, { readonly type: Named }>;

function amountText(refusal: AboutAmounts): string {
  switch (refusal.type) {
    case "QuantityNotADecimal":
      return `"${shown(refusal.text)}" is no number for ${refusal.at}; write it like 12 or 0.25, with at most 18 digits.`;
    case "QuantityNotPositive":
      return `${capital(refusal.at)} must be more than nothing; it is ${shown(refusal.text)}.`;
    case "QuantityTooGreat":
      return `${capital(refusal.at)} may be at most ${refusal.most}; it is ${shown(refusal.text)}.`;
    case "HoursBeyondPeriod":
      return `Machine ${refusal.index + 1}: ${shown(refusal.hours)} hours are more than a period has; ${refusal.most} are the most for one machine, and 100 machines are the most for one line.`;
    case "DueNotADate":
      return `"${shown(refusal.due)}" is no day; write a day like 2027-01-31, a month like 2027-01, or one of the plan's periods: ${refusal.periods.join(", ")}.`;
    case "DueTooEarly":
      return `By ${shown(refusal.due)} is too early for this plan; the first day by which something can be there is ${refusal.earliest}.`;
    case "DueTooLate":
      return `By ${shown(refusal.due)} is beyond this plan, which reaches to ${refusal.latest}.`;
    default:
      return otherText(refusal);
  }
}

type Amounts =
  | "QuantityNotADecimal"
  | "QuantityNotPositive"
  | "QuantityTooGreat"
  | "HoursBeyondPeriod"
  | "DueNotADate"
  | "DueTooEarly"
  | "DueTooLate";

function otherText(refusal: Exclude<AboutAmounts, { readonly type: Amounts }>): string {
  switch (refusal.type) {
    case "TextTooLong":
      return `${capital(refusal.at)} has ${refusal.length} characters; ${refusal.most} are the most.`;
    case "TextUnreadable":
      return `${capital(refusal.at)} holds characters that cannot be shown; write it in letters, digits and signs.`;
    case "TextMissing":
      return `${capital(refusal.at)} is missing; say it in a few words.`;
    case "IdNotAUuid":
      return `"${shown(refusal.id)}" is no id; ids are made as uuids, such as 01934f5c-7d2e-7aaa-8000-0123456789ab.`;
    case "Conflict":
      return `The id ${shown(refusal.id)} was used before for something else; make a new one.`;
    case "Withdrawn":
      return `The need ${shown(refusal.id)} was withdrawn; state it again under a new id.`;
    case "StaleRevision":
      return `${capital(refusal.at)} was changed meanwhile: you saw revision ${shown(refusal.given)}, it is now at ${refusal.current}. Look at it again before you change it.`;
    case "TooMany":
      return `There may be at most ${refusal.most} ${refusal.what}.`;
    case "NoRegion":
      return "This community has no region to plan yet; start with an example, or with your own files.";
  }
}

const nearText = (near: readonly string[]) => (near.length === 0 ? "" : ` Near it are: ${near.join(", ")}.`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** What people typed comes back shortened. */
const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
