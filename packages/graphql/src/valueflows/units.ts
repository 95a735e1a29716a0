// The units that every community has, as records.

import type { RecordKind, RecordRow } from "@commonwright/commons";
import { UNITS } from "@commonwright/rea";

/** Units that nobody recorded, older than all that was: their order is that of their table. */
export const SEEDED_UNITS: readonly RecordRow[] = [...UNITS.values()].map((unit, index) => ({
  kind: "unit",
  id: unit.id,
  created: -1 - index,
  revision: 0,
  isRemoved: false,
  isRegional: false,
  body: { ...unit, classifiedAs: [] },
}));

const byId = new Map(SEEDED_UNITS.map((row) => [row.id, row]));

/** The unit that every community has under an id; a word that a region uses as a unit is one by itself. */
export const seededUnit = (kind: RecordKind, id: string): RecordRow | null => (kind === "unit" ? (byId.get(id) ?? null) : null);
