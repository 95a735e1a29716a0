// What can be asked of a community: needs and machines by its writer, planning by its planner.

import { randomUUID } from "node:crypto";
import type { ApiRefusal, ChangeOutcome, Commands, LedgerCommand, Viewer } from "@commonwright/graphql";
import {
  type ActionName,
  adoptPlan,
  type Asked,
  gateRefusal,
  type GateRefusal,
  gateText,
  hasStewards,
  type RecordKey,
  type RecordsView,
  type RegionState,
  statedBy,
} from "@commonwright/commons";
import type { LiveEvent } from "../http/events.js";
import { decideChangeNeed, decideCorrectWorkshop, decideStateNeed, decideWithdrawNeed, type Decision } from "./decisions.js";
import { Cancelled, type PlanningHands } from "./planningHands.js";
import { prepared } from "./ledgerCommands.js";
import { uuidv7 } from "./uuidv7.js";
import type { PlanKeeping } from "./planKeeping.js";
import type { Replanner } from "./replanner.js";
import type { Writer } from "./writer.js";

/** What commands work with. */
export interface CommandParts {
  /** Its id, which is that of its own agent, too. */
  readonly community: string;
  readonly writer: Writer;
  readonly planner: Replanner;
  readonly keeping: PlanKeeping;
  readonly hands: PlanningHands;
  readonly send: (event: LiveEvent) => void;
  readonly now: () => Date;
  readonly onFault: (fault: unknown) => void;
}

/** The commands of one community. */
export function communityCommands(parts: CommandParts): Commands {
  const made = ({ actor, name, kind }: Viewer) => ({ at: parts.now().toISOString(), by: actor.agent ?? name ?? kind });
  const gated = async (
    viewer: Viewer,
    { asked, decide, looksAt }: { readonly asked: Asking; readonly decide: Deciding; readonly looksAt?: readonly RecordKey[] },
  ): Promise<ChangeOutcome> => {
    const who = { actor: viewer.actor, community: parts.community };
    const written = await parts.writer.write((state, records): Decision => {
      // Another server on the same log may have got a steward a moment ago.
      if (viewer.kind === "local" && hasStewards(records, parts.community)) return { refusal: SIGN_IN };
      const refusal = gateRefusal(asked(state, records), who, records);
      return refusal === null ? decide(state, records) : { refusal: refusedAtTheGate(refusal) };
    }, looksAt);
    return "refusal" in written ? { refused: written.refusal } : { ...written.answer, sequence: written.state.head.sequence };
  };
  const write = (viewer: Viewer, asked: Asking, decide: Deciding) => gated(viewer, { asked, decide });
  const asking = new Set<string>();
  const planning = atMost(MOST_PLANNED, TOO_MANY_PLANS);
  const makeId = () => uuidv7(parts.now().getTime());
  const told = async (command: LedgerCommand, viewer: Viewer): Promise<ChangeOutcome> => {
    const context = made(viewer);
    const { decide, looksAt } = prepared(command, { makeId, agent: viewer.actor.agent ?? parts.community, owner: viewer.actor.agent });
    return gated(viewer, { asked: () => command, decide: (_state, records) => decide(records, context), looksAt });
  };
  return {
    async tell(command, viewer) {
      if (command.type === "plan") return planning(() => told(command, viewer));
      return told(command, viewer);
    },
    stateNeed(need, viewer) {
      const id = need.id ?? makeId();
      const context = made(viewer);
      return write(viewer, inCommon("state need"), (state, records) =>
        decideStateNeed(state, { input: { ...need, id }, records }, context),
      );
    },
    changeNeed: (change, viewer) =>
      write(viewer, ofNeed("change need", change.id), (state) => decideChangeNeed(state, change, made(viewer))),
    withdrawNeed: (need, viewer) =>
      write(viewer, ofNeed("withdraw need", need.id), (state) => decideWithdrawNeed(state, need, made(viewer))),
    correctWorkshop: (correction, viewer) =>
      write(
        viewer,
        () => ({ type: "other", action: "correct workshop", of: [correction.id] }),
        (state) => decideCorrectWorkshop(state, correction, made(viewer)),
      ),
    adoptPlan: async (number, viewer) => {
      const plan = await parts.keeping.keepForGood(number);
      if (plan === null) return { refused: unknownPlan(number) };
      const context = made(viewer);
      return write(viewer, inCommon("adopt plan"), (_state, records) => {
        const { entries, id } = adoptPlan(records, plan, context);
        return { entries, answer: { id, warnings: [] } };
      });
    },
    cancelPlanning: parts.planner.cancel,
    startPlanning: parts.planner.start,
    askWhatIf: (without) => askWhatIf(parts, without, asking),
  };
}

