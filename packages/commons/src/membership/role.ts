// The roles that people have in a community, and the relationships of the record that give them.

/** visitor: anybody. owner: acts for a workshop or another organization. maintainer: looks after what is known in common. */
export const ROLES = ["visitor", "member", "owner", "maintainer", "steward"] as const;
export type Role = (typeof ROLES)[number];

/**
 * Ids of the AgentRelationshipRoles that give roles: `member`, `maintainer` and `steward` of a person to the community, `owner` of a person to an organization.
 * They are the community's own: nobody changes or removes them.
 */
export const GIVING_ROLES = ["member", "maintainer", "steward", "owner"] as const;
export type GivingRole = (typeof GIVING_ROLES)[number];

/** Whether the id of an AgentRelationshipRole is one that gives a role. */
export const givesRole = (id: unknown): id is GivingRole => GIVING_ROLES.some((role) => role === id);
