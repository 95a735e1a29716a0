// The roles that people have in a community, and the relationships of the record that give them.

/** visitor: anybody. owner: acts for a workshop or another organization. maintainer: looks after what is known in common. */
export const ROLES = ["visitor", "member", "owner", "maintainer", "steward"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What relationships give: `member`, `maintainer` and `steward` of a person to the community, `owner` of a person to an organization. Their
 * AgentRelationshipRoles are the community's own: nobody changes or removes them.
 */
export const GIVING_ROLES = ["member", "maintainer", "steward", "owner"] as const;
export type GivingRole = (typeof GIVING_ROLES)[number];

/** Ids that nobody chose before for a role of their own meaning. */
const PREFIX = "commonwright:";

/** The id of the AgentRelationshipRole that gives a role. */
export const roleIdOf = (role: GivingRole): string => `${PREFIX}${role}`;

/** The role that an AgentRelationshipRole gives, by its id; null: none. */
export function givenRole(id: unknown): GivingRole | null {
  return GIVING_ROLES.find((role) => roleIdOf(role) === id) ?? null;
}
