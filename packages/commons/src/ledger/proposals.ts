// Accepting what is offered or asked for: a proposal becomes an agreement with its promises.

import {
  compareDecimals,
  type Decimal,
  decimalSign,
  addDecimals,
  type Measure,
  multiplyDecimals,
  negateDecimal,
  plainDecimal,
  VOCABULARY,
} from "@commonwright/rea";
import { canonicalJson } from "../log/canonicalJson.js";
import { type Decider, entryOf } from "../log/decider.js";
import type { Entry } from "../log/entry.js";
import type { JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import { textAt } from "./bodyText.js";
import { derivedId } from "./derivedId.js";
import { instantOf, latestOf } from "./instant.js";
import { nounRefusal } from "./nounRules.js";
import { remainingOf } from "./remaining.js";
import { type LedgerDecision, type PlainNoun, recordedKind, without } from "./recordDecisions.js";
import type { LedgerRefusal } from "./refusals.js";
import { isTooLong } from "./scaling.js";
import { isId } from "./values.js";

/** Somebody takes a proposal as it stands. */
export interface AcceptProposal {
  /** Of the agreement that is made. */
  readonly id: string;
  /** Id of the proposal. */
  readonly proposal: string;
  /** Id of the agent who takes it: the side that its intents leave open. */
  readonly accepter: string;
  /** How many units, of a proposal whose quantities are for one unit; of others absent. A decimal above 0. */
  readonly quantity?: string | undefined;
  /** The id of a part ("commitment:1", "satisfaction:1"); always the same for the same part. Absent: the agreement's id, a colon, the part. */
  readonly idOf?: ((what: string) => string) | undefined;
}

type Refused = { readonly refusal: LedgerRefusal };
const refused = (refusal: LedgerRefusal): Refused => ({ refusal });

/** An intent of the proposal with the promise that answers it. */
interface Clause {
  readonly intent: RecordRow;
  readonly commitment: JsonObject & { readonly id: string };
  readonly satisfaction: JsonObject & { readonly id: string };
}

/** Decides that a proposal is accepted. The same command again makes no entry. */
export function acceptProposal(records: RecordsView, command: AcceptProposal, decider: Decider): LedgerDecision {
  const { id } = command;
  if (!isId(id)) return refused({ type: "BadId", at: "agreement.id", id });
  const isAgain = records.get("agreement", id) !== undefined;
  const known = knownProposal(records, command);
  if ("refusal" in known) return isAgain ? again(records, command, []) : known;
  const times = unitsOf(known.proposal, command);
  if ("refusal" in times) return times;
  const clauses = clausesOf(records, command, { ...known, times: times.times });
  if (isAgain) return again(records, command, clauses);
  const { proposal } = known;
  const taken = offersAfter(clauses);
  const refusal =
    openRefusal(records, proposal, command, decider) ??
    clausesRefusal(records, proposal, clauses) ??
    takenRefusal(records, proposal, clauses) ??
    ("refusal" in taken ? taken.refusal : null);
  if (refusal !== null || "refusal" in taken) return refused(refusal ?? closed(proposal, "it publishes nothing"));
  const name = proposal.body["name"];
  const entry = (noun: PlainNoun, body: JsonObject): Entry => entryOf(recordedKind(noun), body, decider);
  const entries = [
    entry("agreement", { id, ...(name === undefined ? {} : { name }), created: decider.at }),
    ...clauses.map(({ commitment }) => entry("commitment", { ...commitment, created: decider.at })),
    ...clauses.map(({ satisfaction }) => entry("satisfaction", satisfaction)),
    ...taken.intents.map((body) => entry("intent", body)),
  ];
  return { entries, id, warnings: [] };
}

const closed = ({ id, body }: RecordRow, why: string): LedgerRefusal => ({
  type: "ProposalClosed",
  proposal: textAt(body, "name", id),
  why,
});

function knownProposal(
  records: RecordsView,
  { proposal: id, accepter }: AcceptProposal,
): { readonly proposal: RecordRow; readonly published: readonly RecordRow[] } | Refused {
  const proposal = records.get("proposal", id);
  if (proposal === undefined || proposal.isRemoved) return refused({ type: "RecordUnknown", noun: VOCABULARY.proposal.className, id });
  const agent = records.get("agent", accepter);
  if (agent === undefined || agent.isRemoved)
    return refused({ type: "NoSuch", at: "accepter", noun: VOCABULARY.agent.className, id: accepter });
  const published = records.referring("proposedIntent", "publishedIn", proposal);
  return published.length === 0 ? refused(closed(proposal, "it publishes nothing")) : { proposal, published };
}

/** How many times the quantities of the proposal are taken. */
function unitsOf({ body }: RecordRow, { quantity }: AcceptProposal): { readonly times: Decimal } | Refused {
  if (body["unitBased"] !== true) {
    const why = "its quantities are for the whole; a number of units is said only where they are for one unit";
    return quantity === undefined ? { times: "1" } : refused({ type: "Unchangeable", at: "quantity", why });
  }
  if (quantity === undefined) return refused({ type: "Missing", at: "quantity", why: "the proposal is per unit; say how many units" });
  const times = plainDecimal(quantity);
  if (times === null) return refused({ type: "NotADecimal", at: "quantity", text: quantity });
  return decimalSign(times) > 0 ? { times } : refused({ type: "NotAboveNothing", at: "quantity", text: times });
}

interface Known {
  readonly proposal: RecordRow;
  readonly published: readonly RecordRow[];
  readonly times: Decimal;
}

/** What of an intent goes into the promise that answers it. */
const CARRIED = [
  "action",
  "provider",
  "receiver",
  "resourceConformsTo",
  "resourceInventoriedAs",
  "resourceClassifiedAs",
  "hasBeginning",
  "hasEnd",
  "hasPointInTime",
  "due",
  "inputOf",
  "outputOf",
  "plannedWithin",
  "stage",
  "state",
  "atLocation",
  "note",
] as const;

function clausesOf(records: RecordsView, command: AcceptProposal, { published, times }: Known): readonly Clause[] {
  return published.flatMap(({ body }, index): readonly Clause[] => {
    const intent = records.get("intent", textAt(body, "publishes"));
    if (intent === undefined) return [];
    const side = body["reciprocal"] === true ? "reciprocalClauseOf" : "clauseOf";
    const carried = Object.fromEntries(CARRIED.flatMap((key) => (intent.body[key] === undefined ? [] : [[key, intent.body[key]]])));
    const commitment = {
      id: idOf(command)(`commitment:${index + 1}`),
      provider: command.accepter,
      receiver: command.accepter,
      ...carried,
      ...multiplied(intent.body, times),
      [side]: command.id,
    };
    const satisfaction = { id: idOf(command)(`satisfaction:${index + 1}`), satisfiedBy: commitment.id, satisfies: intent.id };
    return [{ intent, commitment, satisfaction }];
  });
}

function multiplied(intent: JsonObject, times: Decimal): JsonObject {
  return Object.fromEntries(
    (["resourceQuantity", "effortQuantity"] as const).flatMap((key) => {
      const measure = intent[key] as unknown as Measure | undefined;
      if (measure === undefined) return [];
      return [[key, { ...measure, hasNumericalValue: multiplyDecimals(measure.hasNumericalValue, times) }]];
    }),
  );
}

/** Whether the proposal is open for this agent at this time. */
function openRefusal(records: RecordsView, proposal: RecordRow, { accepter }: AcceptProposal, { at }: Decider): LedgerRefusal | null {
  const { hasBeginning, hasEnd } = proposal.body;
  const now = instantOf(at) ?? 0;
  if (typeof hasBeginning === "string" && now < (instantOf(hasBeginning) ?? now))
    return closed(proposal, `it holds only from ${hasBeginning}`);
  if (typeof hasEnd === "string" && now > (latestOf(hasEnd) ?? now)) return closed(proposal, `it held until ${hasEnd}`);
  const meant = records.referring("proposedTo", "proposed", proposal);
  const isMeant = meant.length === 0 || meant.some(({ body }) => body["proposedTo"] === accepter);
  return isMeant ? null : closed(proposal, "it is meant for others");
}

function clausesRefusal(records: RecordsView, proposal: RecordRow, clauses: readonly Clause[]): LedgerRefusal | null {
  for (const { intent, commitment, satisfaction } of clauses) {
    const refusal =
      intentRefusal(proposal, intent, commitment) ??
      nounRefusal("commitment", commitment, records) ??
      idRefusal(records, commitment, satisfaction);
    if (refusal !== null) return refusal;
  }
  return null;
}

function intentRefusal(proposal: RecordRow, { id, isRemoved, body }: RecordRow, commitment: JsonObject): LedgerRefusal | null {
  if (isRemoved) return { type: "RecordUnknown", noun: VOCABULARY.intent.className, id };
  if (body["finished"] === true) return closed(proposal, `its intent ${textAt(body, "name", id)} is finished`);
  for (const key of ["resourceQuantity", "effortQuantity"]) {
    const measure = commitment[key] as unknown as Measure | undefined;
    if (measure !== undefined && isTooLong(measure))
      return { type: "NotADecimal", at: `commitment.${key}`, text: measure.hasNumericalValue };
  }
  return commitment["provider"] === commitment["receiver"] ? closed(proposal, "who accepts it is who made it") : null;
}

/**
 * What is offered or wanted once is taken once: where what the proposal is about is answered whole, by whoever it was, it is gone until
 * that is taken back. What says how much is available, or is for one unit, may be taken again.
 */
function takenRefusal(records: RecordsView, proposal: RecordRow, clauses: readonly Clause[]): LedgerRefusal | null {
  if (proposal.body["unitBased"] === true) return null;
  const primary = clauses.filter(({ commitment }) => commitment["clauseOf"] !== undefined);
  for (const { intent } of primary.length === 0 ? clauses : primary) {
    if (intent.body["availableQuantity"] !== undefined) continue;
    const answer = answerOf(records, intent);
    if (answer === null) continue;
    const left = Object.values(remainingOf(records, intent) as Readonly<Record<string, Measure>>);
    if (left.some(({ hasNumericalValue }) => decimalSign(hasNumericalValue) > 0)) continue;
    const name = textAt(intent.body, "name", intent.id);
    const why = `${answer.by} has taken it already, with ${answer.id}, which satisfies all of its intent ${name}; what may be taken several times says availableQuantity or is unitBased`;
    return closed(proposal, why);
  }
  return null;
}

/** The last promise or event that satisfies an intent, and who stands on the side that the intent left open. */
function answerOf(records: RecordsView, { id, body }: RecordRow): { readonly id: string; readonly by: string } | null {
  const link = records.referring("satisfaction", "satisfies", { kind: "intent", id }).at(-1);
  if (link === undefined) return null;
  const answer = textAt(link.body, "satisfiedBy");
  const row = records.get("commitment", answer) ?? records.get("economicEvent", answer);
  return { id: answer, by: textAt(row?.body, body["provider"] === undefined ? "provider" : "receiver", "somebody") };
}

function idRefusal(records: RecordsView, commitment: { readonly id: string }, satisfaction: { readonly id: string }): LedgerRefusal | null {
  for (const [noun, { id }] of [
    ["commitment", commitment],
    ["satisfaction", satisfaction],
  ] as const) {
    if (!isId(id)) return { type: "BadId", at: `${noun}.id`, id };
    if (records.get(noun, id) !== undefined) return { type: "IdTaken", noun: VOCABULARY[noun].className, id };
  }
  return null;
}

/** The intents with less available, each once; or which of them has too little, or is asked for too little of. */
function offersAfter(clauses: readonly Clause[]): { readonly intents: readonly JsonObject[] } | Refused {
  const intents = new Map<string, JsonObject>();
  for (const { intent, commitment } of clauses) {
    const body = intents.get(intent.id) ?? intent.body;
    const [available, least] = ["availableQuantity", "minimumQuantity"].map((key) => body[key] as unknown as Measure | undefined);
    const intentName = textAt(body, "name", intent.id);
    for (const bound of [least, available]) {
      if (bound === undefined) continue;
      const asked = inUnit(commitment, bound.hasUnit);
      if (asked === null) return refused(unitRefusal(commitment, bound, intentName));
      const { hasNumericalValue: most, hasUnit: unit } = bound;
      const compared = compareDecimals(asked, most);
      if (bound === least && compared < 0) return refused({ type: "BelowMinimum", intent: intentName, asked, least: most, unit });
      if (bound === available && compared > 0)
        return refused({ type: "BeyondAvailable", intent: intentName, asked, available: most, unit });
      if (bound === available && decimalSign(asked) > 0) {
        const left = { hasNumericalValue: addDecimals(most, negateDecimal(asked)), hasUnit: unit };
        intents.set(intent.id, { ...without(body, ["availableQuantity"]), availableQuantity: left });
      }
    }
  }
  return { intents: [...intents.values()] };
}

/** How much of a promise there is in a unit; null: it is in another. */
function inUnit(commitment: JsonObject, unit: string): Decimal | null {
  const measures = [commitment["resourceQuantity"], commitment["effortQuantity"]] as unknown as readonly (Measure | undefined)[];
  return measures.find((measure) => measure?.hasUnit === unit)?.hasNumericalValue ?? null;
}

function unitRefusal(commitment: JsonObject, { hasUnit: wanted }: Measure, of: string): LedgerRefusal {
  const measure = (commitment["resourceQuantity"] ?? commitment["effortQuantity"]) as unknown as Measure | undefined;
  if (measure === undefined) return { type: "Missing", at: "intent.resourceQuantity", why: "the proposal does not say how much" };
  return { type: "UnitOther", at: "intent.resourceQuantity", unit: measure.hasUnit, wanted, of };
}

/** What of a promise says how a proposal was accepted. */
const ACCEPTED = ["provider", "receiver", "resourceQuantity", "effortQuantity", "clauseOf", "reciprocalClauseOf"];

/** The same acceptance again: its agreement has the same promises as then. What became of the proposal otherwise does not count. */
function again(records: RecordsView, command: AcceptProposal, clauses: readonly Clause[]): LedgerDecision {
  const { id, accepter } = command;
  const first = records.get("commitment", idOf(command)("commitment:1"));
  const said = first === undefined ? {} : records.firstSaid(first);
  const isTheirs = [said["clauseOf"], said["reciprocalClauseOf"]].includes(id) && [said["provider"], said["receiver"]].includes(accepter);
  const isSame = clauses.every(({ commitment }) => {
    const row = records.get("commitment", commitment.id);
    const then: JsonObject = row === undefined ? {} : records.firstSaid(row);
    const now: JsonObject = commitment;
    return ACCEPTED.every((key) => canonicalJson(then[key] ?? null) === canonicalJson(now[key] ?? null));
  });
  return isTheirs && isSame ? { entries: [], id, warnings: [] } : refused({ type: "IdTaken", noun: VOCABULARY.agreement.className, id });
}

const idOf =
  (command: AcceptProposal) =>
  (what: string): string =>
    command.idOf?.(what) ?? derivedId(command.id, what);
