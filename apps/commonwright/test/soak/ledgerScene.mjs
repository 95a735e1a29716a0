// A community for measuring and soaking the ledger: members with credit accounts, stocks, processes; and the commands that they tell.

import { EMPTY_HEAD, batchOf, foundCommunity, projectEntry } from "@commonwright/commons";

/**
 * The parts of the program that write, handed in so that tests take the sources and bench programs the build.
 * @typedef {object} House
 * @property {typeof import("../../src/community/writer.js").writer} writer
 * @property {typeof import("../../src/community/writer.js").loadState} loadState
 * @property {typeof import("../../src/community/ledgerCommands.js").prepared} prepared
 */

/** @typedef {import("@commonwright/graphql").LedgerCommand} LedgerCommand */
/** @typedef {import("@commonwright/commons").CommonsStore} CommonsStore */
/** @typedef {import("../../src/community/writer.js").Writer} Writer */
/** @typedef {import("@commonwright/graphql").ApiRefusal} ApiRefusal */

/**
 * What a command came to; `sequence` of the log behind it.
 * @typedef {{ sequence: number, refusal?: ApiRefusal }} Told
 */

/** @typedef {(command: LedgerCommand) => Promise<Told>} Tell */

/** Days and names of the scene are fixed, so that its community is the same on every run. */
export const AT = "2026-11-21T12:00:00Z";
export const CURRENCY = "labour-note";
export const GOODS = "flour";

/** The community of every scene. */
export const COMMUNITY = foundCommunity({ name: "Soak", foundingKey: "a".repeat(64), nextKeys: "b".repeat(64), at: AT, by: "soak" });

/** Appends the founding entry where the store is new. @param {CommonsStore} store */
export async function foundIn(store) {
  await store.append(COMMUNITY.id, batchOf([COMMUNITY.entry], projectEntry, { after: EMPTY_HEAD }));
}

/** Opens a writer of the community. @param {House} house @param {CommonsStore} store */
export async function openWriter({ writer, loadState }, store) {
  return writer({ store, community: COMMUNITY.id, state: await loadState(store, COMMUNITY.id), onWritten: () => {} });
}

/** Tells commands to a writer as the API does; `at`: always at this moment. @param {House} house @param {Writer} writer @param {string} [at] @returns {Tell} */
export function tellerOf({ prepared }, writer, at) {
  return async (command) => {
    const context = { at: at ?? new Date().toISOString(), by: "soak" };
    const { decide, looksAt } = prepared(command, { makeId: () => crypto.randomUUID(), agent: COMMUNITY.id });
    const written = await writer.write((_state, records) => decide(records, context), looksAt);
    const { sequence } = written.state.head;
    return "refusal" in written ? { sequence, refusal: written.refusal } : { sequence };
  };
}

export const memberOf = (/** @type {number} */ index) => `member-${index}`;
export const accountOf = (/** @type {number} */ index) => `account-${index}`;
export const stockOf = (/** @type {number} */ index) => `stock-${index}`;
export const processOf = (/** @type {number} */ index) => `process-${index}`;

/** How large a scene is: one account for each member, stocks go round among the members. @typedef {{ members: number, stocks: number, processes: number }} SceneSize */

/** The commands that make a scene; accounts begin at nothing. Limits come behind, since they name revisions. @param {SceneSize} size */
export function* sceneCommands({ members, stocks, processes }) {
  yield recorded("resourceSpecification", CURRENCY, {
    name: "Labour note",
    mediumOfExchange: true,
    resourceClassifiedAs: ["mutual-credit"],
    defaultUnitOfResource: "one",
  });
  yield recorded("resourceSpecification", GOODS, { name: "Flour", defaultUnitOfResource: "kg" });
  for (let index = 0; index < processes; index++) yield recorded("process", processOf(index), { name: `Baking ${index}` });
  for (let index = 0; index < members; index++) yield recorded("agent", memberOf(index), { name: `Member ${index}`, type: "Person" });
  for (let index = 0; index < members; index++) yield raised(accountOf(index), index, { conformsTo: CURRENCY, value: "0", unit: "one" });
  for (let index = 0; index < stocks; index++) {
    yield raised(stockOf(index), index % members, { conformsTo: GOODS, value: "1000000", unit: "kg" });
  }
}

/** @param {import("@commonwright/commons").PlainNoun} noun @param {string} id @param {import("@commonwright/commons").Given} given @returns {LedgerCommand} */
const recorded = (noun, id, given) => ({ type: "record", noun, id, given });

