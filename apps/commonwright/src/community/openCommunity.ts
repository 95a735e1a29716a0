// One community, opened: its state, its writer, its plan, its events, and its door to the API.

import { type ApiAnswer, type ApiContext, apiContext, type ApiExecutor, type ApiRequest, type Moment, type Reads } from "@commonwright/graphql";
import { type CommonsStore, type Entry, type RegionState, stateOf } from "@commonwright/commons";
import { type EventHub, eventHub, type LiveEvent } from "../http/events.js";
import type { CommunityDoor } from "../http/house.js";
import type { Caller } from "../http/viewer.js";
import { type AnswerCache, answerCache } from "./answerCache.js";
import { communityCommands } from "./commands.js";
import type { PlanningHands } from "./planningHands.js";
import { lastPlan, planKeeping } from "./planKeeping.js";
import { type CurrentPlan, replanner, type Replanner } from "./replanner.js";
import { loadState, type Writer, writer } from "./writer.js";

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
  /** Ends events and planning, and waits until all that was asked for is written. */
  readonly close: () => Promise<void>;
}

/** Opens a community, shows its last plan, and plans where the log has moved on since. */
export async function openCommunity(parts: CommunityParts): Promise<OpenCommunity> {
  const { id, store, hands, onFault } = parts;
  const state = await loadState(store, id);
  const keeping = planKeeping(store, id, hands);
  const current = await keeping.last().catch((fault: unknown) => {
    // A plan can be made anew; the community must not be kept from opening by an old one.
    onFault(fault);
    return null;
  });
  let moment: Moment | null = null;
  const forget = () => {
    moment = null;
  };
  const written: Writer = writer({
    store,
    community: id,
    state,
    onWritten: (after, entries) => {
      forget();
      hub.send({ name: "sequence", data: { sequence: after.head.sequence } });
      planner.changed(after, entries);
    },
  });
  const hub: EventHub = eventHub(() => greeting(written, planner));
  const planner: Replanner = replanner({
    hands,
    state: written.state,
    current,
    keep: keeping.keep,
    send: hub.send,
    onChanged: forget,
    onFault,
    now: parts.now,
  });
