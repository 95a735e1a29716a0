// A small ledger in memory for tests of plans: what is said in it is decided on, and must be taken.
import type { Measure } from "@commonwright/rea";
import {
  EMPTY_HEAD,
  type Given,
  growBatch,
  type LedgerDecision,
  type LedgerRefusal,
  ledgerRefusalCode,
  ledgerRefusalText,
  NO_RECORDS,
  NotRead,
  type PlainNoun,
  projectEntry,
  type RecordKind,
  type RecordRow,
  type RecordsView,
  recordBook,
  recordEvent,
  recordNoun,
  WantedList,
} from "../../src/index.js";

export const decider = { at: "2027-01-01T12:00:00Z", by: "anna" };

export const measure = (hasNumericalValue: string, hasUnit: string): Measure => ({ hasNumericalValue, hasUnit });

export interface RecipeLedger {
  readonly records: RecordsView;
  /** Appends what was decided; fails on a refusal. */
  readonly take: (decision: LedgerDecision) => LedgerDecision & { readonly id: string };
  readonly say: (noun: PlainNoun, id: string, given: Given) => void;
  /** So much of a kind, raised by an agent. */
  readonly stock: (id: string, conformsTo: string, quantity: Measure, given?: Given) => void;
  readonly tell: (id: string, given: Given, fulfills?: string) => void;
  /** All records of a kind that were written, oldest first. */
  readonly all: (kind: RecordKind) => readonly RecordRow[];
}

/** A ledger that knows one agent: "coop". */
export function recipeLedger(): RecipeLedger {
  const batch = growBatch(EMPTY_HEAD, NO_RECORDS, projectEntry);
  const written = new Map<string, RecordRow>();
  const take: RecipeLedger["take"] = (decision) => {
    if ("refusal" in decision) throw new Error(ledgerRefusalText(decision.refusal));
    for (const row of batch.add(decision.entries)) written.set(`${row.kind} ${row.id}`, row);
    return decision;
  };
  const say: RecipeLedger["say"] = (noun, id, given) => void take(recordNoun(batch.records, { noun, id, given }, decider));
  say("agent", "coop", { name: "Coop", type: "Organization" });
  return {
    records: batch.records,
    take,
    say,
    stock(id, conformsTo, quantity, given = {}) {
      const event = {
        action: "raise",
        provider: "coop",
        receiver: "coop",
        resourceConformsTo: conformsTo,
        resourceQuantity: quantity,
        ...given,
      };
      take(recordEvent(batch.records, { id: `raise-${id}`, given: event, newResource: { id, given: { name: id } } }, decider));
    },
    tell(id, given, fulfills) {
      const links = fulfills === undefined ? [] : [{ id: `${id}-keeps`, property: "fulfills" as const, target: fulfills }];
      take(recordEvent(batch.records, { id, given: { provider: "coop", receiver: "coop", ...given }, links }, decider));
    },
    all: (kind) => [...written.values()].filter((row) => row.kind === kind && !row.isRemoved),
  };
}

/** What was refused, after its sentence and its code were looked at. */
export function refusalOf(decision: LedgerDecision): LedgerRefusal {
  if (!("refusal" in decision)) throw new Error("was taken");
  if (!ledgerRefusalText(decision.refusal).endsWith(".")) throw new Error("a refusal is a sentence");
  if (ledgerRefusalCode(decision.refusal) === undefined) throw new Error("a refusal has a code");
  return decision.refusal;
}

/** Kinds of thing and a step that makes the first output of the inputs, as a recipe of its own. Quantities in "one" unless said. */
export function sayRecipe(
  ledger: RecipeLedger,
  id: string,
  { outputs, inputs, step = {} }: { readonly outputs: readonly Given[]; readonly inputs: readonly Given[]; readonly step?: Given },
): void {
  ledger.say("recipeProcess", `${id}-step`, { name: `make ${id}`, ...step });
  for (const [index, flow] of outputs.entries()) {
    ledger.say("recipeFlow", `${id}-out-${index}`, { action: "produce", ...flow, recipeOutputOf: `${id}-step` });
  }
  for (const [index, flow] of inputs.entries()) {
    ledger.say("recipeFlow", `${id}-in-${index}`, { action: "consume", ...flow, recipeInputOf: `${id}-step` });
  }
  ledger.say("recipe", id, { name: id, primaryOutput: outputs[0]?.["resourceConformsTo"], recipeIncludes: [`${id}-step`] });
}

/** A flow of so many. */
export const some = (resourceConformsTo: string, quantity: string, unit = "one"): Given => ({
  resourceConformsTo,
  resourceQuantity: measure(quantity, unit),
});

/** Makes a decision over records that are read as it wants them, and says how often it had to be made. */
export function madeLazily(
  ledger: RecipeLedger,
  decide: (records: RecordsView) => LedgerDecision,
): { decision: LedgerDecision; rounds: number } {
  const book = recordBook();
  for (let rounds = 1; rounds < 10_000; rounds += 1) {
    const wanted = new WantedList();
    try {
      return { decision: decide(book.view(wanted)), rounds };
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
    }
    book.keep(
      wanted.keys,
      wanted.keys.flatMap(({ kind, id }) => ledger.records.get(kind, id) ?? []),
    );
    for (const list of wanted.lists) book.keepList(list, ledger.records.referring(list.kind, list.property, list.target));
    for (const row of wanted.firsts) book.keepFirst(row, ledger.records.firstSaid(row));
  }
  throw new Error("it never came to an end");
}