/** @param {string} id @param {number} member @param {{ conformsTo: string, value: string, unit: string }} what @returns {LedgerCommand} */
function raised(id, member, { conformsTo, value, unit }) {
  const agent = memberOf(member);
  const given = { action: "raise", provider: agent, receiver: agent, resourceQuantity: { hasNumericalValue: value, hasUnit: unit } };
  return { type: "event", id: `${id}-begins`, given, newResource: { id, given: { name: id, conformsTo } } };
}

/** So many commands are told at once where nobody waits for each. */
const TOGETHER = 1000;

/** Tells many commands, each once; throws on a refusal. @param {Tell} tell @param {Iterable<LedgerCommand>} commands @param {number} [together] */
export async function tellAll(tell, commands, together = TOGETHER) {
  /** @type {Promise<Told>[]} */
  let batch = [];
  const settle = async () => {
    for (const { refusal } of await Promise.all(batch)) if (refusal !== undefined) throw new Error(refusal.message);
    batch = [];
  };
  for (const command of commands) {
    batch.push(tell(command));
    if (batch.length >= together) await settle();
  }
  await settle();
}

/** Lets every account go down to a limit. @param {Tell} tell @param {CommonsStore} store @param {{ members: number, lowest: string }} accounts */
export async function setLimits(tell, store, { members, lowest }) {
  for (let from = 0; from < members; from += TOGETHER) {
    const keys = Array.from({ length: Math.min(TOGETHER, members - from) }, (_, index) => ({
      kind: /** @type {const} */ ("economicResource"),
      id: accountOf(from + index),
    }));
    const rows = await store.records(COMMUNITY.id, keys);
    /** @type {LedgerCommand[]} */
    const limits = rows.map(({ id, revision }) => ({ type: "accountLimit", revisionId: `${revision}.${id}`, lowestBalance: lowest }));
    await tellAll(tell, limits);
  }
}

/** A community with its members, accounts, limits and stocks. @param {House} house @param {CommonsStore} store @param {SceneSize & { lowest: string }} size */
export async function makeScene(house, store, size) {
  await foundIn(store);
  const writer = await openWriter(house, store);
  const begin = tellerOf(house, writer, AT);
  await tellAll(begin, sceneCommands(size));
  await setLimits(begin, store, size);
  return { writer, tell: tellerOf(house, writer) };
}

/** @typedef {{ from: number, to: number, value: string }} Payment */

/** A payment between two accounts. @param {string} id @param {Payment} payment @returns {LedgerCommand} */
export function payment(id, { from, to, value }) {
  const given = {
    action: "transfer",
    provider: memberOf(from),
    receiver: memberOf(to),
    resourceInventoriedAs: accountOf(from),
    toResourceInventoriedAs: accountOf(to),
    resourceQuantity: { hasNumericalValue: value, hasUnit: "one" },
    hasPointInTime: AT,
  };
  return { type: "event", id, given };
}

/** Something happens to a stock. @param {string} id @param {"produce" | "consume" | "transfer"} action @param {{ size: SceneSize, stock: number, process: number }} where @returns {LedgerCommand} */
export function stockEvent(id, action, { size, stock, process }) {
  const owner = memberOf(stock % size.members);
  const other = (stock + 1) % size.stocks;
  const given = {
    action,
    provider: owner,
    receiver: action === "transfer" ? memberOf(other % size.members) : owner,
    resourceInventoriedAs: stockOf(stock),
    resourceQuantity: { hasNumericalValue: "1.5", hasUnit: "kg" },
    hasPointInTime: AT,
    ...(action === "transfer" ? { toResourceInventoriedAs: stockOf(other) } : {}),
    ...(action === "produce" ? { outputOf: processOf(process) } : {}),
    ...(action === "consume" ? { inputOf: processOf(process) } : {}),
  };
  return { type: "event", id, given };
}

/**
 * Most of it payments between any two accounts, the rest making, using up and handing on of goods.
 * @param {string} id @param {SceneSize} size @param {{ below: (limit: number) => number }} random @returns {LedgerCommand}
 */
export function mixedEvent(id, size, random) {
  const dice = random.below(10);
  const action = /** @type {const} */ ({ 7: "produce", 8: "consume", 9: "transfer" })[/** @type {7 | 8 | 9} */ (dice)];
  if (action !== undefined) {
    return stockEvent(id, action, { size, stock: random.below(size.stocks), process: random.below(size.processes) });
  }
  const from = random.below(size.members);
  const to = (from + 1 + random.below(size.members - 1)) % size.members;
  return payment(id, { from, to, value: String(1 + random.below(20)) });
}
