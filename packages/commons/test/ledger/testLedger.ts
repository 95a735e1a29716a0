// A small ledger for tests: records in a map, no store. What is told is decided and added at once.

import {
  type ChangeNoun,
  changeNoun,
  type Decider,
  describe,
  EMPTY_HEAD,
  type Entry,
  type EventLink,
  type Given,
  growBatch,
  type JsonObject,
  type LedgerDecision,
  type LedgerRefusal,
  ledgerRefusalText,
  names,
  type PlainNoun,
  projectEntry,
  recordEvent,
  recordKeyText,
  recordNoun,
  type RecordKind,
  type RecordRow,
  type RecordsView,
  removeNoun,
  revisionIdOf,
  setAccountLimit,
} from "../../src/index.js";

/** What an event is told with besides its own properties. */
export interface ToldWith {
  readonly newResource?: { readonly id: string; readonly given: Given };
  readonly links?: readonly EventLink[];
  readonly at?: string;
}

/** A command as data, so that it can be told again, elsewhere, or in another order. */
export type Command = (records: RecordsView, decider: Decider) => LedgerDecision;

/** Records that grow by entries. */
export class TestLedger {
  readonly rows = new Map<string, RecordRow>();
  readonly entries: Entry[] = [];

  readonly view: RecordsView = {
    get: (kind, id) => this.rows.get(recordKeyText({ kind, id })),
    referring: (kind, property, target) =>
      [...this.rows.values()]
        .filter((row) => row.kind === kind && !row.isRemoved && names(row, property, target))
        .toSorted((a, b) => a.created - b.created),
    firstSaid: ({ created }) => {
      const entry = this.entries[created - 1];
      if (entry === undefined) throw new RangeError(`there is no entry ${created}`);
      return entry.body;
    },
  };

  /** Adds entries as a writer does; nothing where it throws. */
  add(entries: readonly Entry[]): void {
    const after = { ...EMPTY_HEAD, sequence: this.entries.length };
    const written = growBatch(after, this.view, projectEntry).add(entries);
    this.entries.push(...entries);
    for (const row of written) this.rows.set(recordKeyText(row), row);
  }

  /** Decides on a command and adds what it comes to. */
  tell(command: Command, at = "2027-03-01T08:00:00Z"): LedgerDecision {
    const decision = command(this.view, { at, by: "test" });
    if ("entries" in decision) this.add(decision.entries);
    return decision;
  }

  event(id: string, given: Given, { at, ...rest }: ToldWith = {}): LedgerDecision {
    return this.tell((records, decider) => recordEvent(records, { id, given, ...rest }, decider), at);
  }

  record(noun: PlainNoun, id: string, given: Given, at?: string): LedgerDecision {
    return this.tell((records, decider) => recordNoun(records, { noun, id, given }, decider), at);
  }

  change(noun: ChangeNoun["noun"], id: string, given: Given): LedgerDecision {
    const revisionId = this.revisionId(noun, id);
    return this.tell((records, decider) => changeNoun(records, { noun, revisionId, given }, decider));
  }

  describe(noun: "economicEvent" | "economicResource", id: string, given: Given): LedgerDecision {
    const revisionId = this.revisionId(noun, id);
    return this.tell((records, decider) => describe(records, { noun, revisionId, given }, decider));
  }

  remove(noun: PlainNoun, id: string): LedgerDecision {
    return this.tell((records, decider) => removeNoun(records, { noun, id }, decider));
  }

  limit(id: string, lowestBalance: string): LedgerDecision {
    const revisionId = this.revisionId("economicResource", id);
    return this.tell((records, decider) => setAccountLimit(records, { revisionId, lowestBalance }, decider));
  }

  revisionId(kind: RecordKind, id: string): string {
    return revisionIdOf(this.row(kind, id));
  }

  row(kind: RecordKind, id: string): RecordRow {
    const row = this.view.get(kind, id);
    if (row === undefined) throw new RangeError(`there is no ${kind} ${id}`);
    return row;
  }

  resource(id: string): JsonObject {
    return this.row("economicResource", id).body;
  }

  /** Accounting and onhand quantity, as numbers in text. */
  amounts(id: string): [accounting: string, onhand: string] {
    const { accountingQuantity, onhandQuantity } = this.resource(id) as { readonly [key: string]: { readonly hasNumericalValue: string } };
    return [accountingQuantity?.hasNumericalValue ?? "", onhandQuantity?.hasNumericalValue ?? ""];
  }

  /** Everything that is there, as one value to compare. */
  state(): { readonly rows: RecordRow[]; readonly entries: number } {
    return { rows: [...this.rows.values()], entries: this.entries.length };
  }
}

/** The decision, which must have been taken. */
export function taken(decision: LedgerDecision): Extract<LedgerDecision, { readonly entries: unknown }> {
  if ("refusal" in decision) throw new Error(`refused: ${ledgerRefusalText(decision.refusal)}`);
  return decision;
}

/** Why a decision was refused; it must have been. */
export function refusalOf(decision: LedgerDecision): LedgerRefusal {
  if ("refusal" in decision) return decision.refusal;
  throw new Error("taken");
}

export const measure = (hasNumericalValue: string, hasUnit = "kg") => ({ hasNumericalValue, hasUnit });
export const ONE_HOUR = measure("1", "h");

/** A village: who is there, what they know, two processes of a kind and one without. No stocks. */
export function village(): TestLedger {
  const ledger = new TestLedger();
  for (const [id, type] of [
    ["ann", "Person"],
    ["bob", "Person"],
    ["library", "Organization"],
  ] as const) {
    taken(ledger.record("agent", id, { name: id, type }));
  }
  for (const id of ["here", "there"]) taken(ledger.record("spatialThing", id, { name: id }));
  for (const id of ["apples", "boxes", "mending", "carting"]) taken(ledger.record("resourceSpecification", id, { name: id }));
  taken(ledger.record("resourceSpecification", "coins", { name: "coins", mediumOfExchange: true }));
  for (const id of ["thanks", "favours"]) {
    const given = { name: id, mediumOfExchange: true, resourceClassifiedAs: ["mutual-credit"] };
    taken(ledger.record("resourceSpecification", id, given));
  }
  for (const id of ["baking", "drying"]) taken(ledger.record("processSpecification", id, { name: id }));
  taken(ledger.record("process", "baking-1", { name: "bake", basedOn: "baking" }));
  taken(ledger.record("process", "drying-1", { name: "dry", basedOn: "drying" }));
  taken(ledger.record("process", "plain", { name: "something" }));
  taken(ledger.record("agreement", "deal", { name: "deal" }));
  return ledger;
}

/** Raises a new stock at the place "here". */
export function raise(ledger: TestLedger, id: string, amount: string, { of = "apples", agent = "ann", unit = "kg" } = {}): void {
  const given = { action: "raise", provider: agent, receiver: agent, resourceQuantity: measure(amount, unit) };
  taken(ledger.event(`raise-${id}`, given, { newResource: { id, given: { conformsTo: of, currentLocation: "here" } } }));
}
