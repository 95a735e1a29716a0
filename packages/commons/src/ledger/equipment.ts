// Equipment that is free when a step needs it.

import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import { textAt } from "./bodyText.js";
import { isOf, isThere, resourcesOf } from "./freeStock.js";
import { instantOf } from "./instant.js";

/** Milliseconds since 1970. */
export interface ReservedSpan {
  readonly begin: number;
  readonly end: number;
}

/** What is wanted, and when; null: at no time in particular. */
export interface EquipmentWanted {
  readonly specification?: string | undefined;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  readonly span: ReservedSpan | null;
}

/** Whose equipment, and what of it this plan has reserved already. */
export interface EquipmentPool {
  readonly records: RecordsView;
  readonly agent: string;
  readonly reserved: ReadonlyMap<string, readonly ReservedSpan[]>;
}

/** The id of the oldest resource that nobody uses meanwhile; "reserved": there are some, all in use; null: there is none. */
export function freeEquipment(
  { records, agent, reserved }: EquipmentPool,
  { specification, stage, state, span }: EquipmentWanted,
): string | null {
  if (specification === undefined) return null;
  const there = resourcesOf(records, specification).filter(
    (row) =>
      isOf(row, agent) && isThere(row) && [undefined, row.body["stage"]].includes(stage) && [undefined, row.body["state"]].includes(state),
  );
  if (span === null) return there[0]?.id ?? null;
  const free = there.find((row) => ![...usesOf(records, row), ...(reserved.get(row.id) ?? [])].some((use) => overlaps(use, span)));
  if (free !== undefined) return free.id;
  return there.length === 0 ? null : "reserved";
}

const overlaps = (one: ReservedSpan, other: ReservedSpan): boolean => one.begin < other.end && other.begin < one.end;

/** The spans for which open promises use a resource. */
function usesOf(records: RecordsView, row: RecordRow): readonly ReservedSpan[] {
  return records.referring("commitment", "resourceInventoriedAs", row).flatMap(({ body }) => {
    const [begin, end] = [instantOf(textAt(body, "hasBeginning")), instantOf(textAt(body, "hasEnd"))];
    return body["action"] === "use" && body["finished"] !== true && begin !== null && end !== null ? [{ begin, end }] : [];
  });
}