type Asking = (state: RegionState, records: RecordsView) => Asked;
type Deciding = (state: RegionState, records: RecordsView) => Decision;

const inCommon = (action: ActionName) => (): Asked => ({ type: "other", action, of: [] });
/** A need is theirs who stated it. */
const ofNeed =
  (action: ActionName, id: string): Asking =>
  ({ needs }, records) => {
    const { receiver, statedBy: by } = needs.get(id) ?? {};
    return {
      type: "other",
      action,
      of: [...(receiver === undefined ? [] : [receiver]), ...(by === undefined ? [] : statedBy(by, records))],
    };
  };

const SIGN_IN: ApiRefusal = {
  code: "UNAUTHENTICATED",
  message: "This community has stewards now; sign in to change things.",
  details: {},
};

const refusedAtTheGate = (refusal: GateRefusal): ApiRefusal => ({
  code: refusal.type === "LastSteward" ? "CONFLICT" : "FORBIDDEN",
  message: gateText(refusal),
  details: { ...refusal },
});

/** A plan from a recipe may be thousands of records, and whoever tells something small waits behind it. So many may wait. */
const MOST_PLANNED = 8;
const TOO_MANY_PLANS: ApiRefusal = {
  code: "LIMIT",
  message: "Eight plans are being made from recipes; ask again in a moment.",
  details: { most: MOST_PLANNED },
};

/** Does so much at a time; what comes beyond that is refused. */
function atMost(most: number, refused: ApiRefusal): (act: () => Promise<ChangeOutcome>) => Promise<ChangeOutcome> {
  let doing = 0;
  return async (act) => {
    if (doing >= most) return { refused };
    doing += 1;
    try {
      return await act();
    } finally {
      doing -= 1;
    }
  };
}

const unknownPlan = (number: number): ApiRefusal => ({
  code: "NOT_FOUND",
  message: `There is no plan ${number} here any more; planHistory lists those that there are.`,
  details: { number },
});

/** Planned aside, one after the other. So many may wait. */
const MOST_ASKED = 5;

function askWhatIf(
  { writer, planner, hands, send, onFault }: CommandParts,
  without: string,
  asking: Set<string>,
): string | { refused: ApiRefusal } {
  const state = writer.state();
  const plan = planner.current();
  const refused = (code: ApiRefusal["code"], message: string, details: ApiRefusal["details"]) => ({ refused: { code, message, details } });
  if (!state.workshops.has(without)) return refused("NOT_FOUND", `There is no workshop ${without}.`, { withoutWorkshop: without });
  if (plan === null) return refused("CONFLICT", "There is no plan yet to compare with.", {});
  if (asking.size >= MOST_ASKED)
    return refused("LIMIT", "Five questions of this kind are being answered; ask again in a while.", { most: MOST_ASKED });
  const id = randomUUID();
  asking.add(id);
  const tell = (data: LiveEvent["data"]) => send({ name: "whatIf", data: { id, ...data } });
  hands
    .run({ type: "whatIf", state, without, reading: plan.reading })
    .answer.then((change) => tell({ change: { from: plan.row.number, to: plan.row.number, ...change } }))
    .catch((fault: unknown) => {
      if (!(fault instanceof Cancelled)) onFault(fault);
      tell({ error: "This could not be planned; the plan is as it was." });
    })
    .finally(() => asking.delete(id));
  return id;
}
