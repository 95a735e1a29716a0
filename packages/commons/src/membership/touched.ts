// What is reached into beside what is asked for: what takes from somebody's thing, binds it or puts itself into it needs them.

import { ACTION_EFFECTS, type ActionEffects, type EconomicEvent, isAction, type NounName } from "@commonwright/rea";
import { setsCustodian } from "../ledger/effects.js";
import { REPEATED } from "../ledger/eventRules.js";
import type { Given } from "../ledger/values.js";
import { type Json, type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import { isAdoptedPlanId } from "../plans/adoption.js";
import { type Parties, partiesOf } from "./parties.js";
import type { Asked } from "./asked.js";
import type { ActionName } from "./permissionTable.js";

/** A record that is reached into: the row of the table that must permit it, whose it is, and what it says. */
export interface Touched {
  readonly action: ActionName;
  readonly parties: Parties;
  readonly body: JsonObject;
}

/** A property by which a record reaches into another. */
interface Reach {
  readonly property: string;
  readonly kind: NounName;
  readonly action: ActionName;
  /** Whose agreement it needs, where that is not whose the other is. */
  readonly parties?: (target: JsonObject, body: JsonObject, records: RecordsView) => Parties;
}

const agents = (body: JsonObject, ...properties: readonly string[]): Parties =>
  properties.map((property) => textOf(body[property])).filter((id) => id !== "");

/** A promise is answered by those between whom it is. */
const FULFILS: Omit<Reach, "property"> = {
  kind: "commitment",
  action: "record fulfillment",
  parties: (commitment) => agents(commitment, "provider", "receiver"),
};
const OF_RESOURCE: Omit<Reach, "property"> = { kind: "economicResource", action: "change resource" };

/** A claim is settled by what reaches who claims; by anything else only if they say so. */
function settlers(claim: JsonObject, event: JsonObject | undefined): Parties {
  const claimants = agents(claim, "receiver");
  const isReached = claimants.length === 0 || claimants.includes(textOf(event?.["receiver"]));
  return isReached ? agents(claim, "provider", "receiver") : claimants;
}

const REACHES_INTO: Readonly<Partial<Record<NounName, readonly Reach[]>>> = {
  // A home is entered by who lives there; a place of nobody's by anybody.
  agent: [{ property: "primaryLocation", kind: "spatialThing", action: "change spatialThing" }],
  agreement: [{ property: "bundledIn", kind: "agreementBundle", action: "change agreementBundle" }],
  commitment: [
    { property: "clauseOf", kind: "agreement", action: "change agreement" },
    { property: "reciprocalClauseOf", kind: "agreement", action: "change agreement" },
    // Stock that is promised is not free any more.
    { property: "resourceInventoriedAs", ...OF_RESOURCE },
  ],
  fulfillment: [{ property: "fulfills", ...FULFILS }],
  intent: [
    // Who offers a thing must have it; wishing for it takes nothing.
    {
      property: "resourceInventoriedAs",
      ...OF_RESOURCE,
      parties: (target, body, records) => (textOf(body["provider"]) === "" ? [] : partiesOf("economicResource", target, records)),
    },
  ],
  process: [
    {
      property: "plannedWithin",
      kind: "plan",
      action: "change plan",
      // Whoever works for a plan that was adopted for all belongs into it.
      parties: (plan, _body, records) => (isAdoptedPlanId(textOf(plan["id"])) ? [] : partiesOf("plan", plan, records)),
    },
  ],
  proposedIntent: [{ property: "publishedIn", kind: "proposal", action: "change proposal" }],
  settlement: [
    {
      property: "settles",
      kind: "claim",
      action: "record settlement",
      parties: (claim, body, records) => settlers(claim, records.get("economicEvent", textOf(body["settledBy"]))?.body),
    },
  ],
};

/** What is reached into. What was recorded before is only told again, and reaches into nothing. */
export function touchedBy(asked: Asked, records: RecordsView): readonly Touched[] {
  switch (asked.type) {
    case "record":
      return isKnown(records, asked.noun, asked.id) ? [] : reached(asked.noun, { after: asked.given as JsonObject }, records);
    case "change": {
      const before = records.get(asked.noun, asked.revisionId.replace(/^\d+\./u, ""))?.body ?? {};
      return reached(asked.noun, { before, after: { ...before, ...(asked.given as JsonObject) } }, records);
    }
    case "event":
      return isKnown(records, "economicEvent", asked.id) ? [] : touchedByEvent(asked, records);
    case "accept":
      return promisedAway(asked.proposal, records);
    case "plan":
      return [asked.resource].flatMap((id) => resource(id, records));
    case "remove":
    case "removeById":
    case "describe":
    case "accountLimit":
    case "other":
      return [];
  }
}

const isKnown = (records: RecordsView, noun: NounName, id: string | undefined): boolean =>
  id !== undefined && records.get(noun, id) !== undefined;

interface Revision {
  readonly before?: JsonObject;
  readonly after: JsonObject;
}

function reached(noun: NounName, { before = {}, after }: Revision, records: RecordsView): readonly Touched[] {
  return (REACHES_INTO[noun] ?? []).flatMap((reach): readonly Touched[] => {
    const id = textOf(after[reach.property]);
    const isAsBefore = id === textOf(before[reach.property]) && textOf(before["provider"]) === textOf(after["provider"]);
    return id === "" || isAsBefore ? [] : reachedAt(id, reach, { body: after, records });
  });
}

/** Nothing where there is no such record: that is for the decision to say. */
function reachedAt(
  id: string,
  { kind, action, parties }: Omit<Reach, "property">,
  { body, records }: { readonly body: JsonObject; readonly records: RecordsView },
): readonly Touched[] {
  const target = records.get(kind, id)?.body;
  if (target === undefined) return [];
  return [{ action, parties: parties?.(target, body, records) ?? partiesOf(kind, target, records), body: target }];
}

const resource = (id: string | undefined, records: RecordsView): readonly Touched[] =>
  id === undefined || id === "" ? [] : reachedAt(id, OF_RESOURCE, { body: {}, records });

/** What is wished for by name and now promised is to be theirs who promise it. */
function promisedAway(proposal: string | undefined, records: RecordsView): readonly Touched[] {
  if (proposal === undefined) return [];
  return records.referring("proposedIntent", "publishedIn", { kind: "proposal", id: proposal }).flatMap(({ body }) => {
    const intent = records.get("intent", textOf(body["publishes"]))?.body ?? {};
    const id = textOf(intent["resourceInventoriedAs"]);
    return id === "" || textOf(intent["provider"]) !== "" ? [] : resource(id, records);
  });
}

/** An event as it is told, with what a correction leaves out. */
function toldOf(given: Given, records: RecordsView): JsonObject {
  const told = given as JsonObject;
  const original = records.get("economicEvent", textOf(told["corrects"]))?.body;
  if (original === undefined) return told;
  const repeated = REPEATED.flatMap((key) =>
    told[key] === undefined && original[key] !== undefined ? [[key, original[key]] as const] : [],
  );
  return { ...told, ...Object.fromEntries(repeated) };
}

const isNegative = ({ resourceQuantity }: JsonObject): boolean => {
  const value = (resourceQuantity as { readonly hasNumericalValue?: Json } | null | undefined)?.hasNumericalValue;
  return textOf(value).trim().startsWith("-");
};

/** Who tells an event: its provider. What takes back what somebody received is theirs to tell, too, for it goes back from them. */
export function eventTellers(given: Given, records: RecordsView): Parties {
  const told = toldOf(given, records);
  const to = textOf(told["toResourceInventoriedAs"]);
  const isOther = to !== "" && to !== told["resourceInventoriedAs"];
  const isGivenBack = isOther && textOf(told["corrects"]) !== "" && isNegative(told);
  return isGivenBack ? agents(told, "provider", "receiver") : agents(told, "provider");
}

function touchedByEvent({ given, newResource }: Extract<Asked, { type: "event" }>, records: RecordsView): readonly Touched[] {
  const told = toldOf(given, records);
  const action = textOf(told["action"]);
  if (!isAction(action)) return [];
  const effects = ACTION_EFFECTS[action];
  const output = textOf(told["outputOf"]);
  return [
    ...fromTouched(told, effects, records),
    ...toTouched(told, effects, records),
    ...resource(textOf((newResource?.given as JsonObject | undefined)?.["containedIn"]), records),
    // Whoever does something for a process of others gives to it; what comes out of it is theirs to say.
    ...(action === "produce" ? reachedAt(output, { kind: "process", action: "change process" }, { body: told, records }) : []),
    ...idsIn(told["fulfills"]).flatMap((id) => reachedAt(id, FULFILS, { body: told, records })),
    ...idsIn(told["settles"]).flatMap((id) =>
      reachedAt(id, { kind: "claim", action: "record settlement", parties: (claim) => settlers(claim, told) }, { body: told, records }),
    ),
  ];
}

const idsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];

