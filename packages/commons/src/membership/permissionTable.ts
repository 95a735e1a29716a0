// Who may do what: one table, from which every check, the page that says so and the tests are made.

import type { NounName } from "@commonwright/rea";
import type { Role } from "./role.js";

/**
 * Whose the thing is that something is done to. own: of somebody whom the actor acts for. common: of nobody in particular, such as a specification.
 * other: of somebody else.
 */
export const RELATIONS = ["own", "common", "other"] as const;
export type Relation = (typeof RELATIONS)[number];

/** closed: what it is about is `finished`. */
export const OBJECT_STATES = ["open", "closed"] as const;
export type ObjectState = (typeof OBJECT_STATES)[number];

/** Nouns that are recorded, changed and removed as they stand: all but events and resources. Agents and relationships have rows of their own. */
const PLAIN = [
  "agreement",
  "agreementBundle",
  "batchLotRecord",
  "claim",
  "commitment",
  "fulfillment",
  "satisfaction",
  "settlement",
  "intent",
  "plan",
  "process",
  "proposal",
  "proposalList",
  "proposedIntent",
  "proposedTo",
  "spatialThing",
] as const satisfies readonly NounName[];
/** What is known in common: anybody who belongs may add to it and better it; who looks after it may take it away. */
const KNOWLEDGE = [
  "processSpecification",
  "recipe",
  "recipeProcess",
  "recipeFlow",
  "recipeExchange",
  "resourceSpecification",
  "unit",
] as const satisfies readonly NounName[];

type NounVerb = "record" | "change" | "remove";
export type ActionName =
  | `${NounVerb} ${(typeof PLAIN)[number] | (typeof KNOWLEDGE)[number]}`
  | `${NounVerb} ${"person" | "organization" | "ecologicalAgent" | "membership" | "ownership" | "relationship" | "relationshipRole" | "givingRole"}`
  | "record event"
  | "describe event"
  | "describe resource"
  | "change resource"
  | "limit account"
  | "plan from recipe"
  | "accept proposal"
  | "state need"
  | "change need"
  | "withdraw need"
  | "correct workshop"
  | "adopt plan"
  | "start planning"
  | "cancel planning"
  | "ask what if"
  | "invite"
  | "invite steward"
  | "see session"
  | "end session"
  | "see audit"
  | "see personal data"
  | "erase personal data"
  | "export community";

/** The roles that may do something, by whose it is. `closed`: in place of these where what it is about is finished. */
export interface Permission {
  readonly own: readonly Role[];
  readonly common: readonly Role[];
  readonly other: readonly Role[];
  readonly closed?: Partial<Record<Relation, readonly Role[]>>;
}

const NOBODY: readonly Role[] = [];
const MEMBERS: readonly Role[] = ["member", "owner", "maintainer", "steward"];
const KEEPERS: readonly Role[] = ["maintainer", "steward"];
const STEWARDS: readonly Role[] = ["steward"];

/** Mine I may; what is nobody's every member may; another's only a steward. What is finished and nobody's is for those who look after it. */
const EACH_THEIR_OWN: Permission = { own: MEMBERS, common: MEMBERS, other: STEWARDS, closed: { common: KEEPERS } };
const KEPT_IN_COMMON: Permission = { own: MEMBERS, common: MEMBERS, other: MEMBERS };
const FOR_KEEPERS: Permission = { own: KEEPERS, common: KEEPERS, other: KEEPERS };
const FOR_STEWARDS: Permission = { own: STEWARDS, common: STEWARDS, other: STEWARDS };
const FOR_MEMBERS: Permission = { own: MEMBERS, common: MEMBERS, other: MEMBERS };
const FOR_NOBODY: Permission = { own: NOBODY, common: NOBODY, other: NOBODY };
const OWN_OR_STEWARD: Permission = { own: MEMBERS, common: STEWARDS, other: STEWARDS };

const rows = <Name extends string>(names: readonly Name[], permission: Permission) =>
  Object.fromEntries(names.map((name) => [name, permission])) as Record<Name, Permission>;
