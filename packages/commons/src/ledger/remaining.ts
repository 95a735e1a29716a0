// What is left of a promise, a wish or a claim after what was done for it.

import { addDecimals, compareDecimals, type Decimal, decimalSign, type Measure, negateDecimal } from "@commonwright/rea";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import { textAt } from "./bodyText.js";
import { readTogether } from "./readTogether.js";

/** What is left, in the units of what was said; a quantity that was not said is not there. Never below 0. */
export interface Remaining {
  readonly resourceQuantity?: Measure;
  readonly effortQuantity?: Measure;
}

type QuantityKey = keyof Remaining;

/** Which records say what was done for one of the three, and how they name both sides. */
export const LINKS = {
  commitment: { kind: "fulfillment", by: "fulfilledBy", property: "fulfills" },
  intent: { kind: "satisfaction", by: "satisfiedBy", property: "satisfies" },
  claim: { kind: "settlement", by: "settledBy", property: "settles" },
} as const;

/** Whether records of a kind are answered by others. */
export const isPromise = (kind: string): kind is keyof typeof LINKS => kind in LINKS;

/**
 * What is left of a commitment (less what events fulfilled), an intent (less what commitments and events satisfied) or a claim (less what events settled).
 * A link counts with its own quantity where it says one, else with that of the event or commitment; corrections of an event count with it.
 * Of an offer that says what is available, that is the answer. `finished` changes nothing here: nothing more will be done, but so much is missing.
 */
export function remainingOf(records: RecordsView, row: RecordRow): Remaining {
  if (!isPromise(row.kind)) return {};
  const links = linksOf(records, row);
  return {
    ...leftOf(records, row, { key: "resourceQuantity", links }),
    ...leftOf(records, row, { key: "effortQuantity", links }),
  };
}

/** A link with what it counts. */
interface Done {
  readonly link: RecordRow;
  readonly doer: RecordRow;
}

function leftOf(
  records: RecordsView,
  row: RecordRow,
  { key, links }: { readonly key: QuantityKey; readonly links: readonly Done[] },
): Remaining {
  const said = measureAt(row, key);
  const available = row.kind === "intent" ? measureAt(row, "availableQuantity") : undefined;
  if (available !== undefined && available.hasUnit === (said ?? available).hasUnit && (said !== undefined || key === "resourceQuantity")) {
    return { [key]: available };
  }
  if (said === undefined) return {};
  const done = readTogether(links, (each) => doneBy(records, each, { key, unit: said.hasUnit })).reduce(addDecimals, "0");
  return { [key]: { hasNumericalValue: notBelowZero(addDecimals(said.hasNumericalValue, negateDecimal(done))), hasUnit: said.hasUnit } };
}

const notBelowZero = (value: Decimal): Decimal => (decimalSign(value) < 0 ? "0" : value);

/** The links to a promise, each deed once: neither a correction that is linked beside what it corrects, nor an event beside the commitment that it keeps. */
function linksOf(records: RecordsView, row: RecordRow): readonly Done[] {
  const { kind, by, property } = LINKS[row.kind as keyof typeof LINKS];
  const links = records.referring(kind, property, row);
  const done = readTogether(links, (link) => {
    const doer = doerOf(records, row.kind, textAt(link.body, by));
    return doer === undefined ? [] : [{ link, doer }];
  }).flat();
  const ids = new Set(done.map(({ doer }) => doer.id));
  return done.filter(({ doer }) => {
    if (doer.kind !== "economicEvent") return true;
    if (typeof doer.body["corrects"] === "string" && ids.has(doer.body["corrects"])) return false;
    return (
      row.kind !== "intent" || !records.referring("fulfillment", "fulfilledBy", doer).some(({ body }) => ids.has(textAt(body, "fulfills")))
    );
  });
}

/** Only intents are answered by commitments too; ids may be equal over kinds. */
function doerOf(records: RecordsView, promised: string, id: string): RecordRow | undefined {
  const commitment = promised === "intent" ? records.get("commitment", id) : undefined;
  return commitment !== undefined && !commitment.isRemoved ? commitment : records.get("economicEvent", id);
}

/** How much one link counts; what is in another unit counts nothing. A link never counts for more than what was left of its event by corrections. */
function doneBy(records: RecordsView, { link, doer }: Done, { key, unit }: { readonly key: QuantityKey; readonly unit: string }): Decimal {
  const amount = (row: RecordRow): Decimal | null => {
    const measure = measureAt(row, key);
    return measure?.hasUnit === unit ? measure.hasNumericalValue : null;
  };
  const corrections = doer.kind === "economicEvent" ? records.referring("economicEvent", "corrects", doer) : [];
  const own = amount(doer);
  const whole = own === null ? null : corrections.reduce((sum, each) => addDecimals(sum, amount(each) ?? "0"), own);
  const said = measureAt(link, key);
  if (said === undefined) return whole ?? "0";
  if (said.hasUnit !== unit) return "0";
  const isLess = corrections.length > 0 && whole !== null && compareDecimals(whole, said.hasNumericalValue) < 0;
  return isLess ? notBelowZero(whole) : said.hasNumericalValue;
}

/** A quantity of a record, as it was read when it was written. */
function measureAt({ body }: RecordRow, key: QuantityKey | "availableQuantity"): Measure | undefined {
  return body[key] as unknown as Measure | undefined;
}
