// The terms of sessions and invitations, read from where any text could stand.

import { GIVING_ROLES, type InvitationRow, type Reach, REACHES } from "@commonwright/commons";

/** How far a session reaches. Those that were kept before there were reaches were good for everything; a word that is not known is good for nothing. */
export function reachOf(kept: unknown): Reach {
  return kept === null || kept === undefined ? "steward" : (REACHES.find((reach) => reach === kept) ?? "read");
}

/** The role that an invitation is for; a word that is not known is the least. */
export function roleOf(kept: unknown): InvitationRow["role"] {
  const role = GIVING_ROLES.find((each) => each === kept);
  return role === undefined || role === "owner" ? "member" : role;
}
