// Records of households as the public sees them: a home is its town, a workshop at home has no words of its own.

import type { JsonObject, RecordRow } from "@commonwright/commons";
import { decimalText } from "@commonwright/rea";
import type { Mask } from "../viewing/mask.js";

/** What of a region is hidden from a viewer. */
export interface Hide {
  readonly mask: Mask;
  readonly isPlace: (id: string) => boolean;
  readonly isWorkshop: (id: string) => boolean;
}

/** Whether a record is of a household and hidden from the viewer. */
function isHidden(row: RecordRow, hide: Hide): boolean {
  if (!hide.mask.isHiding || !row.isRegional) return false;
  const placeOf = { spatialThing: row.id, agent: row.body["primaryLocation"], intent: row.body["atLocation"] } as const;
  const place = row.kind in placeOf ? placeOf[row.kind as keyof typeof placeOf] : undefined;
  return typeof place === "string" && hide.isPlace(place) && hide.mask.isHidden(place);
}

/** The record as the viewer may see it. */
export function hiddenRow(row: RecordRow, hide: Hide): RecordRow {
  if (!isHidden(row, hide)) return row;
  if (row.kind === "spatialThing") {
    const { id, name, point } = hide.mask.place(row.id);
    return seenAs(row, id, { name, ...(point === null ? {} : { lat: point.lat, long: point.lon }) });
  }
  if (row.kind === "agent") {
    if (!hide.isWorkshop(row.id)) return seenAs(row, "home", { type: "Organization", name: "A home" });
    const { id, name } = hide.mask.workshop(row.id);
    return seenAs(row, id, { type: "Organization", name });
  }
  const { name: _name, note: _note, ...body } = row.body;
  return { ...row, body };
}

const seenAs = (row: RecordRow, id: string, body: JsonObject): RecordRow => ({ ...row, id, body: { id, ...body } });

/** Degrees and metres are numbers in the record and exact decimals in the API. */
export const degreesText = (value: unknown): string | null => (typeof value === "number" ? decimalText(value) : null);
