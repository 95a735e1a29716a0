// What must hold of an event: REFERENCE tables of Valueflows and what is decided in docs/decisions/0014, one rule after the other.

import {
  type Action,
  ACTION_EFFECTS,
  addDecimals,
  compareDecimals,
  decimalSign,
  type EconomicEvent,
  negateDecimal,
} from "@commonwright/rea";
import { canonicalJson } from "../log/canonicalJson.js";
import { type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import { arrivalRefusal } from "./arrivals.js";
import { containerRefusal, isInside } from "./containers.js";
import { balanceAfter, changesOf, type EventWithResource } from "./effects.js";
import { sideRefusal, unitRefusal } from "./nounRules.js";
import { timeRefusal } from "./flowTimes.js";
import type { LedgerRefusal } from "./refusals.js";
import { accountTermsOf, amountOf, isAccount } from "./resources.js";

/** One rule: what it finds wrong, or null. */
type Rule = (told: EventWithResource, records: RecordsView) => LedgerRefusal | null;

/** What is wrong with an event, by the first rule that it breaks, or null. */
export function eventRefusal(told: EventWithResource, records: RecordsView): LedgerRefusal | null {
  for (const rule of RULES) {
    const refusal = rule(told, records);
    if (refusal !== null) return refusal;
  }
  return null;
}

const missing = (at: string, why: string): LedgerRefusal => ({ type: "Missing", at: `event.${at}`, why });
const asBody = (event: EconomicEvent) => event as unknown as JsonObject;
const resourceOf = (records: RecordsView, id: string | undefined): JsonObject | undefined =>
  id === undefined ? undefined : records.get("economicResource", id)?.body;
const nameOf = (resource: JsonObject): string => textOf(resource["name"] ?? resource["id"]);

const ofSomething: Rule = ({ event, resource }) => {
  const isNamed = [event.resourceConformsTo, event.resourceInventoriedAs, event.toResourceInventoriedAs, resource?.["conformsTo"]];
  return isNamed.some((each) => each !== undefined)
    ? null
    : missing("resourceConformsTo", "say of what kind it is, or which resource it happens to");
};

const inTime: Rule = ({ event }) => timeRefusal(asBody(event), "event");

const inProcess: Rule = ({ event }) => {
  const wrong = sideRefusal("event", asBody(event));
  if (wrong !== null) return wrong;
  const { inputOutput } = ACTION_EFFECTS[event.action];
  if (inputOutput === "input" && event.inputOf === undefined) return missing("inputOf", `${event.action} goes into a process`);
  if (inputOutput === "output" && event.outputOf === undefined) return missing("outputOf", `${event.action} comes out of a process`);
  return null;
};

/** Which quantities an action cannot do without. */
const withQuantity: Rule = ({ event }) => {
  const { eventQuantity } = ACTION_EFFECTS[event.action];
  const hasResource = event.resourceQuantity !== undefined;
  const hasEffort = event.effortQuantity !== undefined;
  if (eventQuantity === "resource" && !hasResource) return missing("resourceQuantity", `say how much ${event.action} is about`);
  if (eventQuantity === "effortAndResource" && !hasEffort)
    return missing("effortQuantity", `say how long, such as 2 h: ${event.action} is counted by effort`);
  if (eventQuantity === "resourceOrEffort" && !hasResource && !hasEffort) return missing("resourceQuantity", "say how much, or how long");
  return null;
};

const ACTIONS_OF_KINDS = new Set<Action>(["work", "deliverService"]);

/** Work and services are of a kind, and never a resource in stock. */
const ofAKind: Rule = ({ event }) =>
  ACTIONS_OF_KINDS.has(event.action) && event.resourceConformsTo === undefined
    ? missing("resourceConformsTo", `say which kind of ${event.action === "work" ? "work" : "service"} it is`)
    : null;

/** Actions that something must be there for. Those that move need one side at least, which `ofSomething` asks for. */
const NEED_RESOURCE = new Set<Action>(["lower", "pickup", "dropoff", "accept", "modify", "combine", "separate"]);
/** Actions that go from one resource to another; besides them custody may be handed over to a resource, and things go into a container. */
const HAVE_TO = new Set<Action>([
  "transfer",
  "transferCustody",
  "transferAllRights",
  "move",
  "copy",
  "combine",
  "pickup",
  "dropoff",
  "accept",
  "modify",
]);

const ofResources: Rule = ({ event, resource }) => {
  const { action, resourceInventoriedAs: from, toResourceInventoriedAs: to } = event;
  if (NEED_RESOURCE.has(action) && from === undefined)
    return missing("resourceInventoriedAs", `${action} happens to a resource that is there`);
  if (to !== undefined && !HAVE_TO.has(action)) return { type: "NotUsed", at: "event.toResourceInventoriedAs", action };
  const isPaired = ACTION_EFFECTS[action].pairsWith !== undefined;
  if (to !== undefined && isPaired && event.provider === event.receiver)
    return { type: "NotUsed", at: "event.toResourceInventoriedAs", action };
  const hasKind = [resource?.["conformsTo"], event.resourceConformsTo, from !== resource?.id ? from : undefined].some(
    (each) => each !== undefined,
  );
  return resource !== undefined && !hasKind
    ? { type: "Missing", at: "newInventoriedResource.conformsTo", why: "say of what kind the new resource is" }
    : null;
};

const sameAgents: Rule = ({ event }) =>
  ACTION_EFFECTS[event.action].impliedTransfer === "refused" && event.provider !== event.receiver
    ? { type: "AgentsDiffer", action: event.action }
    : null;

const inUnits: Rule = ({ event, resource }, records) => {
  const quantity = event.resourceQuantity;
  if (quantity === undefined) return null;
  for (const id of [event.resourceInventoriedAs, event.toResourceInventoriedAs]) {
    // What goes into a container is counted on its own.
    if (id === resource?.id || (event.action === "combine" && id === event.toResourceInventoriedAs)) continue;
    const refusal = unitRefusal({ at: "event.resourceQuantity", records }, { ...quantity }, resourceOf(records, id));
    if (refusal !== null) return refusal;
  }
  return null;
};

const ONE_KIND = new Set<Action>(["transfer", "transferCustody", "transferAllRights", "move", "pickup", "dropoff", "accept", "modify"]);

/** What arrives is of the kind that left, and of the kind that the event says. */
const ofOneKind: Rule = ({ event, resource }, records) => {
  const { action, resourceConformsTo: said } = event;
  const sideOf = (id: string | undefined) => (id !== undefined && id === resource?.id ? resource : resourceOf(records, id));
  const from = sideOf(event.resourceInventoriedAs);
  const to = sideOf(event.toResourceInventoriedAs);
  // A copy is said to be of its own kind, and a container may be of any.
  const compared = action === "copy" ? [to] : ONE_KIND.has(action) ? [from, to] : [from];
  const sides = compared.flatMap((body) => (typeof body?.["conformsTo"] === "string" ? [{ body, kind: body["conformsTo"] }] : []));
  const [first, second] = sides;
  if (first !== undefined && second !== undefined && first.kind !== second.kind)
    return { type: "SpecificationsDiffer", from: first.kind, to: second.kind, resource: nameOf(second.body) };
  const other = said === undefined ? undefined : sides.find(({ kind }) => kind !== said);
  if (said === undefined || other === undefined) return null;
  return { type: "OfAnotherKind", said, resource: nameOf(other.body), kind: other.kind };
};

/** Who gives must be who is accountable, or who has it: what nobody holds is left to whoever tells. */
const BY_ACCOUNTABLE = new Set<Action>(["consume", "lower", "transfer", "transferAllRights", "move"]);
const BY_CUSTODIAN = new Set<Action>(["transferCustody", "pickup", "accept"]);

const byHolder: Rule = ({ event, resource }, records) => {
  const { action, provider } = event;
  // A correction repeats who gave then, whoever holds it now.
  if (event.corrects !== undefined) return null;
  const from = event.resourceInventoriedAs === resource?.id ? undefined : resourceOf(records, event.resourceInventoriedAs);
  if (from === undefined) return null;
  const { primaryAccountable: accountable, custodian = accountable } = from;
  if (BY_ACCOUNTABLE.has(action) && typeof accountable === "string" && accountable !== provider) {
    return { type: "NotAccountable", action, resource: nameOf(from), provider, accountable };
  }
  if (BY_CUSTODIAN.has(action) && typeof custodian === "string" && custodian !== provider) {
    return { type: "NotCustodian", action, resource: nameOf(from), provider, custodian };
  }
  return null;
};

/** What comes back from a process must have gone into it. */
const afterItsPair: Rule = ({ event }, records) => {
  const { inputOutput, pairsWith: pair } = ACTION_EFFECTS[event.action];
  const { outputOf, resourceInventoriedAs } = event;
  if (pair === undefined || inputOutput !== "output" || outputOf === undefined || resourceInventoriedAs === undefined) return null;
  const before = records.referring("economicEvent", "inputOf", { kind: "process", id: outputOf });
  const isThere = before.some(({ body }) => body["action"] === pair && body["resourceInventoriedAs"] === resourceInventoriedAs);
  return isThere ? null : { type: "NoEarlier", action: event.action, pair, resource: resourceInventoriedAs, process: outputOf };
};

const inContainers: Rule = ({ event }, records) => containerRefusal(event, records);

/** Actions that take along what is in a resource. */
const CARRYING = new Set<Action>(["transfer", "transferCustody", "transferAllRights", "move"]);

/** A new resource that begins in a container: the container must be another, and not what will lie in the new one. */
const newInContainer: Rule = ({ event, resource }, records) => {
  const container = resource?.["containedIn"];
  if (resource === undefined || typeof container !== "string") return null;
  if (isAccount(resourceOf(records, container))) return { type: "AccountAsContainer", account: container };
  const { resourceInventoriedAs: from } = event;
  const comesAlong = CARRYING.has(event.action) && from !== undefined && from !== container && isInside(container, from, records);
  return comesAlong || isInside(container, resource.id, records) ? { type: "ContainsItself", resource: resource.id } : null;
};

/** What holds other things is handed on as a whole. */
const wholeContainers: Rule = ({ event }, records) => {
  const { action, resourceInventoriedAs: id, toResourceInventoriedAs: to, resourceQuantity } = event;
  const from = resourceOf(records, id);
  if (!CARRYING.has(action) || from === undefined || id === undefined || resourceQuantity === undefined) return null;
  if (event.corrects !== undefined || isAccount(from)) return null;
  if (id !== to && to !== undefined && isInside(to, id, records)) return { type: "ContainsItself", resource: nameOf(from) };
  const key = action === "transferAllRights" ? "accountingQuantity" : "onhandQuantity";
  const onhand = amountOf(from, key);
  const taken = resourceQuantity.hasNumericalValue;
  if (taken === "0" || onhand === taken) return null;
  const isContainer = records.referring("economicResource", "containedIn", { kind: "economicResource", id }).length > 0;
  return isContainer ? { type: "ContainerInParts", resource: nameOf(from), onhand, taken } : null;
};

/** What a correction has in common with the event that it corrects: repeated, or left out and taken from there. */
export const REPEATED = [
  "action",
  "provider",
  "receiver",
  "resourceConformsTo",
  "resourceInventoriedAs",
  "toResourceInventoriedAs",
  "inputOf",
  "outputOf",
  "realizationOf",
  "reciprocalRealizationOf",
] as const;

const asTheCorrected: Rule = ({ event }, records) => {
  if (event.corrects === undefined) return null;
  const original = records.get("economicEvent", event.corrects)?.body as unknown as EconomicEvent | undefined;
  if (original === undefined) return null;
  if (original.corrects !== undefined) return { type: "CorrectsACorrection", corrects: original.id, original: original.corrects };
  const at = REPEATED.find((key) => canonicalJson(event[key] ?? null) !== canonicalJson(original[key] ?? null));
  if (at !== undefined) return { type: "CorrectsOther", at: `event.${at}`, original: original[at] ?? "none" };
  const unit = (["resourceQuantity", "effortQuantity"] as const).find(
    (key) => event[key] !== undefined && event[key].hasUnit !== original[key]?.hasUnit,
  );
  return unit === undefined ? null : { type: "CorrectsOther", at: `event.${unit}`, original: original[unit]?.hasUnit ?? "none" };
};

/** With all its corrections an event comes to nothing at the least: what goes the other way is another event, told by who may tell it. */
const withinTheCorrected: Rule = ({ event }, records) => {
  const original = event.corrects === undefined ? undefined : records.get("economicEvent", event.corrects);
  if (original === undefined) return null;
  const corrections = records.referring("economicEvent", "corrects", original).map(({ body }) => body as unknown as EconomicEvent);
  for (const key of ["resourceQuantity", "effortQuantity"] as const) {
    const told = [original.body as unknown as EconomicEvent, ...corrections].map((each) => each[key]?.hasNumericalValue ?? "0");
    const stands = told.reduce(addDecimals, "0");
    const taken = event[key]?.hasNumericalValue ?? "0";
    if (decimalSign(addDecimals(stands, taken)) < 0)
      return { type: "CorrectsTooMuch", at: `event.${key}`, original: original.id, stands, taken };
  }
  return null;
};

/** Accounts of money and credit: the terms of a resource that is there, or of one that is being made. */
function accountOf(records: RecordsView, id: string | undefined, told: EventWithResource): JsonObject | null {
  if (id === undefined) return null;
  const { resource, event } = told;
  if (id !== resource?.id) {
    const body = resourceOf(records, id);
    return body?.["lowestBalance"] === undefined ? null : body;
  }
  const from = resourceOf(records, event.resourceInventoriedAs === id ? undefined : event.resourceInventoriedAs);
  const kind = resource["conformsTo"] ?? event.resourceConformsTo ?? from?.["conformsTo"];
  const terms = accountTermsOf(records.get("resourceSpecification", textOf(kind))?.body);
  const nothing = { hasNumericalValue: "0", hasUnit: event.resourceQuantity?.hasUnit ?? "one" };
  return terms === null ? null : { id, ...terms, accountingQuantity: nothing, onhandQuantity: nothing };
}

/** Credit moves from one account to another of the same currency, and never comes from nowhere. */
const conservingCredit: Rule = (told, records) => {
  const { event } = told;
  const [from, to] = [accountOf(records, event.resourceInventoriedAs, told), accountOf(records, event.toResourceInventoriedAs, told)];
  const changes = changesOf(event);
  for (const currency of [from?.["creditCurrency"], to?.["creditCurrency"]]) {
    if (typeof currency !== "string") continue;
    const isMoved = (["accounting", "onhand"] as const).every((key) => {
      const out = from?.["creditCurrency"] === currency ? changes.from[key] : "0";
      const into = to?.["creditCurrency"] === currency ? changes.to[key] : "0";
      return out === negateDecimal(into);
    });
    if (!isMoved) return { type: "CreditOneSided", currency, action: event.action };
  }
  return null;
};

/** Accounts of money and credit do not go below their limit; also not by a correction. */
const withinLimits: Rule = (told, records) => {
  const { event } = told;
  if (event.resourceInventoriedAs === event.toResourceInventoriedAs) return null;
  const changes = changesOf(event);
  for (const side of ["from", "to"] as const) {
    const account = accountOf(records, side === "from" ? event.resourceInventoriedAs : event.toResourceInventoriedAs, told);
    if (account === null) continue;
    const lowest = textOf(account["lowestBalance"]);
    const after = balanceAfter(account, changes[side]);
    for (const key of ["accounting", "onhand"] as const) {
      const balance = amountOf(account, `${key}Quantity`);
      if (compareDecimals(after[key], lowest) < 0) {
        return { type: "BelowLimit", account: nameOf(account), lowest, balance, taken: event.resourceQuantity?.hasNumericalValue ?? "0" };
      }
    }
  }
  return null;
};

const RULES: readonly Rule[] = [
  asTheCorrected,
  ofSomething,
  inTime,
  inProcess,
  withQuantity,
  ofAKind,
  ofResources,
  withinTheCorrected,
  sameAgents,
  inUnits,
  ofOneKind,
  byHolder,
  afterItsPair,
  inContainers,
  newInContainer,
  wholeContainers,
  arrivalRefusal,
  conservingCredit,
  withinLimits,
];
