// Everybody who may ask something: people of a community in all their roles, programs, and those who do not belong.

import { type Actor, HOUSE, type Reach, type Role, ROLES } from "@commonwright/commons";
import type { Caller } from "../../src/http/viewer.js";
import type { ServedHamlet } from "../up/region.js";
import { STEWARD, VISITOR } from "../valueflows/asking.js";

/** Somebody who asks, with what they are by the record; `isHouse`: they may everything. */
export interface Asker {
  readonly name: string;
  readonly caller: Caller;
  readonly roles: readonly Role[];
  /** Id of their person; null: nobody stands behind the session. */
  readonly person: string | null;
  /** Id of an organization that is theirs; null: none. */
  readonly organization: string | null;
  readonly isHouse?: true;
  readonly refusedAs: "UNAUTHENTICATED" | "FORBIDDEN";
}

/** A session of somebody, as far as it reaches. */
const sessionOf = (agent: string | null, reach: Reach = "steward"): Caller => ({
  kind: "device",
  name: agent,
  actor: { agent, reach, isGranted: false },
  refusal: null,
});
const token = (reach: Reach): Caller => ({
  kind: "steward",
  name: "a program",
  actor: { agent: null, reach, isGranted: true },
  refusal: null,
});

const asker = (name: string, of: Partial<Asker> & Pick<Asker, "caller">): Asker => ({
  name,
  roles: ["visitor"],
  person: null,
  organization: null,
  refusedAs: "FORBIDDEN",
  ...of,
});

/** The region's workshop that the owner owns. */
export const WORKSHOP = "mill-shop";

/** Somebody whose things are nobody else's, and somebody besides. */
export const OTHER = "oda";
export const ANOTHER = "otto";

/** All who ask, in a community where `people` were brought in. */
export const ASKERS: readonly Asker[] = [
  asker("a visitor", { caller: VISITOR, refusedAs: "UNAUTHENTICATED" }),
  asker("a token that reads", { caller: token("read") }),
  asker("a program of no agent", { caller: token("member"), roles: ["member"] }),
  asker("a member", { caller: sessionOf("mia"), roles: ["member"], person: "mia" }),
  asker("a member who reads", { caller: sessionOf("mia", "read"), person: "mia" }),
  asker("an owner", { caller: sessionOf("olaf"), roles: ["member", "owner"], person: "olaf", organization: WORKSHOP }),
  asker("a maintainer", { caller: sessionOf("max"), roles: ["member", "maintainer"], person: "max" }),
  asker("a steward", { caller: sessionOf("stella"), roles: ["member", "steward"], person: "stella" }),
  asker("a steward as a member", { caller: sessionOf("stella", "member"), roles: ["member"], person: "stella" }),
  asker("who left", { caller: sessionOf("leo"), person: "leo" }),
  asker("who owned and left", { caller: sessionOf("lena"), person: "lena", organization: "lenas" }),
  asker("the house", { caller: STEWARD, roles: ROLES, person: "hanna", isHouse: true }),
];

/** Brings the people in. */
export async function people({ serving }: ServedHamlet): Promise<void> {
  const { membership } = serving.community;
  const tell = async (mutation: string) => {
    const answer = await serving.community.execute({ query: `mutation { ${mutation} }`, variables: {}, operationName: null }, STEWARD);
    const { errors } = typeof answer === "string" ? (JSON.parse(answer) as { errors?: unknown }) : answer;
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
  };
  const community = serving.community.id;
  await membership.claim({ person: "stella", name: "Stella", by: "a test" });
  const joining = { mia: "member", olaf: "member", max: "maintainer", [OTHER]: "member", [ANOTHER]: "member" } as const;
  for (const [person, role] of Object.entries(joining)) await membership.join({ person, name: person, role, by: "a test" });
  for (const person of ["leo", "lena", "hanna"])
    await tell(`createPerson(person: { id: "${person}", name: "${person}" }) { agent { id } }`);
  await tell('createOrganization(organization: { id: "lenas", name: "Lena" }) { agent { id } }');
  await tell(
    'createAgentRelationshipRole(agentRelationshipRole: { id: "friend", roleLabel: "friend of" }) { agentRelationshipRole { id } }',
  );
  for (const [subject, object] of [
    ["olaf", WORKSHOP],
    ["lena", "lenas"],
  ])
    await tell(
      `createAgentRelationship(relationship: { subject: "${subject}", object: "${object}", relationship: "commonwright:owner" }) { agentRelationship { id } }`,
    );
  if ((await membership.standing(actorOf("leo"))).belongs || !(await membership.standing(actorOf("olaf"))).actsFor.has(WORKSHOP))
    throw new Error(`${community} is not as it was meant to be`);
}

const actorOf = (agent: string): Actor => ({ ...HOUSE, agent, isGranted: false });
