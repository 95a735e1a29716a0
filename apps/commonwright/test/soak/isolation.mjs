// Two writers on one log, asked by many clients at once, and what must be true of the log and of everything that was read meanwhile.

import { newReplay, verifyChain } from "@commonwright/commons";
import { accountOf, AT, COMMUNITY, GOODS, memberOf, payment } from "./ledgerScene.mjs";

/** @typedef {import("./ledgerScene.mjs").Tell} Tell */
/** @typedef {import("./ledgerScene.mjs").LedgerCommand} LedgerCommand */
/** @typedef {import("@commonwright/commons").CommonsStore} CommonsStore */

/** How low accounts may go in the beginning; narrow, so that many payments meet the limit. */
export const LOWEST = "-10";
/** Accounts 0 to 7 pay within pairs: what two of a pair have together is always nothing. Account 8 and above are paid to and from by all. */
const PAIRED = 8;
export const MEMBERS = 16;
/** The accounts whose limits are changed. */
const LIMITED = 12;
const COUNTERS = 4;

/** What is counted up by compare-and-set, each kind of write by its own way. */
const COUNTED = /** @type {const} */ (["change", "describeResource", "describeEvent"]);

/** The commands that make what is changed, once a scene is there. @returns {LedgerCommand[]} */
export function isolationCommands() {
  return Array.from({ length: COUNTERS }, (_, index) => index).flatMap((index) => [
    { type: "record", noun: "agreement", id: `counter-${index}`, given: { name: `Counter ${index}`, note: "0", created: AT } },
    {
      type: "event",
      id: `counted-${index}`,
      given: { ...raise(index), note: "0" },
      newResource: { id: `counted-stock-${index}`, given: { conformsTo: GOODS, note: "0" } },
    },
  ]);
}

/** @param {number} index */
function raise(index) {
  const agent = memberOf(index);
  return {
    action: "raise",
    provider: agent,
    receiver: agent,
    resourceQuantity: { hasNumericalValue: "1", hasUnit: "kg" },
    hasPointInTime: AT,
  };
}

/** A counter: which record, and the command that writes its note. */
const COUNTER = {
  change: {
    kind: /** @type {const} */ ("agreement"),
    id: (/** @type {number} */ index) => `counter-${index}`,
    command: (/** @type {string} */ revisionId, /** @type {string} */ note) =>
      /** @type {LedgerCommand} */ ({ type: "change", noun: "agreement", revisionId, given: { note } }),
  },
  describeResource: {
    kind: /** @type {const} */ ("economicResource"),
    id: (/** @type {number} */ index) => `counted-stock-${index}`,
    command: (/** @type {string} */ revisionId, /** @type {string} */ note) =>
      /** @type {LedgerCommand} */ ({ type: "describe", noun: "economicResource", revisionId, given: { note } }),
  },
  describeEvent: {
    kind: /** @type {const} */ ("economicEvent"),
    id: (/** @type {number} */ index) => `counted-${index}`,
    command: (/** @type {string} */ revisionId, /** @type {string} */ note) =>
      /** @type {LedgerCommand} */ ({ type: "describe", noun: "economicEvent", revisionId, given: { note } }),
  },
};

/** @typedef {{ transactions: number, taken: number, refused: number, reads: number, skewed: number, twice: number, counts: Map<string, number> }} IsolationTally */

/**
 * Lets clients tell and read until so many transactions are over.
 * @param {{ tells: readonly Tell[], stores: readonly CommonsStore[] }} servers
 * @param {{ clients: number, transactions: number, random: { below: (bound: number) => number } }} load
 * @returns {Promise<IsolationTally>}
 */
