// Decisions on promises that say at once which wishes they answer.

import { VOCABULARY } from "@commonwright/rea";
import type { Decider } from "../log/decider.js";
import type { Entry } from "../log/entry.js";
import type { RecordsView } from "../log/logBatch.js";
import { textAt } from "./bodyText.js";
import { derivedId } from "./derivedId.js";
import { type LedgerDecision, recordNoun } from "./recordDecisions.js";
import { movedTo } from "./refusals.js";
import { type Given, isId } from "./values.js";

/** A commitment as a client says it, and the intents that it satisfies, each with the id of the satisfaction that is made: `derivedId(ID, "satisfies", TARGET)`. */
export interface RecordCommitment {
  readonly id: string;
  readonly given: Given;
  readonly satisfies: readonly { readonly id: string; readonly target: string }[];
}

/** Decides that a commitment is recorded with its satisfactions. The same again makes no entry; with other intents it is refused. */
export function recordCommitment(records: RecordsView, { id, given, satisfies }: RecordCommitment, decider: Decider): LedgerDecision {
  const promise = recordNoun(records, { noun: "commitment", id, given }, decider);
  if ("refusal" in promise) return promise;
  const links = [...new Map(satisfies.map((link) => [link.id, link])).values()];
  if (promise.entries.length === 0) return again(records, promise, links);
  const entries: Entry[] = [];
  for (const [index, link] of links.entries()) {
    const at = `commitment.satisfies[${index}]`;
    if (!isId(link.target)) return { refusal: { type: "BadId", at, id: link.target } };
    const said = { satisfies: link.target, satisfiedBy: id };
    const decision = recordNoun(withCommitment(records, id), { noun: "satisfaction", id: link.id, given: said }, decider);
    if ("refusal" in decision) return { refusal: movedTo(decision.refusal, (path) => (path === "satisfaction.satisfies" ? at : path)) };
    entries.push(...decision.entries);
  }
  return { ...promise, entries: [...promise.entries, ...entries] };
}

/** Whether a commitment was told with the same intents, whatever became of its satisfactions; those that were told later count not. */
function again(
  records: RecordsView,
  promise: Extract<LedgerDecision, { readonly entries: unknown }>,
  links: RecordCommitment["satisfies"],
): LedgerDecision {
  const { id } = promise;
  const isThere = links.every(({ id: link, target }) => {
    const row = records.get("satisfaction", link);
    if (row === undefined) return false;
    const { satisfiedBy, satisfies } = records.firstSaid(row);
    return satisfiedBy === id && satisfies === target;
  });
  const told = new Set(links.map((link) => link.id));
  const isMore = records
    .referring("satisfaction", "satisfiedBy", { kind: "commitment", id })
    .some((row) => !told.has(row.id) && row.id === derivedId(id, "satisfies", textAt(row.body, "satisfies")));
  return isThere && !isMore ? promise : { refusal: { type: "IdTaken", noun: VOCABULARY.commitment.className, id } };
}

/** The commitment is not there yet: its links are decided on as if it were. */
function withCommitment(records: RecordsView, id: string): RecordsView {
  const row = { kind: "commitment", id, created: 0, revision: 0, isRemoved: false, isRegional: false, body: { id } } as const;
  return { ...records, get: (kind, asked) => (kind === "commitment" && asked === id ? row : records.get(kind, asked)) };
}
