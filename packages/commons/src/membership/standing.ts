// Who asks, and what that makes of them: their roles, and the agents that they act for.

import { textAt } from "../ledger/bodyText.js";
import type { RecordsView } from "../log/logBatch.js";
import { givenRole, type Role } from "./role.js";

/** How much a session may at most, whatever its agent may: `read` nothing, `member` what members may, `steward` everything. */
export const REACHES = ["read", "member", "steward"] as const;
export type Reach = (typeof REACHES)[number];

/** Who asks. */
export interface Actor {
  /** Id of the agent that acts; null: none is known. */
  readonly agent: string | null;
  /** Null: a visitor. */
  readonly reach: Reach | null;
  /** True: the reach was given by who runs the house, and stands whatever the agent is in the community. Without an agent it always is. */
  readonly isGranted: boolean;
}

/** Somebody who may everything: the program itself, and who sits at its machine before there is a steward. */
export const HOUSE: Actor = { agent: null, reach: "steward", isGranted: true };
export const VISITOR: Actor = { agent: null, reach: null, isGranted: false };

/** Whether an actor may everything, so that nothing needs to be read to know it. */
export const isHouse = ({ reach, isGranted }: Actor): boolean => reach === "steward" && isGranted;

/** What an actor is in a community. */
export interface Standing {
  readonly roles: ReadonlySet<Role>;
  /** Ids of the agents that they act for: themselves, the organizations that they own, and for stewards the community. */
  readonly actsFor: ReadonlySet<string>;
  /** Whether they see what those see who belong to the community, also where they may only read. */
  readonly belongs: boolean;
}

/** Reads what an actor is from the relationships of their agent. `community` is the id of the community, and of its own agent. */
export function standingOf(actor: Actor, community: string, records: RecordsView): Standing {
  const { agent, reach, isGranted } = actor;
  if (reach === null) return { roles: new Set(["visitor"]), actsFor: new Set(), belongs: false };
  if (isHouse(actor))
    return {
      roles: new Set(["member", "steward"]),
      actsFor: new Set(agent === null ? [community] : [agent, community]),
      belongs: true,
    };
  const { roles, owned } = agent === null ? NOTHING : relationsOf(agent, community, records);
  const actsFor = new Set(agent === null ? [] : [agent, ...owned]);
  if (isGranted) return { roles: new Set([reach === "member" ? "member" : "visitor"]), actsFor, belongs: true };
  // Who owns a workshop and left the community does nothing in it any more.
  const belongs = [...roles].some((role) => role !== "owner");
  if (!belongs) return { roles: new Set(["visitor"]), actsFor, belongs };
  const held = within(new Set([...roles, "member"]), reach);
  return { roles: held, actsFor: held.has("steward") ? new Set([...actsFor, community]) : actsFor, belongs };
}

const NOTHING = { roles: new Set<Role>(), owned: [] } as const;

/** The roles that an agent has, and the organizations that it owns. */
function relationsOf(agent: string, community: string, records: RecordsView) {
  const roles = new Set<Role>();
  const owned: string[] = [];
  for (const { body } of records.referring("agentRelationship", "subject", { kind: "agent", id: agent })) {
    const [role, object] = [givenRole(body["relationship"]), textAt(body, "object")];
    // Only stewards act for the community.
    if (role === null || (role === "owner" && object === community)) continue;
    if (role === "owner") owned.push(object);
    if (role === "owner" || object === community) roles.add(role);
  }
  return { roles, owned };
}

/** The roles that a session of some reach has of those that its agent has. */
function within(roles: ReadonlySet<Role>, reach: Reach): ReadonlySet<Role> {
  if (reach === "steward") return roles;
  if (reach === "read") return new Set(["visitor"]);
  return new Set([...roles].filter((role) => role === "member" || role === "owner"));
}
