// One community, opened: its state, its writer, its plan, its events, and its door to the API.

import {
  type ApiContext,
  apiContext,
  type ApiExecutor,
  type Commands,
  type CurrentPlan,
  type Moment,
  type PlanningStatus,
  type Reads,
  refusalError,
  type Viewer,
  type WhyUse,
} from "@commonwright/graphql";
import { type CommonsStore, type Entry, type RegionState, VISITOR } from "@commonwright/commons";
import { type EventHub, eventHub, type LiveEvent } from "../http/events.js";
import type { CommunityDoor } from "../http/house.js";
import type { Caller } from "../http/viewer.js";
import { answerCache, type AnswerCache } from "./answerCache.js";
import { communityCommands } from "./commands.js";
import type { PlanningHands } from "./planningHands.js";
import type { FlowHands } from "./flowHands.js";
import { flowWalker } from "./flowWalker.js";
import { ledgerReads } from "./ledgerReads.js";
import { type PlanKeeping, planKeeping } from "./planKeeping.js";
import { type Publication, publication } from "./publication.js";
import { replanner, type Replanner } from "./replanner.js";
import { type Membership, openMembership } from "./membership.js";
import { loadState, writer, type Writer } from "./writer.js";

/** What a community is opened with. */
export interface CommunityParts {
  readonly id: string;
  readonly store: CommonsStore;
  readonly hands: PlanningHands;
  readonly flowHands: FlowHands;
  readonly executor: ApiExecutor<ApiContext>;
  readonly now: () => Date;
  readonly onFault: (fault: unknown) => void;
}

/** A community that answers. */
export interface OpenCommunity extends CommunityDoor {
  readonly id: string;
  readonly state: () => RegionState;
  readonly plan: () => CurrentPlan | null;
  readonly planner: Replanner;
  readonly membership: Membership;
  /** Plans, unless the last plan has seen the whole log. */
  readonly begin: () => void;
  /** Tells every plan that comes; gives the way to stop that. */
  readonly onPlan: (tell: (plan: CurrentPlan) => void) => () => void;
  /** Ends events and planning, and waits until all that was asked for is written. */
  readonly close: () => Promise<void>;
}

