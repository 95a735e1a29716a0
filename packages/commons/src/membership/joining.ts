// How people come to belong: the first steward, those who were invited, and who owns what they founded.

import { derivedId } from "../ledger/derivedId.js";
import type { Entry, EntryKind } from "../log/entry.js";
import { type Decider, entryOf } from "../log/decider.js";
import type { RecordsView } from "../log/logBatch.js";
import { isPermitted } from "./permissionTable.js";
import { GIVING_ROLES, type GivingRole, roleIdOf } from "./role.js";
import { standingOf } from "./standing.js";

/** Somebody who comes to belong. */
export interface Joining {
  readonly community: string;
  /** Id of a Person: one that there is, or of the new one. */
  readonly person: string;
  /** Of the new one. */
  readonly name: string;
  readonly role: Exclude<GivingRole, "owner">;
}

/** Entries to append; or there is a steward already, or what is to join is no person. */
export type JoinDecision =
  | { readonly entries: readonly Entry[]; readonly id: string }
  | { readonly refusal: { readonly type: "HasStewards" } | { readonly type: "NoPerson" | "InviterGone"; readonly id: string } };

const LABELS: Readonly<Record<GivingRole, string>> = { member: "Member", maintainer: "Maintainer", steward: "Steward", owner: "Owner" };

/** Whether the community has a steward. */
export function hasStewards(records: RecordsView, community: string): boolean {
  return stewardsOf(records, community).length > 0;
}

/** The relationships that make somebody a steward. */
function stewardsOf(records: RecordsView, community: string) {
  const role = { kind: "agentRelationshipRole", id: roleIdOf("steward") } as const;
  return records.referring("agentRelationship", "relationship", role).filter(({ body }) => body["object"] === community);
}

/** The first who comes becomes the steward of a community that has none. */
export function claimStewardship(records: RecordsView, joining: Omit<Joining, "role">, decider: Decider): JoinDecision {
  if (hasStewards(records, joining.community)) return { refusal: { type: "HasStewards" } };
  return join(records, { ...joining, role: "steward" }, decider);
}

/** Who comes by the house's own code is the first steward, or else a member. */
export const joinByHouse = (records: RecordsView, joining: Omit<Joining, "role">, decider: Decider): JoinDecision =>
  join(records, { ...joining, role: hasStewards(records, joining.community) ? "member" : "steward" }, decider);

/** Who was invited comes in while who invited them still might invite them so: nobody leaves a door open for themselves. */
export function joinInvited(records: RecordsView, joining: Joining, decider: Decider): JoinDecision {
  const { community, role } = joining;
  const { by } = decider;
  // A program and the house go by names that are no person's.
  if (records.get("agent", by)?.body["type"] !== "Person") return join(records, joining, decider);
  const { roles } = standingOf({ agent: by, reach: "steward", isGranted: false }, community, records);
  const action = role === "member" ? "invite" : "invite steward";
  if (!isPermitted({ action, relation: "common", state: "open" }, roles)) return { refusal: { type: "InviterGone", id: by } };
  return join(records, joining, decider);
}

/** Somebody comes to belong, in a role; who has it already keeps it. */
export function join(records: RecordsView, { community, person, name, role }: Joining, decider: Decider): JoinDecision {
  const known = records.get("agent", person);
  if (known !== undefined && (known.isRemoved || known.body["type"] !== "Person")) return { refusal: { type: "NoPerson", id: person } };
  const arrival = known === undefined ? [entryOf("agentRecorded", { id: person, type: "Person", name }, decider)] : [];
  return {
    entries: [...roleEntries(records, decider), ...arrival, ...related(records, { subject: person, object: community, role }, decider)],
    id: person,
  };
}

/** Who founds an organization acts for it. Nothing where it is known already, or nobody stands behind the session. */
export function ownershipEntries(
  records: RecordsView,
  { owner, organization }: { readonly owner: string; readonly organization: string },
  decider: Decider,
): readonly Entry[] {
  return [...roleEntries(records, decider), ...related(records, { subject: owner, object: organization, role: "owner" }, decider)];
}

/** The roles that relationships name, where they are not recorded yet. */
function roleEntries(records: RecordsView, decider: Decider): Entry[] {
  const kind: EntryKind = "agentRelationshipRoleRecorded";
  return GIVING_ROLES.filter((role) => records.get("agentRelationshipRole", roleIdOf(role)) === undefined).map((role) =>
    entryOf(kind, { id: roleIdOf(role), roleLabel: LABELS[role] }, decider),
  );
}

interface Relation {
  readonly subject: string;
  readonly object: string;
  readonly role: GivingRole;
}

function related(records: RecordsView, relation: Relation, decider: Decider): Entry[] {
  const { subject, object, role } = relation;
  const isKnown = records
    .referring("agentRelationship", "subject", { kind: "agent", id: subject })
    .some(({ body }) => body["relationship"] === roleIdOf(role) && body["object"] === object);
  if (isKnown) return [];
  return [
    entryOf(
      "agentRelationshipRecorded",
      { id: freeId(records, relation, decider), subject, object, relationship: roleIdOf(role) },
      decider,
    ),
  ];
}

/** Ids of relationships are made of what they say; behind one that was removed of when they were said. */
function freeId(records: RecordsView, { subject, object, role }: Relation, { at }: Decider): string {
  const id = derivedId(role, subject, object);
  return records.get("agentRelationship", id) === undefined ? id : derivedId(id, at);
}

/** Whether a relationship is the last that makes somebody a steward: a community that once had stewards is never without. */
export function isLastSteward(records: RecordsView, community: string, relationship: string): boolean {
  const stewards = stewardsOf(records, community);
  return stewards.length === 1 && stewards[0]?.id === relationship;
}
