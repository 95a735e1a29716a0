// A ledger for the store's benchmark: agents with accounts in hours that give to each other, and what that makes of records.

import { randomUUID } from "node:crypto";
import { projectEntry } from "@commonwright/commons";

/**
 * @typedef {import("@commonwright/commons").Entry} Entry
 * @typedef {import("@commonwright/commons").RecordRow} RecordRow
 */

const AT = "2026-11-21T12:00:00.000Z";

/** @param {Entry["kind"]} kind @param {Entry["body"]} body @returns {Entry} */
const entryOf = (kind, body) => ({ kind, version: 1, at: AT, by: "anna on her phone", body });

/** @param {number} value */
const hours = (value) => ({ hasNumericalValue: String(value), hasUnit: "hour" });

/**
 * A ledger whose founding has so many agents and accounts. `project` is that of commons over all records that it has made, so that
 * batches of one ledger must be projected in their order.
 * @param {{ agents: number, accounts: number }} size
 */
export function foundLedger({ agents, accounts }) {
  const people = Array.from({ length: agents }, () => randomUUID());
  const specification = randomUUID();
  const held = Array.from({ length: accounts }, (_, index) => ({ id: randomUUID(), owner: people[index % agents] ?? "" }));
  const founding = [
    ...people.map((id) => entryOf("agentRecorded", { id, type: "Person", name: id })),
    entryOf("resourceSpecificationRecorded", { id: specification, name: "hours" }),
    ...held.map((account) => opening(account, specification)),
  ];
  const any = () => held[Math.floor(Math.random() * accounts)] ?? { id: "", owner: "" };
  const transfers = (/** @type {number} */ count) => Array.from({ length: count }, () => transfer(any(), any()));
  return { founding, transfers, project: rememberingProjection() };
}

/** @param {{ id: string, owner: string }} account @param {string} specification */
function opening({ id, owner }, specification) {
  const event = {
    id: randomUUID(),
    action: "raise",
    provider: owner,
    receiver: owner,
    resourceInventoriedAs: id,
    resourceQuantity: hours(1000),
  };
  return entryOf("economicEventRecorded", {
    event: { ...event, resourceConformsTo: specification, hasPointInTime: AT },
    resource: { id, name: "account", conformsTo: specification },
  });
}

/** @param {{ id: string, owner: string }} from @param {{ id: string, owner: string }} to */
function transfer(from, to) {
  const parties = { provider: from.owner, receiver: to.owner, resourceInventoriedAs: from.id, toResourceInventoriedAs: to.id };
  const resourceQuantity = hours(1 + Math.floor(Math.random() * 50));
  return entryOf("economicEventRecorded", {
    event: { id: randomUUID(), action: "transfer", ...parties, resourceQuantity, hasPointInTime: AT },
  });
}

/** @returns {import("@commonwright/commons").Projection} */
function rememberingProjection() {
  /** @type {Map<string, RecordRow>} */
  const records = new Map();
  /** @type {import("@commonwright/commons").RecordsView} */
  const view = {
    get: (kind, id) => records.get(`${kind} ${id}`),
    referring: () => [],
    firstSaid: () => ({}),
  };
  return (sealed) => {
    const rows = projectEntry(sealed, view);
    for (const row of rows) if (row.kind !== "economicEvent") records.set(`${row.kind} ${row.id}`, row);
    return rows;
  };
}
