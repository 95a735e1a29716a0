// What lists may be filtered by: every key of the binding's filter inputs, as a test of one record. Keys combine with AND, values of one key with OR.

import { instantOf, type JsonObject, latestOf, type RecordRow, textAt } from "@commonwright/commons";
import { ACTIONS } from "@commonwright/rea";
import { refusalError } from "../execution/refusal.js";
import type { ApiContext } from "../viewing/apiContext.js";
import { purposeOf } from "./proposalPurpose.js";

/** A filter as it was given, by key. */
export type GivenFilter = Readonly<Record<string, unknown>>;

type Test = (row: RecordRow, value: unknown, context: ApiContext) => boolean | Promise<boolean>;

/** Whether a record passes; some tests look at other records. */
export type RowTest = (row: RecordRow) => boolean | Promise<boolean>;

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

/** Whether one of a property's values is among those that were given. */
const among =
  (property: string): Test =>
  ({ body }, value) =>
    textsOf(body[property] ?? []).some((each) => textsOf(value).includes(each));

/** As `among`, of agents: one that is hidden is not found by the id that it really has. */
const amongAgents =
  (property: string): Test =>
  async (row, value, { ledger }) => {
    const agents = await Promise.all(textsOf(value).map(async (id) => await ledger.record("agent", id)));
    return textsOf(row.body[property] ?? []).some((each) => textsOf(value).some((id, index) => id === each && agents[index]?.id === id));
  };

const time = (body: JsonObject): number | null => {
  const text = body["hasPointInTime"] ?? body["hasBeginning"] ?? body["due"] ?? body["hasEnd"] ?? body["created"];
  return typeof text === "string" ? instantOf(text) : null;
};

const notBefore: Test = ({ body }, value) => {
  const [at, bound] = [time(body), instantOf(String(value))];
  return at !== null && bound !== null && at >= bound;
};
/** An end is its last moment: of a day its midnight. */
const notAfter: Test = ({ body }, value) => {
  const [at, bound] = [time(body), latestOf(String(value))];
  return at !== null && bound !== null && at <= bound;
};

const TESTS: Readonly<Record<string, Test>> = {
  searchString: ({ body }, value) => {
    const wanted = String(value).toLowerCase();
    return ["name", "note", "trackingIdentifier"].some((key) => textAt(body, key).toLowerCase().includes(wanted));
  },
  providerId: amongAgents("provider"),
  receiverId: amongAgents("receiver"),
  roleId: among("relationship"),
  action: among("action"),
  resourceConformsTo: among("resourceConformsTo"),
  resourceClassifiedAs: among("resourceClassifiedAs"),
  resourceClassification: among("classifiedAs"),
  classifiedAs: among("classifiedAs"),
  inScopeOf: amongAgents("inScopeOf"),
  finished: ({ body }, value) => (body["finished"] === true) === value,
  startDate: notBefore,
  endDate: notAfter,
  after: notBefore,
  before: notAfter,
  isOffer: async (row, value, context) => ((await purposeOf(row, context)) === "offer") === value,
  isRequest: async (row, value, context) => ((await purposeOf(row, context)) === "request") === value,
  active: (row, value, context) => isActive(row, context.now()) === value,
  // A number of a page that the binding left behind: lists are paged by cursors.
  page: () => true,
};

const TIMES: ReadonlySet<string> = new Set(["startDate", "endDate", "after", "before"]);

/** Refuses what nothing could pass: a time that is none, an action that there is not. */
function refuseUnknown(key: string, value: unknown): void {
  if (TIMES.has(key) && instantOf(String(value)) === null) {
    const message = `filter.${key}: "${String(value).slice(0, 60)}" is no time; write a day such as 2027-01-31 or an instant such as 2027-01-31T13:30:00Z.`;
    throw refusalError({ code: "BAD_INPUT", message, details: { at: `filter.${key}` } });
  }
  const unknown = key === "action" ? textsOf(value).find((each) => !ACTIONS.some((action) => action === each)) : undefined;
  if (unknown === undefined) return;
  const message = `filter.action: there is no action "${unknown.slice(0, 60)}"; it is one of ${ACTIONS.join(", ")}.`;
  throw refusalError({ code: "BAD_INPUT", message, details: { at: "filter.action" } });
}

/** The test that a filter comes to; null: everything passes. Refuses values that cannot be meant. */
export function filterTest(filter: GivenFilter | null | undefined, context: ApiContext): RowTest | null {
  const given = Object.entries(filter ?? {}).filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return null;
  for (const [key, value] of given) refuseUnknown(key, value);
  return async (row) => {
    const passed = await Promise.all(given.map(async ([key, value]) => TESTS[key]?.(row, value, context) ?? false));
    return passed.every(Boolean);
  };
}

/** Those of some records that pass. */
export async function passing(rows: readonly RecordRow[], test: RowTest | null): Promise<readonly RecordRow[]> {
  if (test === null) return rows;
  const passed = await Promise.all(rows.map(async (row) => test(row)));
  return rows.filter((_row, index) => passed[index]);
}

function isActive({ body }: RecordRow, now: number): boolean {
  const [from, until] = [body["hasBeginning"], body["hasEnd"]].map((each) => (typeof each === "string" ? instantOf(each) : null));
  return (from === null || from === undefined || from <= now) && (until === null || until === undefined || until >= now);
}
