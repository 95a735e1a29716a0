// What stands before every decision: permission, and that a community that has stewards is never without.

import type { RecordsView } from "../log/logBatch.js";
import { isLastSteward } from "./joining.js";
import type { Asked } from "./asked.js";
import { permissionRefusal, type PermissionRefusal } from "./permission.js";
import { permissionText } from "./permissionText.js";
import type { Actor } from "./standing.js";

/** Why something is refused before it is decided on. */
export type GateRefusal = PermissionRefusal | { readonly type: "LastSteward"; readonly relationship: string };

/** Null: it may be decided on. */
export function gateRefusal(
  asked: Asked,
  who: { readonly actor: Actor; readonly community: string },
  records: RecordsView,
): GateRefusal | null {
  return permissionRefusal(asked, who, records) ?? lastStewardRefusal(asked, who.community, records);
}

/** The last steward stays, and stays a steward: nobody could make another. */
function lastStewardRefusal(asked: Asked, community: string, records: RecordsView): GateRefusal | null {
  if ((asked.type !== "remove" && asked.type !== "change") || asked.noun !== "agentRelationship") return null;
  const relationship = asked.revisionId.replace(/^\d+\./u, "");
  if (asked.type === "change" && !["subject", "object", "relationship"].some((key) => asked.given[key] !== undefined)) return null;
  return isLastSteward(records, community, relationship) ? { type: "LastSteward", relationship } : null;
}

/** The refusal as a sentence. */
export const gateText = (refusal: GateRefusal): string =>
  refusal.type === "LastSteward"
    ? "This makes the last steward of the community; make another person a steward first."
    : permissionText(refusal);
