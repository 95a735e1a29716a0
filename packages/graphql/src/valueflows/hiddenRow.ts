// Records of households as the public sees them: a home is its town, a workshop at home has no words of its own.

import { type JsonObject, type RecordKind, type RecordRow, textAt } from "@commonwright/commons";
import { decimalText } from "@commonwright/rea";
import type { Mask } from "../viewing/mask.js";

/** What of a region is hidden from a viewer. */
export interface Hide {
  readonly mask: Mask;
  readonly seesHouseholds: boolean;
  readonly isPlace: (id: string) => boolean;
  readonly isWorkshop: (id: string) => boolean;
}

/** Where the records of a kind say that something is. */
const PLACES: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  agent: ["primaryLocation"],
  intent: ["atLocation"],
  commitment: ["atLocation"],
  economicResource: ["currentLocation"],
  economicEvent: ["atLocation", "toLocation"],
};
/** What people write in their own words, or show; at a home nobody else reads it. */
const WORDS = ["name", "note", "image", "imageList", "agreedIn", "trackingIdentifier", "currentVirtualLocation", "currentCurrencyLocation"];

const isHome = (id: unknown, { mask, isPlace }: Hide): boolean => typeof id === "string" && isPlace(id) && mask.isHidden(id);

/** A home that was recorded after the moment that the viewer sees is not known to the mask, and nothing of it is shown. */
const isUnknownHome = ({ id, kind, body }: RecordRow, { isPlace }: Hide): boolean =>
  kind === "spatialThing" && body["household"] === true && !isPlace(id);

/** Whether a record is of a household and hidden from the viewer. */
function isHidden(row: RecordRow, hide: Hide): boolean {
  if (hide.seesHouseholds) return false;
  if (row.kind === "spatialThing") return isHome(row.id, hide) || isUnknownHome(row, hide);
  return (PLACES[row.kind] ?? []).some((property) => isHome(row.body[property], hide));
}

/** Whether another home stands for this one in a list: homes of one town are one place. */
export const isRepeated = (row: RecordRow, hide: Hide): boolean =>
  row.kind === "spatialThing" && isHidden(row, hide) && (isUnknownHome(row, hide) || !hide.mask.standsForTown(row.id));

/** The record as the viewer may see it. */
export function hiddenRow(row: RecordRow, hide: Hide): RecordRow {
  if (!isHidden(row, hide)) return row;
  if (row.kind === "spatialThing") return isUnknownHome(row, hide) ? seenAs(row, "home", { name: "A home" }) : townRow(row, hide);
  if (row.kind === "agent") return neighbourRow(row, hide);
  return { ...row, body: withoutWords(row.body) };
}

/** A workshop at home goes by a number; others who live there keep their id, so that what they do can be followed, and no name. */
function neighbourRow(row: RecordRow, { mask, isWorkshop }: Hide): RecordRow {
  const primaryLocation = textAt(row.body, "primaryLocation");
  if (!isWorkshop(row.id)) return { ...row, body: { ...withoutWords(row.body), name: `Somebody in ${mask.place(primaryLocation).name}` } };
  const { id, name } = mask.workshop(row.id);
  return seenAs(row, id, { type: "Organization", name, primaryLocation });
}

/** All homes of a town look the same, to the last revision. */
function townRow(row: RecordRow, { mask }: Hide): RecordRow {
  const { id, name, point } = mask.place(row.id);
  return seenAs({ ...row, revision: 0 }, id, { name, ...(point === null ? {} : { lat: point.lat, long: point.lon }) });
}

const withoutWords = (body: JsonObject): JsonObject => Object.fromEntries(Object.entries(body).filter(([key]) => !WORDS.includes(key)));

const seenAs = (row: RecordRow, id: string, body: JsonObject): RecordRow => ({ ...row, id, body: { id, ...body } });

/** Degrees and metres are numbers in the record and exact decimals in the API. */
export const degreesText = (value: unknown): string | null => (typeof value === "number" ? decimalText(value) : null);
