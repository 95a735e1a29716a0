// The fields of a noun that its table answers: texts as they are, references as the records that they name.

import { type RecordRow, revisionIdOf } from "@commonwright/commons";
import { ACTION_EFFECTS, type Action, type Measure, type Noun, type Property } from "@commonwright/rea";
import type { ApiContext } from "../viewing/apiContext.js";
import { type FoundRecord, orElse } from "./foundRecord.js";

/** Answers a field of a record. */
export type RecordField = (row: RecordRow, args: never, context: ApiContext) => unknown;

/** Every property of the table as a field, with `id` and `revisionId`. */
export function nounFields({ properties }: Noun): Record<string, RecordField> {
  const fields = Object.entries(properties).map(([name, property]): [string, RecordField] => [name, propertyField(name, property)]);
  return {
    id: ({ id }) => id,
    revisionId: (row) => revisionIdOf(row),
    ...Object.fromEntries(fields),
  };
}

function propertyField(name: string, property: Property): RecordField {
  switch (property.holds) {
    case "reference":
      return (row, _args, context) => named(row, name, property.to, context);
    case "references":
      return (row, _args, { ledger }) => ledger.records(keysOf(row, name, property.to[0]));
    case "unit":
      return ({ body }, _args, { ledger }) => (typeof body[name] === "string" ? unitOf(body[name], ledger) : null);
    case "action":
      return ({ body }) => actionOf(body[name] as Action);
    case "measure":
      return ({ body }) => body[name] ?? null;
    case "duration":
      return ({ body }) => durationOf(body[name]);
    case "text":
    case "flag":
    case "number":
    case "instant":
    case "address":
    case "addresses":
    case "choice":
      return ({ body }) => body[name] ?? null;
  }
}

const keysOf = <Kind>(row: RecordRow, name: string, kind: Kind) => {
  const ids = row.body[name];
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string").map((id) => ({ kind, id })) : [];
};

/** The record that a property names; of several kinds the one that there is. */
export function named(row: RecordRow, name: string, kinds: readonly RecordRow["kind"][], { ledger }: ApiContext): FoundRecord {
  const id = row.body[name];
  if (typeof id !== "string") return null;
  const [first = null, ...others] = kinds.map((kind) => ledger.record(kind, id));
  return others.reduce((found, other) => orElse(found, () => other), first);
}

/** A unit by its id. A word that only a region uses is a unit by that name. */
function unitOf(id: string, ledger: ApiContext["ledger"]): RecordRow | Promise<RecordRow> {
  const body = { id, label: id, symbol: id };
  return orElse<RecordRow>(ledger.record("unit", id), () => ({
    kind: "unit",
    id,
    created: 0,
    revision: 0,
    isRemoved: false,
    isRegional: false,
    body,
  }));
}

/** A quantity with its unit. */
export const measureFields = {
  hasUnit: ({ hasUnit }: Measure, _args: never, { ledger }: ApiContext) => unitOf(hasUnit, ledger),
};

/** How the vocabulary calls an effect on quantities: by what becomes of the first resource and of the one it goes to. */
function effectWord({ from, to }: { readonly from: -1 | 0 | 1; readonly to: 0 | 1 }): string {
  if (from === -1 && to === 1) return "decrementIncrement";
  if (to === 1) return "incrementTo";
  return { "-1": "decrement", "0": "noEffect", "1": "increment" }[from] ?? "noEffect";
}

const silent = (word: string): string => (word === "none" ? "notApplicable" : word);
const SIDES = { input: "input", output: "output", both: "outputInput", none: "notApplicable" } as const;
const QUANTITIES = {
  resource: "resourceQuantity",
  effort: "effortQuantity",
  resourceOrEffort: "resourceQuantity",
  effortAndResource: "both",
} as const;
const CREATED = { none: "notApplicable", from: "optional", to: "optionalTo" } as const;

/** An action as the binding shows it, with the terms of Valueflows 1.0. */
export function actionOf(id: Action) {
  const effects = ACTION_EFFECTS[id];
  return {
    id,
    label: effects.label,
    resourceEffect: effectWord(effects.accounting),
    onhandEffect: effectWord(effects.onhand),
    inputOutput: SIDES[effects.inputOutput],
    pairsWith: effects.pairsWith ?? "notApplicable",
    eventQuantity: QUANTITIES[effects.eventQuantity],
    createResource: CREATED[effects.createResource],
    locationEffect: silent(effects.location),
    containedEffect: silent(effects.contained),
    accountableEffect: silent(effects.accountable),
    stageEffect: silent(effects.stage),
    stateEffect: silent(effects.state),
  };
}

/** Units of time by the names that the binding has for them. */
export const TIME_UNITS = { a: "year", mo: "month", wk: "week", d: "day", h: "hour", min: "minute", s: "second" } as const;

function durationOf(value: unknown) {
  if (typeof value !== "object" || value === null) return null;
  const { hasNumericalValue, hasUnit } = value as Measure;
  const unitType = hasUnit in TIME_UNITS ? TIME_UNITS[hasUnit as keyof typeof TIME_UNITS] : null;
  return unitType === null ? null : { numericDuration: hasNumericalValue, unitType };
}
