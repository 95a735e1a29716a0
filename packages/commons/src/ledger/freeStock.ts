// Stock that nothing is planned with yet.

import {
  ACTION_EFFECTS,
  type Action,
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalSign,
  type Measure,
  negateDecimal,
} from "@commonwright/rea";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import { readTogether } from "./readTogether.js";
import { remainingOf } from "./remaining.js";

/** What somebody looks for: of a kind, in a unit, at a stage and in a state where those matter. */
export interface StockWanted {
  readonly specification: string;
  readonly unit: string;
  readonly quantity: Decimal;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
}

/** So much of one resource. */
export interface StockPart {
  readonly resource: string;
  readonly quantity: Decimal;
}

/** Stock as it is taken for one plan: what was taken is not there for the next. */
export interface StockShelf {
  /** Takes what is free, the resource recorded first before the others, up to the quantity. Of what is not substitutable nothing. */
  readonly take: (wanted: StockWanted) => readonly StockPart[];
}

/** The free stock of an agent: what it is accountable for, and what nobody is. */
export function stockShelf(records: RecordsView, agent: string): StockShelf {
  const free = new Map<string, Decimal>();
  const freeOf = (row: RecordRow) => free.get(row.id) ?? freeQuantity(records, row);
  return {
    take({ specification, unit, quantity, stage, state }) {
      if (!isSubstitutable(records, specification)) return [];
      const isWanted = (row: RecordRow) =>
        [undefined, row.body["stage"]].includes(stage) &&
        [undefined, row.body["state"]].includes(state) &&
        isOf(row, agent) &&
        onhandOf(row).hasUnit === unit;
      const resources = resourcesOf(records, specification).filter(isWanted);
      const there = readTogether(resources, (row) => ({ id: row.id, quantity: freeOf(row) }));
      const parts: StockPart[] = [];
      let left = quantity;
      for (const each of there) {
        if (decimalSign(left) <= 0) break;
        if (decimalSign(each.quantity) <= 0) continue;
        const taken = compareDecimals(each.quantity, left) < 0 ? each.quantity : left;
        free.set(each.id, addDecimals(each.quantity, negateDecimal(taken)));
        left = addDecimals(left, negateDecimal(taken));
        parts.push({ resource: each.id, quantity: taken });
      }
      return parts;
    },
  };
}

/** False: one piece does not do for another, so that only a resource by its name will do. */
export const isSubstitutable = (records: RecordsView, specification: string): boolean =>
  records.get("resourceSpecification", specification)?.body["substitutable"] !== false;

/** Resources of a kind, oldest first. */
export const resourcesOf = (records: RecordsView, specification: string): readonly RecordRow[] =>
  records.referring("economicResource", "conformsTo", { kind: "resourceSpecification", id: specification });

const onhandOf = ({ body }: RecordRow): Measure => body["onhandQuantity"] as unknown as Measure;

/** Whether an agent may plan with a resource: it is its own, or nobody's. */
export const isOf = ({ body }: RecordRow, agent: string): boolean => [undefined, agent].includes(body["primaryAccountable"] as string);

/** Whether there is any of it. */
export const isThere = (row: RecordRow): boolean => decimalSign(onhandOf(row).hasNumericalValue) > 0;

/** What is there less what open commitments will take from it. */
function freeQuantity(records: RecordsView, row: RecordRow): Decimal {
  const { hasNumericalValue, hasUnit } = onhandOf(row);
  const commitments = records.referring("commitment", "resourceInventoriedAs", row);
  const taken = readTogether(commitments, (commitment) => {
    const isOpen = commitment.body["finished"] !== true && ACTION_EFFECTS[commitment.body["action"] as Action].onhand.from === -1;
    const left = isOpen ? remainingOf(records, commitment).resourceQuantity : undefined;
    return left?.hasUnit === hasUnit ? left.hasNumericalValue : "0";
  });
  return taken.reduce((sum, each) => addDecimals(sum, negateDecimal(each)), hasNumericalValue);
}
