// The commons' decisions in the words of the API: its inputs in, its refusals out.

import {
  changeNeed,
  correctWorkshop,
  type Decider,
  type Entry,
  type RecordsView,
  type Refusal,
  refusalCode,
  refusalText,
  type RegionState,
  stateNeed,
  warningText,
  type NeedDecision,
  withdrawNeed,
} from "@commonwright/commons";
import type { ApiRefusal, NeedChange, NeedInput, WorkshopCorrection } from "@commonwright/graphql";
import type { Decided } from "./writer.js";

/** What a change comes to: the id of what was changed, and what its maker should know. */
export type Decision = Decided<{ readonly id: string; readonly warnings: readonly string[] }, ApiRefusal>;

const PRIORITIES = { vital: 1, useful: 2, nice: 3 } as const;

/** A need is stated. */
export function decideStateNeed(
  state: RegionState,
  { input, records }: { readonly input: NeedInput & { readonly id: string }; readonly records: RecordsView },
  decider: Decider,
): Decision {
  const { priority, name, note, ...need } = input;
  const isOther = !state.needs.has(input.id) && !state.withdrawnNeeds.has(input.id) && records.get("intent", input.id) !== undefined;
  if (isOther) return { refusal: apiRefusal({ type: "Conflict", id: input.id }) };
  return needDecision(stateNeed(state, { ...need, priority: PRIORITIES[priority], ...given({ name, note }) }, decider));
}

/** An open need is changed; what is null stays as it is. */
export function decideChangeNeed(state: RegionState, { id, revisionId, priority, ...change }: NeedChange, decider: Decider): Decision {
  const ranked = priority === undefined || priority === null ? {} : { priority: PRIORITIES[priority] };
  return needDecision(changeNeed(state, { id, revisionId, ...given(change), ...ranked }, decider));
}

/** An open need is withdrawn. */
export const decideWithdrawNeed = (
  state: RegionState,
  need: { readonly id: string; readonly revisionId: string },
  decider: Decider,
): Decision => decisionOn(need.id, withdrawNeed(state, need, decider));

/** A workshop says what it has. */
export const decideCorrectWorkshop = (state: RegionState, correction: WorkshopCorrection, decider: Decider): Decision =>
  decisionOn(correction.id, correctWorkshop(state, correction, decider));

function needDecision(decision: NeedDecision): Decision {
  if ("refusal" in decision) return { refusal: apiRefusal(decision.refusal) };
  return { entries: decision.entries, answer: { id: decision.id, warnings: decision.warnings.map(warningText) } };
}

function decisionOn(id: string, decision: { readonly entries: readonly Entry[] } | { readonly refusal: Refusal }): Decision {
  if ("refusal" in decision) return { refusal: apiRefusal(decision.refusal) };
  return { entries: decision.entries, answer: { id, warnings: [] } };
}

const apiRefusal = (refusal: Refusal): ApiRefusal => ({
  code: refusalCode(refusal),
  message: refusalText(refusal),
  details: { ...refusal },
});

/** Without the keys that nobody gave. */
function given<Value extends object>(value: Value): { [Key in keyof Value]?: NonNullable<Value[Key]> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each !== null)) as never;
}
