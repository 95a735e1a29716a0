// Decisions on promises that say at once which wishes they answer.

import type { Decider } from "../log/decider.js";
import type { Entry } from "../log/entry.js";
import type { RecordsView } from "../log/logBatch.js";
import { type LedgerDecision, recordNoun } from "./recordDecisions.js";
import type { Given } from "./values.js";

/** A commitment as a client says it, and the intents that it satisfies, each with the id of the satisfaction that is made. */
export interface RecordCommitment {
  readonly id: string;
  readonly given: Given;
  readonly satisfies: readonly { readonly id: string; readonly target: string }[];
}

/** Decides that a commitment is recorded with its satisfactions. The same again makes no entry; with other intents it is refused. */
export function recordCommitment(records: RecordsView, { id, given, satisfies }: RecordCommitment, decider: Decider): LedgerDecision {
  const promise = recordNoun(records, { noun: "commitment", id, given }, decider);
  if ("refusal" in promise) return promise;
  const entries: Entry[] = [];
  for (const link of satisfies) {
    const said = { satisfies: link.target, satisfiedBy: id };
    const decision = recordNoun(withCommitment(records, id), { noun: "satisfaction", id: link.id, given: said }, decider);
    if ("refusal" in decision) return decision;
    entries.push(...decision.entries);
  }
  const isOther = promise.entries.length === 0 && entries.length > 0;
  return isOther ? { refusal: { type: "IdTaken", noun: "Commitment", id } } : { ...promise, entries: [...promise.entries, ...entries] };
}

/** The commitment is not there yet: its links are decided on as if it were. */
function withCommitment(records: RecordsView, id: string): RecordsView {
  const row = { kind: "commitment", id, created: 0, revision: 0, isRemoved: false, isRegional: false, body: { id } } as const;
  return { ...records, get: (kind, asked) => (kind === "commitment" && asked === id ? row : records.get(kind, asked)) };
}
