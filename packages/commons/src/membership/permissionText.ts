// A refusal of permission as a sentence: whose it is, who may, and what the asker is.

import type { PermissionRefusal } from "./permission.js";
import type { Role } from "./role.js";

const PLURALS: Readonly<Record<Role, string>> = {
  visitor: "visitors",
  member: "members",
  owner: "owners of an organization",
  maintainer: "maintainers",
  steward: "stewards",
};
const SINGULARS: Readonly<Record<Role, string>> = {
  visitor: "a visitor",
  member: "a member",
  owner: "an owner of an organization",
  maintainer: "a maintainer",
  steward: "a steward",
};

/** Says who may do it. */
export function permissionText({ action, relation, state, roles, are }: PermissionRefusal): string {
  if (roles.length === 0) return `Nobody may ${action}: what gives roles here stays as it is.`;
  const whose = { own: "", common: "", other: " for somebody else" }[relation];
  const what = `To ${action}${state === "closed" ? " once it is finished" : ""}${whose}`;
  const isOfTheirs = relation === "other" && !are.includes("visitor");
  const others = isOfTheirs ? "is for those who act for them, and for" : "is for";
  return `${what} ${others} ${listed(kept(roles).map((role) => PLURALS[role]))}; you are ${listed(kept(are).map((role) => SINGULARS[role]))}.`;
}

/** Every role but visitor includes being a member: where members may, it is enough to name them. */
function kept(roles: readonly Role[]): readonly Role[] {
  if (roles.includes("member") && roles.length > 1 && roles.includes("steward") && roles.includes("maintainer")) return ["member"];
  const others = roles.filter((role) => role !== "member");
  return others.length === 0 ? roles : others;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
