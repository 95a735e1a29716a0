// Correcting what was logged: an event is never changed; another one says the difference, exactly.

import type { LoggedFragment } from "../api/generated";
import type { Call } from "./workEntry";

/** What an event of the log comes to now, with all that corrected it; null: it has no quantity. */
export interface Standing {
  readonly property: "effortQuantity" | "resourceQuantity";
  /** Exact decimal. */
  readonly amount: string;
  readonly unit: string;
  readonly symbol: string;
}

/** The quantity of an event with its corrections. */
export function standingOf({ effortQuantity, resourceQuantity, correctedBy }: LoggedFragment): Standing | null {
  const property = effortQuantity === null ? "resourceQuantity" : "effortQuantity";
  const quantity = effortQuantity ?? resourceQuantity;
  if (quantity === null || quantity.hasUnit === null) return null;
  const corrections = (correctedBy ?? []).map((each) => each[property]?.hasNumericalValue ?? "0");
  const amount = [quantity.hasNumericalValue, ...corrections].reduce(sumOf);
  return { property, amount, unit: quantity.hasUnit.id, symbol: quantity.hasUnit.symbol };
}

/** The change that makes an event stand at another amount; null: it stands there already. `id`: of the correction. */
export function correctionOf(
  event: LoggedFragment,
  { amount, id, at }: { readonly amount: string; readonly id: string; readonly at: string },
): Call | null {
  const standing = standingOf(event);
  if (standing === null) return null;
  const difference = sumOf(amount, negated(standing.amount));
  if (difference === "0") return null;
  const named = {
    inputOf: event.inputOf?.id,
    outputOf: event.outputOf?.id,
    resourceInventoriedAs: event.resourceInventoriedAs?.id,
    toResourceInventoriedAs: event.toResourceInventoriedAs?.id,
    resourceConformsTo: event.resourceConformsTo?.id,
  };
  const told = {
    id,
    action: event.action.id,
    corrects: event.id,
    provider: event.provider.id,
    receiver: event.receiver.id,
    hasPointInTime: at,
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
    [standing.property]: { hasNumericalValue: difference, hasUnit: standing.unit },
  };
  return { change: "createEconomicEvent", event: told };
}

/** The exact sum of two decimals, without zeros at its end. */
export function sumOf(one: string, other: string): string {
  const places = Math.max(placesOf(one), placesOf(other));
  return textOf(scaled(one, places) + scaled(other, places), places);
}

const placesOf = (text: string): number => text.split(".")[1]?.length ?? 0;

function scaled(text: string, places: number): bigint {
  const isNegative = text.startsWith("-");
  const [whole = "0", rest = ""] = text.replace("-", "").split(".");
  const digits = BigInt(`${whole}${rest.padEnd(places, "0")}`);
  return isNegative ? -digits : digits;
}

function textOf(value: bigint, places: number): string {
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const rest = digits.slice(digits.length - places).replace(/0+$/, "");
  return `${sign}${whole}${rest === "" ? "" : `.${rest}`}`;
}

const negated = (text: string): string => (text.startsWith("-") ? text.slice(1) : `-${text}`);