const verbs = <Name extends string>(verb: NounVerb, nouns: readonly Name[]) => nouns.map((noun) => `${verb} ${noun}` as const);

/** Every action with the roles that may do it. */
export const PERMISSIONS: Readonly<Record<ActionName, Permission>> = {
  ...rows(verbs("record", PLAIN), EACH_THEIR_OWN),
  ...rows(verbs("change", PLAIN), EACH_THEIR_OWN),
  ...rows(verbs("remove", PLAIN), EACH_THEIR_OWN),
  ...rows(verbs("record", KNOWLEDGE), KEPT_IN_COMMON),
  ...rows(verbs("change", KNOWLEDGE), KEPT_IN_COMMON),
  ...rows(verbs("remove", KNOWLEDGE), FOR_KEEPERS),
  "record person": FOR_STEWARDS,
  "change person": OWN_OR_STEWARD,
  "remove person": OWN_OR_STEWARD,
  "record organization": FOR_MEMBERS,
  "change organization": OWN_OR_STEWARD,
  "remove organization": OWN_OR_STEWARD,
  "record ecologicalAgent": FOR_MEMBERS,
  "change ecologicalAgent": FOR_KEEPERS,
  "remove ecologicalAgent": FOR_KEEPERS,
  "record membership": FOR_STEWARDS,
  "change membership": FOR_STEWARDS,
  // Who belongs may leave.
  "remove membership": OWN_OR_STEWARD,
  "record ownership": OWN_OR_STEWARD,
  "change ownership": OWN_OR_STEWARD,
  "remove ownership": OWN_OR_STEWARD,
  "record relationship": EACH_THEIR_OWN,
  "change relationship": EACH_THEIR_OWN,
  "remove relationship": EACH_THEIR_OWN,
  "record relationshipRole": FOR_MEMBERS,
  "change relationshipRole": FOR_KEEPERS,
  "remove relationshipRole": FOR_KEEPERS,
  "record givingRole": FOR_STEWARDS,
  "change givingRole": FOR_NOBODY,
  "remove givingRole": FOR_NOBODY,
  "record event": OWN_OR_STEWARD,
  "describe event": OWN_OR_STEWARD,
  "describe resource": OWN_OR_STEWARD,
  // By what happens to it, or by a promise that takes from it.
  "change resource": EACH_THEIR_OWN,
  "limit account": FOR_STEWARDS,
  // For the agent who plans, and with the work of who is named for it.
  "plan from recipe": EACH_THEIR_OWN,
  "accept proposal": OWN_OR_STEWARD,
  "state need": FOR_MEMBERS,
  "change need": OWN_OR_STEWARD,
  "withdraw need": OWN_OR_STEWARD,
  "correct workshop": OWN_OR_STEWARD,
  "adopt plan": FOR_STEWARDS,
  "start planning": FOR_MEMBERS,
  "cancel planning": FOR_STEWARDS,
  "ask what if": FOR_MEMBERS,
  // Who is invited by name gets a session as that person.
  invite: EACH_THEIR_OWN,
  "invite steward": FOR_STEWARDS,
  "see session": OWN_OR_STEWARD,
  "end session": OWN_OR_STEWARD,
  "see audit": FOR_STEWARDS,
  "see personal data": OWN_OR_STEWARD,
  "erase personal data": OWN_OR_STEWARD,
  "export community": FOR_STEWARDS,
};

/** What an action is done to. */
export interface Cell {
  readonly action: ActionName;
  readonly relation: Relation;
  readonly state: ObjectState;
}

/** The roles that a cell of the table names. */
export function rolesOf({ action, relation, state }: Cell): readonly Role[] {
  const permission = PERMISSIONS[action];
  return (state === "closed" ? permission.closed?.[relation] : undefined) ?? permission[relation];
}

/** Whether somebody with these roles may do it. */
export const isPermitted = (cell: Cell, roles: ReadonlySet<Role>): boolean => rolesOf(cell).some((role) => roles.has(role));
