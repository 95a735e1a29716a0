// The tables of the nouns against the classes of Valueflows 1.0, typed out here from its reference.

import { describe, expect, it } from "vitest";
import { ACTION_EFFECTS, ACTIONS, isAction, NOUN_NAMES, type NounName, type Property, UNITS, VOCABULARY } from "../src/index.js";

const FLOW =
  "action: Action, resourceConformsTo: ResourceSpecification, resourceClassifiedAs: [string], resourceQuantity: Measure, effortQuantity: Measure, note: string";
const AGENTS = "provider: Agent, receiver: Agent";
const WHEN = "hasBeginning: dateTime, hasEnd: dateTime, hasPointInTime: dateTime";
const SIDES = "inputOf: Process, outputOf: Process";
const NAMED = "name: string, note: string";

/** Class by class; "<" names the property that a property is the inverse of. */
const CLASSES: Readonly<Record<string, string>> = {
  Agent: `${NAMED}, image: anyURI, primaryLocation: SpatialThing, classifiedAs: [string]`,
  Agreement: `${NAMED}, bundledIn: AgreementBundle, created: dateTime, realizes: <realizationOf, realizesReciprocal: <reciprocalRealizationOf, stipulates: <clauseOf, stipulatesReciprocal: <reciprocalClauseOf`,
  AgreementBundle: `${NAMED}, bundles: <bundledIn, created: dateTime`,
  BatchLotRecord: "batchLotCode: string, expirationDate: dateTime",
  Claim: `${FLOW}, ${AGENTS}, created: dateTime, due: dateTime, finished: boolean, triggeredBy: EconomicEvent`,
  Commitment: `${FLOW}, ${AGENTS}, ${WHEN}, ${SIDES}, clauseOf: Agreement, reciprocalClauseOf: Agreement, created: dateTime, due: dateTime, finished: boolean, independentDemandOf: Plan, plannedWithin: Plan, resourceInventoriedAs: EconomicResource, satisfies: <satisfiedBy, stage: ProcessSpecification, state: string`,
  EconomicEvent: `${FLOW}, ${AGENTS}, ${WHEN}, ${SIDES}, corrects: EconomicEvent, created: dateTime, fulfills: <fulfilledBy, image: anyURI, realizationOf: Agreement, reciprocalRealizationOf: Agreement, resourceInventoriedAs: EconomicResource, satisfies: <satisfiedBy, settles: <settledBy, state: string, toLocation: SpatialThing, toResourceInventoriedAs: EconomicResource`,
  EconomicResource: `${NAMED}, accountingQuantity: Measure, onhandQuantity: Measure, classifiedAs: [string], conformsTo: ResourceSpecification, containedIn: EconomicResource, contains: <containedIn, currentCurrencyLocation: string, currentLocation: SpatialThing, currentVirtualLocation: anyURI, image: anyURI, imageList: [anyURI], ofBatchLot: BatchLotRecord, primaryAccountable: Agent, stage: ProcessSpecification, state: string, trackingIdentifier: string, unitOfEffort: Unit`,
  Intent: `${FLOW}, ${AGENTS}, ${WHEN}, ${SIDES}, availableQuantity: Measure, minimumQuantity: Measure, due: dateTime, finished: boolean, image: anyURI, imageList: [anyURI], name: string, plannedWithin: Plan, resourceInventoriedAs: EconomicResource, stage: ProcessSpecification, state: string`,
  Plan: `${NAMED}, created: dateTime, due: dateTime, hasIndependentDemand: <independentDemandOf, planIncludes: <plannedWithin`,
  Process: `${NAMED}, basedOn: ProcessSpecification, classifiedAs: [string], finished: boolean, hasBeginning: dateTime, hasEnd: dateTime, hasInput: <inputOf, hasOutput: <outputOf, inScopeOf: [Agent], plannedWithin: Plan`,
  ProcessSpecification: `${NAMED}, image: anyURI`,
  Proposal: `${NAMED}, created: dateTime, eligibleLocation: SpatialThing, hasBeginning: dateTime, hasEnd: dateTime, listedIn: [ProposalList], proposedTo: <proposed, publishes: <publishedIn, reciprocal: <publishedIn, purpose: ProposalPurpose, unitBased: boolean`,
  ProposalList: `${NAMED}, created: dateTime, lists: <listedIn, proposedTo: [Agent]`,
  Recipe: `${NAMED}, primaryOutput: ResourceSpecification, recipeIncludes: [RecipeProcess]`,
  RecipeExchange: `${NAMED}, recipeStipulates: <recipeClauseOf, recipeStipulatesReciprocal: <recipeReciprocalClauseOf`,
  RecipeFlow: `${FLOW}, recipeClauseOf: RecipeExchange, recipeReciprocalClauseOf: RecipeExchange, recipeInputOf: RecipeProcess, recipeOutputOf: RecipeProcess, stage: ProcessSpecification, state: string`,
  RecipeProcess: `${NAMED}, hasDuration: Duration, hasRecipeInput: <recipeInputOf, hasRecipeOutput: <recipeOutputOf, image: anyURI, processClassifiedAs: [string], processConformsTo: ProcessSpecification`,
  ResourceSpecification: `${NAMED}, defaultUnitOfEffort: Unit, defaultUnitOfResource: Unit, image: anyURI, imageList: [anyURI], mediumOfExchange: boolean, resourceClassifiedAs: [string], substitutable: boolean`,
  SpatialThing: `${NAMED}, alt: number, lat: number, long: number, mappableAddress: string, hasDetailedGeometry: [string]`,
  Unit: "label: string, symbol: string, omUnitIdentifier: anyURI, classifiedAs: [string]",
};

