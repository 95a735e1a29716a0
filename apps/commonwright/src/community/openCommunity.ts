// One community, opened: its state, its events, and its door to the API.

import { type ApiContext, apiContext, type ApiExecutor, type Moment } from "@commonwright/graphql";
import type { CommonsStore, RegionState } from "@commonwright/commons";
import { eventHub } from "../http/events.js";
import type { CommunityDoor } from "../http/house.js";
import { loadState } from "./writer.js";

export interface CommunityParts {
  readonly id: string;
  readonly store: CommonsStore;
  readonly executor: ApiExecutor<ApiContext>;
}
export interface OpenCommunity extends CommunityDoor {
  readonly id: string;
  readonly state: () => RegionState;
  readonly close: () => Promise<void>;
}

export async function openCommunity({ id, store, executor }: CommunityParts): Promise<OpenCommunity> {
  const state = await loadState(store, id);
  const moment: Moment = { state };
  const hub = eventHub(() => [{ name: "sequence", data: { sequence: state.head.sequence } }]);
  return {
    id,
    events: hub,
    state: () => state,
    document: () => Promise.resolve(null),
    isMutation: executor.isMutation,
    execute: (request, caller) =>
      executor.execute(request, apiContext({ viewer: caller, reads: { moment: () => moment, planning: () => null }, commands: {} })),
    close: () => Promise.resolve(hub.close()),
  };
}
