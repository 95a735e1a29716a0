// A small ledger for tests of stores: agents, things, accounts and events, with quantities computed apart from the database.

import {
  batchOf,
  type CommonsStore,
  EMPTY_HEAD,
  type Entry,
  type EntryKind,
  type JsonObject,
  type LogBatch,
  type Projection,
  type RecordRow,
  type RecordsView,
} from "@commonwright/commons";
import { ACTION_EFFECTS, ACTIONS, type Action, addDecimals, multiplyDecimals } from "@commonwright/rea";
import fc from "fast-check";
import { eventRow } from "../src/eventRow.js";
import { replayOf, viewOf } from "./smallLog.js";

/** What an event in these tests says. */
export interface TestEvent extends JsonObject {
  readonly id: string;
  readonly action: Action;
}

const entryOf = (kind: EntryKind, body: JsonObject): Entry => ({ kind, version: 1, at: "2026-11-21T12:00:00Z", by: "test", body });

export const agentEntry = (id: string) => entryOf("agentRecorded", { id, name: `name of ${id}` });
export const specificationEntry = (id: string) => entryOf("resourceSpecificationRecorded", { id, name: id });
const processEntry = (id: string) => entryOf("processRecorded", { id, name: id });
export const eventEntry = (event: TestEvent, resource?: JsonObject) =>
  entryOf("economicEventRecorded", resource ? { event, resource } : { event });
export const noteEntry = (id: string, note: string) => entryOf("economicEventNoted", { id, note });
const describeEntry = (id: string, note: string) => entryOf("economicResourceDescribed", { id, note });
export const limitEntry = (resource: string, lowestBalance: string | null) => entryOf("accountLimitSet", { resource, lowestBalance });

/** A measure in hours. */
export const measure = (value: string) => ({ hasNumericalValue: value, hasUnit: "hour" });
/** A resource before its first event. `more`: lowestBalance, creditCurrency. */
export const emptyResource = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  conformsTo: "thing",
  primaryAccountable: "anna",
  accountingQuantity: measure("0"),
  onhandQuantity: measure("0"),
  ...more,
});

function idIn(body: JsonObject, key = "id"): string {
  const id = body[key];
  if (typeof id !== "string") throw new Error(`no ${key}`);
  return id;
}

/** What the entries above make of records. */
export const ledgerProjection: Projection = ({ entry, sequence }, records) => {
  const { body } = entry;
  const write = (kind: RecordRow["kind"], written: JsonObject): RecordRow => {
    const before = records.get(kind, idIn(written));
    return {
      kind,
      id: idIn(written),
      created: before?.created ?? sequence,
      revision: sequence,
      isRemoved: false,
      isRegional: false,
      body: written,
    };
  };
  const bodyOf = (kind: RecordRow["kind"], id: string) => records.get(kind, id)?.body ?? { id };
  // Other kinds of entries are in no test here.
  const entryKind: string = entry.kind;
  switch (entryKind) {
    case "agentRecorded":
      return [write("agent", body)];
    case "resourceSpecificationRecorded":
      return [write("resourceSpecification", body)];
    case "processRecorded":
      return [write("process", body)];
    case "economicResourceDescribed":
      return [write("economicResource", { ...bodyOf("economicResource", idIn(body)), note: body["note"] ?? "" })];
    case "accountLimitSet": {
      const { lowestBalance: _, ...rest } = bodyOf("economicResource", idIn(body, "resource"));
      return [
        write("economicResource", typeof body["lowestBalance"] === "string" ? { ...rest, lowestBalance: body["lowestBalance"] } : rest),
      ];
    }
    case "economicEventNoted":
      return [write("economicEvent", { ...bodyOf("economicEvent", idIn(body)), note: body["note"] ?? "" })];
    case "economicEventRecorded":
      return happened({ entry, sequence }, records);
    default:
      throw new Error(`${entry.kind} is in no test`);
  }
};

function happened({ entry, sequence }: { readonly entry: Entry; readonly sequence: number }, records: RecordsView): RecordRow[] {
  const row = eventRow(entry, sequence);
  if (row === null) throw new Error("no event");
  const resources = new Map<string, RecordRow>();
  const given = entry.body["resource"] as JsonObject | undefined;
  if (given !== undefined) resources.set(idIn(given), newResource(given, sequence));
  for (const [id, change] of changesOf(row.body as TestEvent)) {
    const before = resources.get(id) ?? records.get("economicResource", id);
    if (before === undefined) continue;
    const { accountingQuantity, onhandQuantity } = before.body;
    const body = {
      ...before.body,
      accountingQuantity: measure(addDecimals(numberIn(accountingQuantity), change.accounting)),
      onhandQuantity: measure(addDecimals(numberIn(onhandQuantity), change.onhand)),
    };
    resources.set(id, { ...before, revision: sequence, body });
  }
  return [row, ...resources.values()];
}

