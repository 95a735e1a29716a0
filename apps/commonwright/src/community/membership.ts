// Who belongs to a community: its first steward, those who come by invitation, and what a session's agent is.

import {
  type Actor,
  claimStewardship,
  type CommonsStore,
  type Entry,
  type GivingRole,
  joinByHouse,
  joinInvited,
  type JoinDecision,
  type RecordsView,
  roleIdOf,
  type Standing,
  standingOf,
} from "@commonwright/commons";
import type { ApiRefusal } from "@commonwright/graphql";
import type { Writer } from "./writer.js";

/** Somebody who comes to belong. */
export interface Newcomer {
  /** Id of a Person: one that there is, or of the new one. */
  readonly person: string;
  readonly name: string;
  readonly role: Exclude<GivingRole, "owner">;
  /** By whom they were invited, who writes it down. */
  readonly by: string;
}

/** Who belongs to a community. */
export interface Membership {
  /** Once there was a steward there always is one. */
  readonly hasStewards: () => boolean;
  /** Makes somebody the first steward; refuses where there is one. */
  readonly claim: (newcomer: Omit<Newcomer, "role">) => Promise<{ readonly agent: string } | { readonly refused: ApiRefusal }>;
  readonly join: (newcomer: Newcomer) => Promise<{ readonly agent: string } | { readonly refused: ApiRefusal }>;
  /** Takes in who comes by the code of the terminal: as the first steward, or else as a member. */
  readonly joinByHouse: (newcomer: Omit<Newcomer, "role">) => Promise<{ readonly agent: string } | { readonly refused: ApiRefusal }>;
  /** What an actor is, for what they may see. What they may change is decided where it is written. */
  readonly standing: (actor: Actor) => Promise<Standing>;
  /** Takes in what was written; empty: another server wrote. */
  readonly follow: (entries: readonly Entry[]) => Promise<void>;
}

/** What a membership is made of. */
export interface MembershipParts {
  readonly store: CommonsStore;
  readonly community: string;
  readonly writer: Writer;
  readonly now: () => Date;
}

/** So many relationships of one agent are looked at. */
const MOST_RELATIONS = 1_000;
const MOST_STANDINGS = 5_000;

/** Reads whether there are stewards; a community that has none yet is its machine's. */
export async function openMembership({ store, community, writer, now }: MembershipParts): Promise<Membership> {
  const relations = async (property: "subject" | "relationship", kind: "agent" | "agentRelationshipRole", id: string) => {
    const [rows = []] = await store.referring(community, [
      { kind: "agentRelationship", property, target: { kind, id }, limit: MOST_RELATIONS },
    ]);
    return rows;
  };
  const isThere = async () =>
    (await relations("relationship", "agentRelationshipRole", roleIdOf("steward"))).some(({ body }) => body["object"] === community);
  let hasStewards = await isThere();
  const standings = new Map<string, { readonly generation: number; readonly standing: Standing }>();
  const written = async (decide: (records: RecordsView) => JoinDecision) => {
    const outcome = await writer.write<string, ApiRefusal>((_state, records) => {
      const decision = decide(records);
      if ("refusal" in decision) return { refusal: refusalOf(decision.refusal) };
      return { entries: decision.entries, answer: decision.id };
    });
    return "refusal" in outcome ? { refused: outcome.refusal } : { agent: outcome.answer };
  };
  const at = (by: string) => ({ at: now().toISOString(), by });
  return {
    hasStewards: () => hasStewards,
    claim: ({ by, ...newcomer }) => written((records) => claimStewardship(records, { community, ...newcomer }, at(by))),
    join: ({ by, ...newcomer }) => written((records) => joinInvited(records, { community, ...newcomer }, at(by))),
    joinByHouse: ({ by, ...newcomer }) => written((records) => joinByHouse(records, { community, ...newcomer }, at(by))),
    async standing(actor) {
      const key = JSON.stringify(actor);
      const generation = writer.book.generation();
      const known = standings.get(key);
      if (known?.generation === generation) return known.standing;
      const rows = actor.agent === null ? [] : await relations("subject", "agent", actor.agent);
      const standing = standingOf(actor, community, { get: () => undefined, referring: () => rows, firstSaid: () => ({}) });
      if (standings.size >= MOST_STANDINGS) standings.clear();
      standings.set(key, { generation, standing });
      return standing;
    },
    async follow(entries) {
      if (hasStewards) return;
      if (entries.length === 0) hasStewards = await isThere();
      else hasStewards = entries.some((entry) => isStewardship(entry, community));
    },
  };
}

const isStewardship = ({ kind, body }: Entry, community: string): boolean =>
  kind === "agentRelationshipRecorded" && body["relationship"] === roleIdOf("steward") && body["object"] === community;

function refusalOf(refusal: Extract<JoinDecision, { refusal: unknown }>["refusal"]): ApiRefusal {
  if (refusal.type === "HasStewards")
    return {
      code: "CONFLICT",
      message: "This community has stewards already. Ask one of them for an invitation.",
      details: { ...refusal },
    };
  if (refusal.type === "InviterGone")
    return {
      code: "FORBIDDEN",
      message: "Who made this invitation does not belong here any more, or may not invite so; ask somebody else for a new one.",
      details: { ...refusal },
    };
  return { code: "NOT_FOUND", message: `There is no person ${refusal.id} here; ask for a new invitation.`, details: { ...refusal } };
}