export async function runIsolation({ tells, stores }, { clients, transactions, random }) {
  /** @type {IsolationTally} */
  const tally = { transactions: 0, taken: 0, refused: 0, reads: 0, skewed: 0, twice: 0, counts: new Map() };
  const client = async (/** @type {number} */ number) => {
    const server = number % tells.length;
    const desk = {
      tell: /** @type {Tell} */ (tells[server]),
      other: /** @type {Tell} */ (tells[(server + 1) % tells.length]),
      store: /** @type {CommonsStore} */ (stores[server]),
      random,
      tally,
    };
    while (tally.transactions < transactions) {
      tally.transactions += 1;
      await KINDS[random.below(KINDS.length)]?.(desk);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return tally;
}

/** @typedef {{ tell: Tell, other: Tell, store: CommonsStore, random: { below: (bound: number) => number }, tally: IsolationTally }} Desk */

/** @param {Desk} desk @param {LedgerCommand} command */
async function told({ tell, tally }, command) {
  const { refusal } = await tell(command);
  if (refusal === undefined) tally.taken += 1;
  else tally.refused += 1;
  return refusal === undefined;
}

/** Payments within a pair. @param {Desk} desk */
async function payInPair(desk) {
  const from = desk.random.below(PAIRED);
  await told(desk, payment(crypto.randomUUID(), { from, to: from ^ 1, value: String(1 + desk.random.below(3)) }));
}

/** All take from the same few accounts, on both servers, as far as the limit lets them. @param {Desk} desk */
async function payAtLimit(desk) {
  const few = MEMBERS - PAIRED;
  const from = PAIRED + desk.random.below(few);
  const to = PAIRED + ((from - PAIRED + 1 + desk.random.below(few - 1)) % few);
  await told(desk, payment(crypto.randomUUID(), { from, to, value: String(1 + desk.random.below(7)) }));
}

/** Both accounts of a pair, read in one go: whatever is paid meanwhile, together they have nothing. @param {Desk} desk */
async function readPair({ store, random, tally }) {
  const first = random.below(PAIRED / 2) * 2;
  const rows = await store.records(
    COMMUNITY.id,
    [first, first + 1].map((each) => ({ kind: "economicResource", id: accountOf(each) })),
  );
  const sum = rows.reduce((total, { body }) => total + balanceOf(body), 0);
  tally.reads += 1;
  if (sum !== 0 || rows.length !== 2) tally.skewed += 1;
}

/** All accounts, read in one go. @param {Desk} desk */
async function readAll({ store, tally }) {
  const keys = Array.from({ length: MEMBERS }, (_, index) => ({ kind: /** @type {const} */ ("economicResource"), id: accountOf(index) }));
  const rows = await store.records(COMMUNITY.id, keys);
  tally.reads += 1;
  if (rows.reduce((total, { body }) => total + balanceOf(body), 0) !== 0) tally.skewed += 1;
}

/** One more, by what was read. @param {Desk} desk */
async function countUp(desk) {
  const how = COUNTED[desk.random.below(COUNTED.length)] ?? "change";
  const { kind, id, command } = COUNTER[how];
  const name = id(desk.random.below(COUNTERS));
  const [row] = await desk.store.records(COMMUNITY.id, [{ kind, id: name }]);
  if (row === undefined) throw new Error(`there is no ${name}`);
  const isTaken = await told(desk, command(`${row.revision}.${name}`, String(Number(textIn(row.body, "note")) + 1)));
  if (isTaken) desk.tally.counts.set(name, (desk.tally.counts.get(name) ?? 0) + 1);
}

/** A limit that is made narrower or wider, by what was read. @param {Desk} desk */
async function changeLimit(desk) {
  const id = accountOf(LIMITED + desk.random.below(MEMBERS - LIMITED));
  const [row] = await desk.store.records(COMMUNITY.id, [{ kind: "economicResource", id }]);
  await told(desk, { type: "accountLimit", revisionId: `${row?.revision}.${id}`, lowestBalance: String(-desk.random.below(20)) });
}

/** The same id with other content on both servers at once: one is taken. @param {Desk} desk */
async function tellTwice(desk) {
  const id = `twice-${crypto.randomUUID()}`;
  const { random } = desk;
  const isEvent = random.below(2) === 0;
  const commands = [1, 2].map(
    (value) =>
      /** @type {LedgerCommand} */ (
        isEvent
          ? payment(id, { from: value % PAIRED, to: (value % PAIRED) ^ 1, value: "0" })
          : { type: "record", noun: "agreement", id, given: { name: `Told by ${value}`, created: AT } }
      ),
  );
  const answers = await Promise.all(commands.map((command, index) => (index === 0 ? desk.tell : desk.other)(command)));
  const taken = answers.filter(({ refusal }) => refusal === undefined).length;
  desk.tally.taken += taken;
  desk.tally.refused += 2 - taken;
  if (taken !== 1) desk.tally.twice += 1;
}

/** Something is removed on one server and named on the other. @param {Desk} desk */
async function removeNamed(desk) {
  const id = `gone-${crypto.randomUUID()}`;
  await told(desk, { type: "record", noun: "agreementBundle", id, given: { name: "Goes" } });
  const answers = await Promise.all([
    desk.tell({ type: "removeById", noun: "agreementBundle", id }),
    desk.other({ type: "record", noun: "agreement", id: `naming-${id}`, given: { name: "Names it", created: AT, bundledIn: id } }),
  ]);
  const taken = answers.filter(({ refusal }) => refusal === undefined).length;
  desk.tally.taken += taken;
  desk.tally.refused += 2 - taken;
  if (taken > 1) desk.tally.twice += 1;
}

/** A stock is begun under one id on both servers, by other events. @param {Desk} desk */
async function beginTwice(desk) {
  const id = crypto.randomUUID();
  const begin = (/** @type {string} */ event) =>
    /** @type {LedgerCommand} */ ({
      type: "event",
      id: event,
      given: raise(0),
      newResource: { id: `stock-${id}`, given: { conformsTo: GOODS } },
    });
  const answers = await Promise.all([desk.tell(begin(`one-${id}`)), desk.other(begin(`other-${id}`))]);
  const taken = answers.filter(({ refusal }) => refusal === undefined).length;
  desk.tally.taken += taken;
  desk.tally.refused += 2 - taken;
  if (taken !== 1) desk.tally.twice += 1;
}

const KINDS = [
  payInPair,
  payInPair,
  payAtLimit,
  payAtLimit,
  readPair,
  readAll,
  countUp,
  countUp,
  changeLimit,
  tellTwice,
  removeNamed,
  beginTwice,
];

/** @param {import("@commonwright/commons").JsonObject} body */
const balanceOf = ({ accountingQuantity }) => Number(/** @type {Record<string, string>} */ (accountingQuantity).hasNumericalValue);

/**
 * What went wrong, each in a line; nothing where everything was as if one had come after the other.
 * @param {CommonsStore} store @param {IsolationTally} tally @returns {Promise<string[]>}
 */
export async function isolationAnomalies(store, tally) {
  const log = await store.entries(COMMUNITY.id, 0, 10_000_000);
  const entries = log.map(({ entry }) => entry);
  const anomalies = [...passedLimits(entries), ...lostUpdates(entries, tally), ...namedAfterRemoval(entries), ...repeatedIds(entries)];
  if (tally.skewed > 0) anomalies.push(`${tally.skewed} reads saw one half of a payment`);
  if (tally.twice > 0) anomalies.push(`${tally.twice} times two were taken of which one excludes the other, or neither`);
  if (verifyChain(log).type !== "Whole") anomalies.push("the chain is broken");
  const differences = await store.rebuild(COMMUNITY.id, newReplay());
  if (differences.length > 0)
    anomalies.push(`${differences.length} records are not what the log amounts to: ${JSON.stringify(differences[0])}`);
  return anomalies;
}

/** @typedef {import("@commonwright/commons").Entry} Entry */

/** The value of a key as text; nothing where it is none. @param {import("@commonwright/commons").JsonObject} body @param {string} key */
function textIn(body, key) {
  const value = body[key];
  return typeof value === "string" ? value : "";
}

/** Adds up the log in its order: no account is ever below the limit that it has then. @param {readonly Entry[]} entries */
function passedLimits(entries) {
  /** @type {Map<string, number>} */
  const balances = new Map();
  /** @type {Map<string, number>} */
  const limits = new Map();
  const anomalies = [];
  for (const { kind, body } of entries) {
    if (kind === "accountLimitSet") limits.set(textIn(body, "id"), Number(textIn(body, "lowestBalance")));
    const event = /** @type {Record<string, any>} */ (body.event ?? {});
    const { resourceInventoriedAs: from, toResourceInventoriedAs: to, resourceQuantity } = event;
    if (event.action === "transfer") {
      balances.set(from, (balances.get(from) ?? 0) - Number(resourceQuantity.hasNumericalValue));
      balances.set(to, (balances.get(to) ?? 0) + Number(resourceQuantity.hasNumericalValue));
    }
    for (const id of [from, textIn(body, "id")]) {
      if (limits.has(id) && (balances.get(id) ?? 0) < (limits.get(id) ?? 0))
        anomalies.push(`${id} went below its limit, to ${balances.get(id)}`);
    }
  }
  return anomalies;
}

/** Every counter counts 1, 2, 3, and as far as was acknowledged. @param {readonly Entry[]} entries @param {IsolationTally} tally */
function lostUpdates(entries, { counts }) {
  /** @type {Map<string, number>} */
  const reached = new Map();
  const anomalies = [];
  for (const { kind, body } of entries) {
    const id = textIn(body, "id");
    const isCount =
      kind === "economicEventNoted" || kind === "economicResourceDescribed" || (kind === "agreementRecorded" && id.startsWith("counter-"));
    if (!isCount || body.note === "0") continue;
    const before = reached.get(id) ?? 0;
    if (Number(textIn(body, "note")) !== before + 1) anomalies.push(`${id} counted from ${before} to ${textIn(body, "note")}`);
    reached.set(id, Number(textIn(body, "note")));
  }
  for (const [id, count] of counts)
    if (reached.get(id) !== count) anomalies.push(`${id} counted to ${reached.get(id)}, and ${count} were acknowledged`);
  return anomalies;
}

/** @param {readonly Entry[]} entries */
function namedAfterRemoval(entries) {
  const removed = new Set();
  const named = new Set();
  const anomalies = [];
  for (const { kind, body } of entries) {
    if (kind === "recordRemoved") removed.add(body.id);
    if (body.bundledIn !== undefined) named.add(body.bundledIn);
    if (kind === "recordRemoved" && named.has(body.id)) anomalies.push(`${textIn(body, "id")} was removed although it is named`);
    if (removed.has(body.bundledIn)) anomalies.push(`${textIn(body, "id")} names what was removed`);
  }
  return anomalies;
}

/** @param {readonly Entry[]} entries */
function repeatedIds(entries) {
  const events = entries.flatMap(({ kind, body }) =>
    kind === "economicEventRecorded" ? [/** @type {Record<string, any>} */ (body.event).id] : [],
  );
  const resources = entries.flatMap(({ body }) =>
    body.resource === undefined ? [] : [/** @type {Record<string, any>} */ (body.resource).id],
  );
  return [events, resources].flatMap((ids) => (new Set(ids).size === ids.length ? [] : ["an id was given twice"]));
}
