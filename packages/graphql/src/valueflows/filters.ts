// What lists may be filtered by: every key of the binding's filter inputs, as a test of one record. Keys combine with AND, values of one key with OR.

import { instantOf, type JsonObject, type RecordRow, textAt } from "@commonwright/commons";

/** A filter as it was given, by key. */
export type GivenFilter = Readonly<Record<string, unknown>>;

type Test = (row: RecordRow, value: unknown) => boolean;

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

/** Whether one of a property's values is among those that were given. */
const among =
  (property: string): Test =>
  ({ body }, value) =>
    textsOf(body[property] ?? []).some((each) => textsOf(value).includes(each));

const time = (body: JsonObject): number | null => {
  const text = body["hasPointInTime"] ?? body["hasBeginning"] ?? body["due"] ?? body["hasEnd"] ?? body["created"];
  return typeof text === "string" ? instantOf(text) : null;
};

const notBefore: Test = ({ body }, value) => {
  const [at, bound] = [time(body), instantOf(String(value))];
  return at !== null && bound !== null && at >= bound;
};
const notAfter: Test = ({ body }, value) => {
  const [at, bound] = [time(body), instantOf(String(value))];
  return at !== null && bound !== null && at <= bound;
};

const TESTS: Readonly<Record<string, Test>> = {
  searchString: ({ body }, value) => {
    const wanted = String(value).toLowerCase();
    return ["name", "note", "trackingIdentifier"].some((key) => textAt(body, key).toLowerCase().includes(wanted));
  },
  providerId: among("provider"),
  receiverId: among("receiver"),
  roleId: among("relationship"),
  action: among("action"),
  resourceConformsTo: among("resourceConformsTo"),
  resourceClassifiedAs: among("resourceClassifiedAs"),
  resourceClassification: among("classifiedAs"),
  classifiedAs: among("classifiedAs"),
  inScopeOf: among("inScopeOf"),
  finished: ({ body }, value) => (body["finished"] === true) === value,
  startDate: notBefore,
  endDate: notAfter,
  after: notBefore,
  before: notAfter,
  isOffer: ({ body }, value) => (body["purpose"] === "offer") === value,
  isRequest: ({ body }, value) => (body["purpose"] === "request") === value,
  // A number of a page that the binding left behind: lists are paged by cursors.
  page: () => true,
};

/** The test that a filter comes to; null: everything passes. `now` for what is active. */
export function filterTest(filter: GivenFilter | null | undefined, now: number): ((row: RecordRow) => boolean) | null {
  const given = Object.entries(filter ?? {}).filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return null;
  return (row) => given.every(([key, value]) => (key === "active" ? isActive(row, now) === value : (TESTS[key]?.(row, value) ?? false)));
}

function isActive({ body }: RecordRow, now: number): boolean {
  const [from, until] = [body["hasBeginning"], body["hasEnd"]].map((each) => (typeof each === "string" ? instantOf(each) : null));
  return (from === null || from === undefined || from <= now) && (until === null || until === undefined || until >= now);
}