const says = (told: JsonObject, key: string): boolean => told[key] !== undefined && told[key] !== null;

/** What an event changes of the resource that it names first needs who holds that, but for what is given back into it. */
function fromTouched(told: JsonObject, effects: ActionEffects, records: RecordsView): readonly Touched[] {
  const { accounting, onhand } = effects;
  const isTwoSided = accounting.to !== 0 || onhand.to !== 0;
  const isMoved = accounting.from !== 0 || onhand.from !== 0;
  const isGivenBack = isTwoSided && isNegative(told);
  const isSaid =
    (effects.state === "update" && says(told, "state")) ||
    (effects.location === "update" && says(told, "toLocation")) ||
    effects.contained !== "none";
  return (isMoved && !isGivenBack) || isSaid ? resource(textOf(told["resourceInventoriedAs"]), records) : [];
}

/** Giving something into a resource needs nobody; taking it out again, taking the resource over or saying otherwise of it needs who holds it. */
function toTouched(told: JsonObject, effects: ActionEffects, records: RecordsView): readonly Touched[] {
  const id = textOf(told["toResourceInventoriedAs"]);
  const body = records.get("economicResource", id)?.body;
  if (body === undefined || id === told["resourceInventoriedAs"]) return [];
  const taken = takenOver(told, effects, body).map((holder): Touched => ({ action: "change resource", parties: [holder], body }));
  const isChanged = effects.contained !== "none" || isNegative(told) || saysOtherwise(told, body);
  return isChanged ? [...resource(id, records), ...taken] : taken;
}

/** Whose place the receiver takes in a resource that something goes to. */
function takenOver(told: JsonObject, effects: ActionEffects, body: JsonObject): Parties {
  if (textOf(told["corrects"]) !== "" || effects.contained !== "none") return [];
  const receiver = textOf(told["receiver"]);
  const accountable = effects.accountable === "updateTo" ? agents(body, "primaryAccountable") : [];
  const custodian = setsCustodian(told as unknown as EconomicEvent) ? agents(body, "custodian") : [];
  return [...accountable, ...custodian].filter((holder) => holder !== receiver);
}

function saysOtherwise(told: JsonObject, body: JsonObject): boolean {
  const known = idsIn(body["classifiedAs"]);
  const isElsewhere = says(told, "toLocation") && told["toLocation"] !== body["currentLocation"];
  const isOtherwise = says(told, "state") && told["state"] !== body["state"];
  return isElsewhere || isOtherwise || idsIn(told["resourceClassifiedAs"]).some((each) => !known.includes(each));
}