/**
 * Where we differ on purpose. Person, Organization and EcologicalAgent are Agent with a type. A thing is in one container. A process may be
 * in the scope of several agents, as in the binding. What an event or a commitment fulfils, satisfies and settles, and what a proposal
 * publishes and to whom, are records of their own, as in the binding, for they may carry quantities: the properties are read from those.
 * Membership is kept, though it is gone from Valueflows.
 */
const OURS: readonly NounName[] = [
  "fulfillment",
  "satisfaction",
  "settlement",
  "proposedIntent",
  "proposedTo",
  "agentRelationship",
  "agentRelationshipRole",
];

const PLAIN: Readonly<Record<string, Property["holds"]>> = {
  string: "text",
  anyURI: "address",
  "[string]": "addresses",
  "[anyURI]": "addresses",
  boolean: "flag",
  number: "number",
  dateTime: "instant",
  Measure: "measure",
  Duration: "duration",
  Unit: "unit",
  Action: "action",
};

const nounOfClass = (className: string) => Object.values(VOCABULARY).find((noun) => noun.className === className);

/** A property as the reference says it: what it holds, and of whom. */
function expected(range: string): object {
  const holds = PLAIN[range];
  if (holds !== undefined) return { holds };
  if (range === "ProposalPurpose") return { holds: "choice", of: ["offer", "request"] };
  const name = nounOfClass(range.replace(/[[\]]/g, ""))?.name;
  return { holds: range.startsWith("[") ? "references" : "reference", to: [name] };
}

const lineOf = (className: string): [name: string, range: string][] =>
  (CLASSES[className] ?? "").split(", ").map((each) => each.split(": ") as [string, string]);

describe("the nouns", () => {
  it.each(Object.keys(CLASSES))("[R3] %s has every property of Valueflows 1.0, and says which others it has", (className) => {
    const noun = nounOfClass(className);
    for (const [name, range] of lineOf(className)) {
      if (!range.startsWith("<")) {
        expect([name, noun?.properties[name]]).toMatchObject([name, expected(range)]);
        expect(noun?.properties[name]?.origin).toBeUndefined();
        continue;
      }
      const inverses = noun?.inverses?.[name] ?? [];
      expect(inverses.length).toBeGreaterThan(0);
      for (const inverse of inverses) expect(inverse).toMatch(new RegExp(`\\.${range.slice(1)}$`));
    }
    const listed = new Set(lineOf(className).map(([name]) => name));
    const others = Object.entries(noun?.properties ?? {}).filter(([name]) => !listed.has(name));
    for (const [name, { origin }] of others) expect([name, origin]).toEqual([name, expect.stringMatching(/^(binding|commonwright)$/)]);
    expect(Object.keys(noun?.inverses ?? {}).filter((name) => !listed.has(name))).toEqual([]);
  });

  it("[R3] there are no other nouns but links and membership, and each is named after its class", () => {
    const fromClasses = Object.keys(CLASSES).map((className) => nounOfClass(className)?.name ?? className);
    expect([...NOUN_NAMES].toSorted()).toEqual([...fromClasses, ...OURS].toSorted());
    expect(Object.keys(VOCABULARY).toSorted()).toEqual([...NOUN_NAMES].toSorted());
    for (const [name, noun] of Object.entries(VOCABULARY)) {
      expect(noun.name).toBe(name);
      expect(noun.className).toBe(name.charAt(0).toUpperCase() + name.slice(1));
    }
    for (const name of OURS) {
      for (const { origin } of Object.values(VOCABULARY[name].properties)) expect(origin).toBe("binding");
    }
  });

  it("[R4] references name nouns that there are; inverses name properties that refer back", () => {
    for (const noun of Object.values(VOCABULARY)) {
      for (const property of Object.values(noun.properties)) {
        if (!("to" in property)) continue;
        expect(property.to.length).toBeGreaterThan(0);
        for (const target of property.to) expect(NOUN_NAMES).toContain(target);
      }
      for (const inverse of Object.values(noun.inverses ?? {}).flat()) {
        const [other = "", name = ""] = inverse.split(".");
        const property = VOCABULARY[other as NounName].properties[name];
        expect([inverse, property !== undefined && "to" in property ? property.to : []]).toEqual([
          inverse,
          expect.arrayContaining([noun.name]),
        ]);
      }
    }
  });

  it("[R4] what only events change is on resources, and is what their replay gives", () => {
    const byEvents = Object.values(VOCABULARY).flatMap(({ name, properties }) =>
      Object.entries(properties).flatMap(([property, { byEventsOnly }]) => (byEventsOnly === true ? [`${name}.${property}`] : [])),
    );
    const expectedOnes = [
      "conformsTo",
      "accountingQuantity",
      "onhandQuantity",
      "primaryAccountable",
      "custodian",
      "currentLocation",
      "containedIn",
      "stage",
      "state",
    ];
    expect(byEvents.toSorted()).toEqual(expectedOnes.map((each) => `economicResource.${each}`).toSorted());
  });
});