/** Opens a community and shows its last plan. */
export async function openCommunity(parts: CommunityParts): Promise<OpenCommunity> {
  const { id, store, hands, now, onFault } = parts;
  const keeping = planKeeping(store, id, { hands, now });
  const current = await lastPlan(keeping, onFault);
  const listeners = new Set<(plan: CurrentPlan) => void>();
  const seen = publication(
    () => ({ state: written.state(), plan: planner.current(), firstAnswers: planner.firstAnswers() }),
    () => hub,
  );
  const written = writer({
    store,
    community: id,
    state: await loadState(store, id),
    onWritten: (after, entries) => moved(after, entries),
  });
  const moved = movedTeller({ written, seen: () => seen, planner: () => planner, membership: () => membership, hub: () => hub, onFault });
  const hub = eventHub((audience) => greeting(audience === "public" ? seen.published() : seen.fresh(), planner.status()));
  const send = (event: LiveEvent) => {
    seen.send(event);
    const plan = planner.current();
    if (event.name === "plan" && plan !== null) for (const tell of listeners) tell(plan);
  };
  const planner = replanner({
    hands,
    state: written.state,
    current,
    keep: keeping.keep,
    document: keeping.document,
    send,
    onChanged: seen.changed,
    onFault,
    now,
  });
  const why = boundedWhy(keeping, hands);
  const walker = flowWalker({ store, community: id, hands: parts.flowHands });
  const ledger = ledgerReads({ store, community: id, book: written.book, walker });
  const reads: Omit<Reads, "moment"> = { ledger, planning: planner.status, plan: keeping.numbered, plans: keeping.summaries, why };
  const membership = await openMembership({ store, community: id, writer: written, now });
  const unfollow = followOthers({ store, id, written, onMoved: (after) => moved(after, []) });
  const commands = communityCommands({ community: id, writer: written, planner, keeping, hands, send: seen.send, now, onFault });
  return {
    id,
    events: hub,
    membership,
    planner,
    state: written.state,
    plan: planner.current,
    document: keeping.document,
    isMutation: parts.executor.isMutation,
    belongs: async ({ actor }) => (await membership.standing(actor)).belongs,
    execute: answering(parts.executor, { seen, reads, commands, membership, now }),
    begin() {
      const plan = planner.current();
      if (written.state().rules !== null && (plan?.row.sequence ?? 0) < written.state().regionSequence) planner.start();
    },
    onPlan(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    async close() {
      unfollow();
      seen.close();
      hub.close();
      planner.close();
      walker.close();
      await written.idle();
    },
  };
}

/** Whether somebody may belong more, or less, after an entry. */
const changesWhoBelongs = ({ kind, body }: Entry): boolean =>
  kind === "agentRelationshipRecorded" || (kind === "recordRemoved" && body["kind"] === "agentRelationship");

/** Tells everybody that the log has grown, and the planner where it reads what changed. */
function movedTeller(parts: {
  readonly written: Writer;
  readonly seen: () => Publication;
  readonly planner: () => Replanner;
  readonly membership: () => Membership;
  readonly hub: () => EventHub;
  readonly onFault: (fault: unknown) => void;
}) {
  let before = parts.written.state();
  return (after: RegionState, entries: readonly Entry[]) => {
    const isSame = before.regionSequence === after.regionSequence;
    before = after;
    parts.membership().follow(entries).catch(parts.onFault);
    // Nothing at hand: another server wrote, and may have written that.
    if (entries.length === 0 || entries.some(changesWhoBelongs)) parts.hub().review();
    parts.seen().changed();
    parts.seen().send({ name: "sequence", data: { sequence: after.head.sequence } });
    if (!isSame) parts.planner().changed(after, entries);
  };
}

/** Reasons from the documents of a plan, so many at a time. */
function boundedWhy(keeping: PlanKeeping, hands: PlanningHands): Reads["why"] {
  let asking = 0;
  const whyOf = async (number: number, use: WhyUse) => {
    const [problem, result] = await Promise.all([keeping.document(number, "problem"), keeping.document(number, "result")]);
    if (problem === null || result === null) throw new Error(`plan ${number} has no documents any more`);
    return hands.run({ type: "why", problem, result, use }).answer;
  };
  return async ({ row }, use) => {
    if (asking >= MOST_ASKING) throw refusalError(TOO_MANY_REASONS);
    asking += 1;
    try {
      return await whyOf(row.number, use);
    } finally {
      asking -= 1;
    }
  };
}

/** How often it is looked whether another server on the same database has written. */
const FOLLOW_MS = 3_000;

interface Following {
  readonly store: CommonsStore;
  readonly id: string;
  readonly written: Writer;
  readonly onMoved: (state: RegionState) => void;
}

/** Takes in what another server wrote; gives the way to stop that. While the store cannot be asked, nothing is missed: it is asked again. */
function followOthers({ store, id, written, onMoved }: Following): () => void {
  let isLooking = false;
  const look = async () => {
    const { sequence } = await store.head(id);
    await written.idle();
    if (sequence <= written.state().head.sequence) return;
    await written.reload();
    onMoved(written.state());
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, FOLLOW_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** So many reasons are looked up at a time; they are found in milliseconds, so this is only reached by those who ask for nothing else. */
const MOST_ASKING = 24;
const TOO_MANY_REASONS = {
  code: "LIMIT",
  message: "So many ask for reasons now that this one must wait; ask again in a moment.",
  details: {},
} as const;

/** What answers are made of. */
interface Answering {
  readonly seen: Publication;
  readonly reads: Omit<Reads, "moment">;
  readonly commands: Commands;
  readonly membership: Membership;
  readonly now: () => Date;
}

/** Changes are made; answers to questions are kept as long as their moment lasts. */
function answering(executor: ApiExecutor<ApiContext>, { seen, reads, commands, membership, now }: Answering): CommunityDoor["execute"] {
  const answers = answersByMoment();
  return async (request, caller) => {
    const viewer = await viewerOf(caller, membership);
    const moment = viewer.kind === "public" ? seen.published : seen.fresh;
    const context = apiContext({ viewer, reads: { ...reads, moment }, commands, now: () => now().getTime() });
    if (executor.isMutation(request)) return executor.execute(request, context);
    const cache = answers(moment(), viewer);
    const known = cache.get(request);
    if (known !== undefined) return known;
    const answer = await executor.execute(request, context);
    const text = JSON.stringify(answer);
    if (context.isOfMoment && answer.errors === undefined) cache.set(request, text);
    return text;
  };
}

/** Who asks, with what they are here. Whose agent does not belong, or not any more, sees what everybody sees. */
async function viewerOf({ kind, name, actor, refusal }: Caller, membership: Membership): Promise<Viewer> {
  const { roles, belongs } = await membership.standing(actor);
  if (!belongs) return { kind: "public", name: null, actor: VISITOR, roles, refusal: refusal ?? NO_MEMBER };
  const mayNothing = roles.has("visitor");
  return { kind, name, actor, roles, refusal: refusal ?? (mayNothing ? READS_ONLY : null) };
}

const NO_MEMBER = {
  code: "FORBIDDEN",
  message: "This session is of somebody who does not belong to this community, or not any more; a steward may invite them.",
} as const;
const READS_ONLY = { code: "FORBIDDEN", message: "This token may only read; make one with a wider reach to change things." } as const;

/** A plan can be made anew: one that cannot be read must not keep the community from opening. */
async function lastPlan(keeping: PlanKeeping, onFault: (fault: unknown) => void): Promise<CurrentPlan | null> {
  try {
    return await keeping.last();
  } catch (fault) {
    onFault(fault);
    return null;
  }
}

/** Where things stand, for somebody who begins to listen. */
function greeting({ state, plan }: Moment, planning: PlanningStatus | null): readonly LiveEvent[] {
  return [
    { name: "sequence", data: { sequence: state.head.sequence } },
    ...(plan === null ? [] : [{ name: "plan", data: { number: plan.row.number } } as const]),
    ...(planning === null ? [] : [{ name: "planning", data: progressData(planning) } as const]),
  ];
}

const progressData = ({ id, stage, objective, bound }: PlanningStatus) => ({ id, stage, objective, bound });

/** Answers are the same for all callers of one kind, name, agent and right, as long as the moment is the same. */
function answersByMoment(): (moment: Moment, viewer: Viewer) => AnswerCache {
  const caches = new WeakMap<Moment, Map<string, AnswerCache>>();
  return (moment, { kind, name, actor, roles, refusal }) => {
    const ofMoment = caches.get(moment) ?? new Map<string, AnswerCache>();
    caches.set(moment, ofMoment);
    const key = JSON.stringify([kind, name, actor, [...roles], refusal === null]);
    const cache = ofMoment.get(key) ?? answerCache();
    ofMoment.set(key, cache);
    return cache;
  };
}
