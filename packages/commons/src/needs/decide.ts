// The decisions about needs: stating one, changing it, withdrawing it.

import { plainDecimal } from "@commonwright/rea";
import type { Entry } from "../log/entry.js";
import { type Decider, entryOf } from "../log/decider.js";
import type { Recorded, RegionState } from "../region/regionState.js";
import { lastDay, periodOfDue } from "./due.js";
import { nearest } from "./nearest.js";
import type { Need, NeedPriority } from "./need.js";
import type { Refusal } from "./refusals.js";

/** A need as somebody states it. `quantity` is a decimal as text; `due` a day, a month, a week, or the name of a period. */
export interface StateNeed {
  readonly id: string;
  readonly item: string;
  readonly quantity: string;
  readonly place: string;
  readonly due: string;
  readonly priority: NeedPriority;
  readonly name?: string;
  readonly note?: string;
}

/** What is to be changed of a need; what is absent stays. */
export interface ChangeNeed extends Partial<Omit<StateNeed, "id">> {
  readonly id: string;
  readonly revisionId: string;
}

/** What is worth saying of a need that was taken. */
export type NeedWarning =
  | { readonly type: "CannotBeMadeOrBought"; readonly item: string }
  | { readonly type: "PartOfAPiece"; readonly quantity: string; readonly unit: string };

/** Taken: the entries to append (none where all of it stands already), with what is worth saying. */
export type NeedDecision =
  | { readonly entries: readonly Entry[]; readonly id: string; readonly warnings: readonly NeedWarning[] }
  | { readonly refusal: Refusal };

/** Limits on what people say. */
export const NEED_LIMITS = { nameLength: 200, noteLength: 2_000, quantity: "1000000000", needs: 100_000 } as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
// Control characters and line ends, those that turn the direction of text around, halves of letters, and marks of byte order.
const UNREADABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Decides on a new need. The same id with the same content again is taken without a new entry. */
export function stateNeed(state: RegionState, command: StateNeed, decider: Decider): NeedDecision {
  if (!UUID.test(command.id)) return { refusal: { type: "IdNotAUuid", id: command.id } };
  const withdrawn = state.withdrawnNeeds.get(command.id);
  if (withdrawn !== undefined) return { refusal: { type: "Withdrawn", id: command.id, at: withdrawn.at } };
  const existing = state.needs.get(command.id);
  const read = readNeed(state, command);
  if ("refusal" in read) return existing === undefined ? read : { refusal: { type: "Conflict", id: command.id } };
  if (existing !== undefined) {
    if (!isSame(existing, read.need)) return { refusal: { type: "Conflict", id: command.id } };
    return { entries: [], id: command.id, warnings: read.warnings };
  }
  if (state.needs.size >= NEED_LIMITS.needs) return { refusal: { type: "TooMany", what: "needs", most: NEED_LIMITS.needs } };
  const body = { ...read.need, statedAt: decider.at, statedBy: decider.by };
  return { entries: [entryOf("intentStated", body, decider)], id: command.id, warnings: read.warnings };
}

/** Decides on a change of an open need. What comes to the same makes no entry. */
export function changeNeed(state: RegionState, command: ChangeNeed, decider: Decider): NeedDecision {
  const existing = openNeed(state, command.id, command.revisionId);
  if ("refusal" in existing) return existing;
  const { need } = existing;
  const read = readNeed(state, {
    id: need.id,
    item: command.item ?? need.resourceConformsTo,
    quantity: command.quantity ?? need.resourceQuantity.hasNumericalValue,
    place: command.place ?? need.atLocation,
    due: command.due ?? need.due,
    priority: command.priority ?? need.priority,
    ...textOf("name", command.name ?? need.name),
    ...textOf("note", command.note ?? need.note),
  });
  if ("refusal" in read) return read;
  if (isSame(need, read.need)) return { entries: [], id: need.id, warnings: read.warnings };
  const { revision: _revision, firstSequence: _place, assumed: _assumed, name: _name, note: _note, ...kept } = need;
  return { entries: [entryOf("intentChanged", { ...kept, ...read.need }, decider)], id: need.id, warnings: read.warnings };
}

/** Decides that an open need is one no longer. */
export function withdrawNeed(
  state: RegionState,
  { id, revisionId }: { readonly id: string; readonly revisionId: string },
  decider: Decider,
): { readonly entries: readonly Entry[] } | { readonly refusal: Refusal } {
  // Withdrawn before: the same command again has nothing left to do.
  if (state.withdrawnNeeds.has(id)) return { entries: [] };
  const existing = openNeed(state, id, revisionId);
  return "refusal" in existing ? existing : { entries: [entryOf("intentWithdrawn", { id }, decider)] };
}

function openNeed(state: RegionState, id: string, revisionId: string): { readonly need: Recorded<Need> } | { readonly refusal: Refusal } {
  const need = state.needs.get(id);
  if (need === undefined) return { refusal: { type: "UnknownNeed", id } };
  const current = String(need.revision);
  return revisionId === current ? { need } : { refusal: { type: "StaleRevision", at: "the need", given: revisionId, current } };
}