describe("the actions", () => {
  /** io, pairs, may create, accounting, onhand (from to), location, contained, accountable, stage, state; typed from the reference. */
  const TABLE = `
    produce | output | - | from | + . | + . | new | - | new | update | update
    consume | input | - | - | - . | - . | - | - | - | - | update
    use | input | - | - | . . | . . | - | - | - | - | update
    work | input | - | - | . . | . . | - | - | - | - | -
    cite | input | - | - | . . | . . | - | - | - | - | update
    deliverService | both | - | - | . . | . . | - | - | - | - | -
    pickup | input | dropoff | - | . . | - . | update | - | - | - | update
    dropoff | output | pickup | - | . . | + . | update | - | - | update | update
    accept | input | modify | - | . . | - . | update | - | - | - | update
    modify | output | accept | - | . . | + . | update | - | - | update | update
    combine | input | - | - | . . | - . | - | update | - | - | update
    separate | output | - | - | . . | + . | - | remove | - | update | update
    transferCustody | none | - | to | . . | - + | updateTo | - | - | - | updateTo
    transferAllRights | none | - | to | - + | . . | - | - | updateTo | - | updateTo
    transfer | none | - | to | - + | - + | updateTo | - | updateTo | - | updateTo
    move | none | - | to | - + | - + | updateTo | - | - | - | updateTo
    copy | none | - | to | . + | . + | new | - | new | - | updateTo
    raise | none | - | from | + . | + . | - | - | new | - | update
    lower | none | - | - | - . | - . | - | - | new | - | update
  `;

  it("[R5] do what the table of Valueflows says", () => {
    const signs = ({ from, to }: { readonly from: number; readonly to: number }) =>
      [from, to].map((sign) => "-.+".charAt(sign + 1)).join(" ");
    const none = (text: string | undefined) => (text === undefined || text === "none" ? "-" : text);
    const lines = ACTIONS.map((action) => {
      const { inputOutput, pairsWith, createResource, accounting, onhand, ...rest } = ACTION_EFFECTS[action];
      const { location, contained, accountable, stage, state } = rest;
      const effects = [location, contained, accountable, stage, state].map(none);
      return [action, inputOutput, none(pairsWith), none(createResource), signs(accounting), signs(onhand), ...effects].join(" | ");
    });
    const wanted = TABLE.trim()
      .split("\n")
      .map((line) => line.trim());
    expect(lines).toEqual(wanted);
  });

  it("[R5] imply a transfer where agents differ, as the reference says", () => {
    const implied = (kind: string) => ACTIONS.filter((action) => ACTION_EFFECTS[action].impliedTransfer === kind);
    expect(implied("all")).toEqual(["produce", "consume", "deliverService"]);
    expect(implied("custody")).toEqual(["pickup", "dropoff", "accept", "modify"]);
    expect(implied("refused")).toEqual(["move", "raise", "lower"]);
    expect(ACTIONS.every(isAction)).toBe(true);
    for (const old of ["pass", "fail", "pack", "unpack", "transfer-custody", "transfer-all-rights", "deliver-service"])
      expect(isAction(old)).toBe(false);
  });
});

describe("the units", () => {
  it("[R6] are known by one id each, with what OM 2 and UCUM call them", () => {
    expect(UNITS.size).toBeGreaterThanOrEqual(30);
    for (const [id, unit] of UNITS) {
      expect(unit.id).toBe(id);
      expect(unit.label).toMatch(/^\S.*\S$/);
      expect(unit.omUnitIdentifier).toMatch(/^http:\/\/www\.ontology-of-units-of-measure\.org\/resource\/om-2\/[A-Za-z-]+$/);
      expect(unit.ucumCode).toMatch(/^[!-~]+$/);
    }
    const codes = [...UNITS.values()].map(({ ucumCode }) => ucumCode);
    expect(new Set(codes).size).toBe(codes.length);
    const known = { one: "1", kg: "kg", g: "g", m: "m", m2: "m2", l: "L", h: "h", d: "d", t: "t" };
    for (const [id, code] of Object.entries(known)) expect(UNITS.get(id)?.ucumCode).toBe(code);
  });
});
