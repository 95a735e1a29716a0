// One community, opened: its state, its writer, its plan, its events, and its door to the API.

import {
  type ApiContext,
  apiContext,
  type ApiExecutor,
  type CurrentPlan,
  type Moment,
  type PlanningStatus,
  type Reads,
} from "@commonwright/graphql";
import type { CommonsStore, RegionState } from "@commonwright/commons";
import { eventHub, type LiveEvent } from "../http/events.js";
import type { CommunityDoor } from "../http/house.js";
import type { Caller } from "../http/viewer.js";
import { answerCache, type AnswerCache } from "./answerCache.js";
import { communityCommands } from "./commands.js";
import type { PlanningHands } from "./planningHands.js";
import { type PlanKeeping, planKeeping } from "./planKeeping.js";
import { replanner, type Replanner } from "./replanner.js";
import { loadState, writer } from "./writer.js";

/** What a community is opened with. */
export interface CommunityParts {
  readonly id: string;
  readonly store: CommonsStore;
  readonly hands: PlanningHands;
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
  const seen = momentOf(() => ({
    state: written.state(),
    plan: planner.current(),
    firstAnswers: planner.firstAnswers(),
  }));
  const written = writer({
    store,
    community: id,
    state: await loadState(store, id),
    onWritten(after, entries) {
      seen.forget();
      hub.send({ name: "sequence", data: { sequence: after.head.sequence } });
      planner.changed(after, entries);
    },
  });
  const hub = eventHub(() => greeting(seen.moment(), planner.status()));
  const send = (event: LiveEvent) => {
    hub.send(event);
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
    onChanged: seen.forget,
    onFault,
    now,
  });
  const why: Reads["why"] = async ({ row }, use) => {
    const [problem, result] = await Promise.all([keeping.document(row.number, "problem"), keeping.document(row.number, "result")]);
    if (problem === null || result === null) throw new Error(`plan ${row.number} has no documents any more`);
    return hands.run({ type: "why", problem, result, use }).answer;
  };
  const reads: Reads = { moment: seen.moment, planning: planner.status, plan: keeping.numbered, plans: keeping.summaries, why };
  const commands = communityCommands({ writer: written, planner, hands, send: hub.send, now, onFault });
  const answers = answersByMoment(seen.moment);
  return {
    id,
    events: hub,
    planner,
    state: written.state,
    plan: planner.current,
    document: keeping.document,
    isMutation: parts.executor.isMutation,
    async execute(request, caller) {
      const context = () => apiContext({ viewer: caller, reads, commands });
      if (parts.executor.isMutation(request)) return parts.executor.execute(request, context());
      const cache = answers(caller);
      const known = cache.get(request);
      if (known !== undefined) return known;
      const asked = context();
      const answer = await parts.executor.execute(request, asked);
      const text = JSON.stringify(answer);
      if (asked.isOfMoment && answer.errors === undefined) cache.set(request, text);
      return text;
    },
    begin() {
      const plan = planner.current();
      if (written.state().rules !== null && plan?.row.sequence !== written.state().head.sequence) planner.start();
    },
    onPlan(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    async close() {
      hub.close();
      planner.close();
      await written.idle();
    },
  };
}

/** A plan can be made anew: one that cannot be read must not keep the community from opening. */
async function lastPlan(keeping: PlanKeeping, onFault: (fault: unknown) => void): Promise<CurrentPlan | null> {
  try {
    return await keeping.last();
  } catch (fault) {
    onFault(fault);
    return null;
  }
}

/** The same moment until something is said to have changed. */
function momentOf(compute: () => Moment): { readonly moment: () => Moment; readonly forget: () => void } {
  let kept: Moment | null = null;
  return {
    moment: () => {
      kept ??= compute();
      return kept;
    },
    forget: () => {
      kept = null;
    },
  };
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

/** Answers are the same for all callers of one kind, name and right, as long as the moment is the same. */
function answersByMoment(moment: () => Moment): (caller: Caller) => AnswerCache {
  const caches = new WeakMap<Moment, Map<string, AnswerCache>>();
  return ({ kind, name, refusal }) => {
    const now = moment();
    const ofMoment = caches.get(now) ?? new Map<string, AnswerCache>();
    caches.set(now, ofMoment);
    const key = JSON.stringify([kind, name, refusal === null]);
    const cache = ofMoment.get(key) ?? answerCache();
    ofMoment.set(key, cache);
    return cache;
  };
}