type ReadNeed = { readonly need: Need; readonly warnings: readonly NeedWarning[] } | { readonly refusal: Refusal };

function readNeed(state: RegionState, command: StateNeed): ReadNeed {
  if (state.rules === null) return { refusal: { type: "NoRegion" } };
  const item = state.items.get(command.item);
  if (item === undefined) return { refusal: { type: "UnknownItem", id: command.item, near: nearest(command.item, state.items) } };
  if (!state.places.has(command.place)) {
    return { refusal: { type: "UnknownPlace", id: command.place, near: nearest(command.place, state.places) } };
  }
  const unit = item.defaultUnitOfResource;
  const quantity = readQuantity(command.quantity, "the quantity");
  if (typeof quantity !== "string") return { refusal: quantity };
  const refusal =
    textFault("the name", command.name, NEED_LIMITS.nameLength) ?? textFault("the note", command.note, NEED_LIMITS.noteLength);
  if (refusal !== null) return { refusal };
  const due = readDue(command.due, state.rules.periods);
  if ("refusal" in due) return due;
  const need: Need = {
    id: command.id,
    action: "transfer",
    resourceConformsTo: command.item,
    resourceQuantity: { hasNumericalValue: quantity, hasUnit: unit },
    atLocation: command.place,
    due: due.day,
    priority: command.priority,
    ...textOf("name", command.name?.trim()),
    ...textOf("note", command.note?.trim()),
  };
  return { need, warnings: warningsOf(state, need) };
}

const textOf = (key: "name" | "note", text: string | undefined) => (text === undefined || text === "" ? {} : { [key]: text });

/** A quantity above nothing in its plain form, or what is wrong with it. `at` names it in a sentence. */
export function readQuantity(text: string, at: string): string | Refusal {
  const plain = plainDecimal(text);
  if (plain === null) return { type: "QuantityNotADecimal", at, text };
  if (plain === "0" || plain.startsWith("-")) return { type: "QuantityNotPositive", at, text };
  const [whole = ""] = plain.split(".");
  return whole.length >= NEED_LIMITS.quantity.length && plain !== NEED_LIMITS.quantity
    ? { type: "QuantityTooGreat", at, text, most: NEED_LIMITS.quantity }
    : plain;
}

/** What is wrong with a text that people gave, or null. `at` names it in a sentence. */
export function textFault(at: string, text: string | undefined, most: number): Refusal | null {
  if (text === undefined) return null;
  if (text.length > most) return { type: "TextTooLong", at, length: text.length, most };
  if (text.trim() === "") return null;
  return UNREADABLE.test(text) || !VISIBLE.test(text) ? { type: "TextUnreadable", at } : null;
}

function readDue(given: string, periods: readonly string[]): { readonly day: string } | { readonly refusal: Refusal } {
  const due = given.trim();
  const [first] = periods;
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return { refusal: { type: "NoRegion" } };
  const [earliest, latest] = [lastDay(first), lastDay(last)];
  const day = lastDay(due);
  if (earliest === null || latest === null) {
    return periods.includes(due) ? { day: due } : { refusal: { type: "DueNotADate", due, periods } };
  }
  if (day === null) return { refusal: { type: "DueNotADate", due, periods } };
  if (day < earliest) return { refusal: { type: "DueTooEarly", due, earliest } };
  if (periodOfDue(day, periods) === null || day > latest) return { refusal: { type: "DueTooLate", due, latest } };
  return { day };
}

const PIECES = new Set(["piece", "pieces", "pc", "pcs", "pair", "pairs", "set", "sets"]);

function warningsOf(state: RegionState, need: Need): NeedWarning[] {
  const item = need.resourceConformsTo;
  const { hasNumericalValue: quantity, hasUnit: unit } = need.resourceQuantity;
  const isMade = [...state.recipes.values()].some((recipe) =>
    recipe.recipeIncludes.some((step) => step.hasRecipeOutput.some((flow) => flow.resourceConformsTo === item)),
  );
  const isThere =
    isMade || state.rules?.market.some((row) => row.item === item) || [...state.stocks.values()].some((stock) => stock.conformsTo === item);
  return [
    ...(isThere ? [] : [{ type: "CannotBeMadeOrBought", item } as const]),
    ...(PIECES.has(unit) && quantity.includes(".") ? [{ type: "PartOfAPiece", quantity, unit } as const] : []),
  ];
}

const COMPARED = ["resourceConformsTo", "atLocation", "priority", "name", "note"] as const;

function isSame(a: Need, b: Need): boolean {
  const isDueSame = a.due === b.due || (lastDay(a.due) ?? a.due) === b.due;
  return (
    isDueSame && a.resourceQuantity.hasNumericalValue === b.resourceQuantity.hasNumericalValue && COMPARED.every((key) => a[key] === b[key])
  );
}

/** One sentence. */
export function warningText(warning: NeedWarning): string {
  switch (warning.type) {
    case "CannotBeMadeOrBought":
      return "Nothing here can make this, and it cannot be bought: it stays unmet until somebody adds a recipe or a price.";
    case "PartOfAPiece":
      return `${warning.quantity} ${warning.unit}: this is counted in whole pieces, so the number may be a slip.`;
  }
}
