// Resources and what they are besides: accounts of a currency, stocks of the region.

import { addDecimals, type Decimal, type Measure } from "@commonwright/rea";
import { type Json, type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";

/** Kinds of thing that are credit between the members: accounts of theirs always sum to nothing. Said in `resourceClassifiedAs`. */
export const MUTUAL_CREDIT = "mutual-credit";

/** What a resource is as an account of money or credit; null: it is none. */
export interface AccountTerms {
  /** The least that both quantities may come to. */
  readonly lowestBalance: Decimal;
  /** Of mutual credit: the specification that the accounts belong to. */
  readonly creditCurrency?: string;
}

/** The terms that a new resource of a specification begins with. */
export function accountTermsOf(specification: JsonObject | undefined): AccountTerms | null {
  if (specification?.["mediumOfExchange"] !== true) return null;
  const classes = specification["resourceClassifiedAs"];
  const isCredit = Array.isArray(classes) && classes.includes(MUTUAL_CREDIT);
  return { lowestBalance: "0", ...(isCredit ? { creditCurrency: textOf(specification["id"]) } : {}) };
}

/** Whether a resource is an account of money or credit. Nothing lies in an account. */
export const isAccount = (resource: JsonObject | undefined): boolean => resource?.["lowestBalance"] !== undefined;

/** The number of a quantity of a resource. */
export const amountOf = (resource: JsonObject, key: "accountingQuantity" | "onhandQuantity"): Decimal =>
  (resource[key] as unknown as Measure).hasNumericalValue;

/** A resource with so much added to one of its quantities. */
export function withAdded(resource: JsonObject, key: "accountingQuantity" | "onhandQuantity", change: Decimal): JsonObject {
  if (change === "0") return resource;
  const before = resource[key] as unknown as Measure;
  const after: Json = { hasNumericalValue: addDecimals(before.hasNumericalValue, change), hasUnit: before.hasUnit };
  return { ...resource, [key]: after };
}

/** Whether the region's planner counts a resource as stock: of an item of the region, at one of its places, in the item's unit, and in nothing else. */
export function isRegionalStock({ conformsTo, currentLocation, containedIn, onhandQuantity }: JsonObject, records: RecordsView): boolean {
  if (currentLocation === undefined || containedIn !== undefined) return false;
  const item = records.get("resourceSpecification", textOf(conformsTo));
  if (item?.isRegional !== true || records.get("spatialThing", textOf(currentLocation))?.isRegional !== true) return false;
  return (onhandQuantity as unknown as Measure).hasUnit === item.body["defaultUnitOfResource"];
}