const newResource = (body: JsonObject, sequence: number): RecordRow => ({
  kind: "economicResource",
  id: idIn(body),
  created: sequence,
  revision: sequence,
  isRemoved: false,
  isRegional: false,
  body,
});

const numberIn = (value: unknown) => (value as { readonly hasNumericalValue: string }).hasNumericalValue;

/** What an event adds to the quantities of the resources that it names, one after the other. */
function changesOf(event: TestEvent): [string, { readonly accounting: string; readonly onhand: string }][] {
  const { resourceInventoriedAs: from, toResourceInventoriedAs: to, resourceQuantity, action } = event;
  const quantity = resourceQuantity === undefined ? "0" : numberIn(resourceQuantity);
  const { accounting, onhand } = ACTION_EFFECTS[action];
  const lands = (action === "dropoff" || action === "modify") && to !== undefined;
  const change = (side: "from" | "to") => ({
    accounting: multiplyDecimals(quantity, String(accounting[side])),
    onhand: multiplyDecimals(quantity, String(lands ? (side === "from" ? 0 : onhand.from) : onhand[side])),
  });
  const changes: [string, { readonly accounting: string; readonly onhand: string }][] = [];
  if (typeof from === "string") changes.push([from, change("from")]);
  if (typeof to === "string") changes.push([to, change("to")]);
  return changes;
}

/** Founds a ledger of agents anna and ben, the specification thing, the process making, and resources r0 to r3. */
export const FOUNDING: readonly Entry[] = [
  agentEntry("anna"),
  agentEntry("ben"),
  specificationEntry("thing"),
  processEntry("making"),
  ...[0, 1, 2, 3].map((index) =>
    eventEntry(
      {
        id: `e${index}`,
        action: "raise",
        provider: "anna",
        receiver: "anna",
        resourceInventoriedAs: `r${index}`,
        resourceQuantity: measure("10"),
      },
      emptyResource(`r${index}`),
    ),
  ),
];

/** The batch of entries behind what a store has. */
export async function ledgerBatch(store: CommonsStore, community: string, entries: readonly Entry[]): Promise<LogBatch> {
  const after = await store.head(community);
  const records = new Map<string, RecordRow>();
  replayOf(ledgerProjection, records)(await store.entries(community, 0, after.sequence));
  return batchOf(entries, ledgerProjection, { after, beneath: viewOf(records) });
}

export async function appendLedger(store: CommonsStore, community: string, entries: readonly Entry[]): Promise<void> {
  const outcome = await store.append(community, await ledgerBatch(store, community, entries));
  if (outcome.type !== "Appended") throw new Error(`the batch was not taken in: ${outcome.type}`);
}

export async function foundedLedger(store: CommonsStore, community: string): Promise<string> {
  await store.append(community, batchOf(FOUNDING, ledgerProjection, { after: EMPTY_HEAD }));
  return community;
}

const resourceId = fc.constantFrom("r0", "r1", "r2", "r3");
const agentId = fc.constantFrom("anna", "ben");

/** Any events over the founding, with every action, notes on them and words about resources. Their ids begin with the prefix. */
export const anyLedgerEntries = (prefix: string): fc.Arbitrary<Entry[]> =>
  fc
    .array(
      fc.record({
        type: fc.constantFrom("event", "event", "event", "event", "note", "describe"),
        action: fc.constantFrom(...ACTIONS),
        provider: agentId,
        receiver: agentId,
        from: fc.option(resourceId),
        to: fc.option(resourceId),
        quantity: fc.option(fc.constantFrom("1", "2.5", "0", "-3", "0.001", "123456789012345678")),
        process: fc.option(fc.constantFrom("inputOf", "outputOf")),
        words: fc.string({ unit: "binary", maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((all) =>
      all.map(({ type, action, provider, receiver, from, to, quantity, process, words }, index): Entry => {
        if (type === "describe") return describeEntry(from ?? "r0", words);
        if (type === "note") return noteEntry("e1", words);
        return eventEntry({
          id: `${prefix}${index}`,
          action,
          provider,
          receiver,
          ...(from === null ? {} : { resourceInventoriedAs: from }),
          ...(to === null ? {} : { toResourceInventoriedAs: to }),
          ...(quantity === null ? {} : { resourceQuantity: measure(quantity) }),
          ...(process === null ? {} : { [process]: "making" }),
          note: words,
          atLocation: "somewhere",
          corrects: "e2",
        });
      }),
    );
