// Commands that arrive once in order, and the same commands that arrive in any order and again and again: both must come to the same.

import { canonicalJson, RECORD_KINDS } from "@commonwright/commons";
import { AT, COMMUNITY, memberOf, mixedEvent, processOf } from "./ledgerScene.mjs";

/** @typedef {import("./ledgerScene.mjs").LedgerCommand} LedgerCommand */
/** @typedef {import("./ledgerScene.mjs").SceneSize} SceneSize */
/** @typedef {{ below: (bound: number) => number }} Random */

/** Commands of which none needs another: most are events, the rest nouns of several kinds. @param {number} count @param {SceneSize} size @param {Random} random @returns {LedgerCommand[]} */
export function independentCommands(count, size, random) {
  return Array.from({ length: count }, (_, index) =>
    index % 5 === 4 ? nounCommand(index, size, random) : mixedEvent(`event-${index}`, size, random),
  );
}

/** @param {number} index @param {SceneSize} size @param {Random} random @returns {LedgerCommand} */
function nounCommand(index, { members, processes }, random) {
  const id = `noun-${index}`;
  const [provider, receiver] = [memberOf(random.below(members)), memberOf(random.below(members))];
  switch (random.below(3)) {
    case 0:
      return { type: "record", noun: "agreement", id, given: { name: `Agreement ${index}`, created: AT } };
    case 1:
      return {
        type: "record",
        noun: "commitment",
        id,
        given: {
          action: "produce",
          provider,
          receiver,
          resourceConformsTo: "flour",
          resourceQuantity: { hasNumericalValue: "2.50", hasUnit: "kg" },
          outputOf: processOf(random.below(processes)),
          due: AT,
          created: AT,
        },
      };
    default:
      return { type: "record", noun: "agent", id, given: { name: `Newcomer ${index}`, type: "Person" } };
  }
}

/** So many deliveries: each command at least once, others again, all in a random order. @template T @param {readonly T[]} commands @param {number} deliveries @param {Random} random */
export function shuffledDeliveries(commands, deliveries, random) {
  const list = [...commands];
  while (list.length < deliveries) {
    const again = commands[random.below(commands.length)];
    if (again !== undefined) list.push(again);
  }
  for (let last = list.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const [one, two] = [list[last], list[other]];
    if (one === undefined || two === undefined) continue;
    list[last] = two;
    list[other] = one;
  }
  return list;
}

const PAGE = 5_000;

/**
 * Everything that was recorded, by kind and id, without the places in the log, which do differ.
 * @param {import("@commonwright/commons").CommonsStore} store @returns {Promise<Map<string, string>>}
 */
export async function recordedState(store) {
  /** @type {Map<string, string>} */
  const state = new Map();
  for (const kind of RECORD_KINDS) {
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const rows = await store.list(COMMUNITY.id, { kind, limit: PAGE, before });
      for (const { id, body } of rows) state.set(`${kind} ${id}`, canonicalJson(body));
      const last = rows.at(-1);
      if (last === undefined) break;
      before = last.created;
    }
  }
  return state;
}

/** What differs between two states, as "KIND ID". @param {ReadonlyMap<string, string>} one @param {ReadonlyMap<string, string>} other */
export function differencesOf(one, other) {
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key));
}
