// A stranger's program for vf-graphql 0.9 against the program as it is started: all 19 kinds of events with their effects, promises, offers, recipes, lists, track and trace.

import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, isInputObjectType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, clientOf, type Data, officialSchema } from "./client.js";
import { type StartedProgram, startedProgram } from "./startedProgram.js";

let program: StartedProgram;
let client: Client;
/** Ids by the names of the story. */
const id: Record<string, string> = {};

beforeAll(async () => {
  program = await startedProgram();
  client = clientOf(program.endpoint, program.token);
}, 60_000);
afterAll(() => program.stop());

const CREATE_EVENT = `mutation ($event: EconomicEventCreateParams!, $new: EconomicResourceCreateParams) {
  createEconomicEvent(event: $event, newInventoriedResource: $new) { economicEvent { id revisionId } economicResource { id } }
}`;

/** Tells an event; gives its id and that of the resource that it made. */
async function tell(event: Record<string, unknown>, made?: Record<string, unknown>): Promise<{ event: string; resource: string }> {
  const { createEconomicEvent: answer } = await client.ask(CREATE_EVENT, { event, new: made });
  return { event: answer.economicEvent.id, resource: answer.economicResource?.id };
}

const q = (hasNumericalValue: string, unit: string) => ({ hasNumericalValue, hasUnit: id[unit] });
const between = (provider: string, receiver = provider) => ({ provider: id[provider], receiver: id[receiver] });

const RESOURCE = `query ($id: ID!) { economicResource(id: $id) {
  id name accountingQuantity { hasNumericalValue hasUnit { id label symbol } } onhandQuantity { hasNumericalValue }
  primaryAccountable { __typename id name } currentLocation { id } stage { id } containedIn { id } contains { id } conformsTo { id name } lot { batchNumber } } }`;

/** What there is of a resource: in accounts, at hand, whose, where, at which stage, in what. */
async function standing(name: string) {
  const { economicResource: resource } = await client.ask(RESOURCE, { id: id[name] });
  return {
    accounting: resource.accountingQuantity.hasNumericalValue,
    onhand: resource.onhandQuantity.hasNumericalValue,
    whose: nameOf(resource.primaryAccountable?.id),
    where: nameOf(resource.currentLocation?.id),
    stage: nameOf(resource.stage?.id),
    within: nameOf(resource.containedIn?.id),
  };
}

const nameOf = (wanted: string | undefined) => Object.keys(id).find((name) => id[name] === wanted) ?? null;

describe("a stranger's client", () => {
  it("graphql [G20] finds by introspection every type, field and input that it was written for", async () => {
    const data = await client.ask(getIntrospectionQuery());
    const served = buildClientSchema(data as IntrospectionQuery).getTypeMap();
    for (const [name, type] of Object.entries(officialSchema().getTypeMap())) {
      if (name.startsWith("__") || !(isObjectType(type) || isInputObjectType(type))) continue;
      const there = served[name];
      if (!isObjectType(there) && !isInputObjectType(there)) throw new Error(`${name} is not served`);
      expect([name, Object.keys(type.getFields()).filter((field) => there.getFields()[field] === undefined)]).toEqual([name, []]);
    }
  });

  it("graphql [G20] records units, kinds, agents, places and processes", async () => {
    const made = async (name: string, word: string, input: Record<string, unknown>) => {
      id[name] = (await client.create(word, input)).id;
    };
    await made("kilogram", "Unit", { label: "kilogram", symbol: "kg" });
    await made("each", "Unit", { label: "each", symbol: "ea" });
    await made("hour", "Unit", { label: "hour", symbol: "h" });
    for (const kind of ["flour", "bread", "oven", "drawing", "box"])
      await made(kind, "ResourceSpecification", { name: kind, defaultUnitOfResource: id[kind === "flour" ? "kilogram" : "each"] });
    await made("labour", "ResourceSpecification", { name: "baker's work", defaultUnitOfEffort: id["hour"] });
    await made("delivery", "ResourceSpecification", { name: "delivery", resourceClassifiedAs: ["https://example.org/services"] });
    for (const kind of ["baking", "repair", "transport", "packing"]) await made(`${kind}Kind`, "ProcessSpecification", { name: kind });
    await made("mill", "Organization", { name: "The mill", classifiedAs: ["cooperative"] });
    await made("bakery", "Organization", { name: "The bakery", note: "wood-fired" });
    await made("ada", "Person", { name: "Ada" });
    await made("bakehouse", "SpatialThing", { name: "Bakehouse", lat: "45.46", long: "9.19", mappableAddress: "Via dei Fornai 1" });
    await made("market", "SpatialThing", { name: "Market" });
    await made("plan", "Plan", { name: "Bread for Saturday", due: "2027-03-06T12:00:00Z" });
    for (const kind of ["baking", "repair", "transport", "packing"]) {
      await made(kind, "Process", { name: kind, basedOn: id[`${kind}Kind`], plannedWithin: id["plan"], inScopeOf: [id["bakery"]] });
    }
    await made("lot", "ProductBatch", { batchNumber: "B-7", expiryDate: "2027-03-10" });
    const { unit, agents, people, organizations, spatialThing } = await client.ask(
      `query ($unit: ID!, $place: ID!) { unit(id: $unit) { id revisionId label symbol }
        agents(first: 10) { edges { node { __typename id name ... on Organization { classifiedAs } } } }
        people { edges { node { name } } } organizations { edges { node { name } } }
        spatialThing(id: $place) { name lat long alt mappableAddress } }`,
      { unit: id["kilogram"], place: id["bakehouse"] },
    );
    expect(unit).toMatchObject({ label: "kilogram", symbol: "kg" });
    expect(spatialThing).toEqual({ name: "Bakehouse", lat: "45.46", long: "9.19", alt: null, mappableAddress: "Via dei Fornai 1" });
    expect(agents.edges.map(({ node }: Data) => node.name)).toEqual(expect.arrayContaining(["The mill", "The bakery", "Ada"]));
    expect(people.edges.map(({ node }: Data) => node.name)).toEqual(["Ada"]);
    expect(organizations.edges.map(({ node }: Data) => node.name)).toEqual(expect.arrayContaining(["The mill", "The bakery"]));
  });

  it("graphql [G20] begins stocks, hands them on, and reads back whose they are and where", async () => {
    const flour = { resourceConformsTo: id["flour"] };
    const raised = await tell(
      { action: "raise", ...between("mill"), ...flour, resourceQuantity: q("100", "kilogram"), hasPointInTime: "2027-03-01" },
      { name: "Mill's flour", trackingIdentifier: "MF-1", imageList: ["https://example.org/flour.png"] },
    );
    id["raise"] = raised.event;
    id["millFlour"] = raised.resource;
    const bought = await tell(
      {
        action: "transfer",
        ...between("mill", "bakery"),
        resourceInventoriedAs: id["millFlour"],
        resourceQuantity: q("40", "kilogram"),
        toLocation: id["bakehouse"],
        hasPointInTime: "2027-03-02T08:00:00Z",
      },
      { name: "Bakery's flour" },
    );
    id["transfer"] = bought.event;
    id["bakeryFlour"] = bought.resource;
    const sides = {
      ...between("mill", "bakery"),
      resourceInventoriedAs: id["millFlour"],
      toResourceInventoriedAs: id["bakeryFlour"],
      hasPointInTime: "2027-03-02T09:00:00Z",
    };
    await tell({ action: "transferAllRights", ...sides, resourceQuantity: q("10.5", "kilogram") });
    expect(await standing("bakeryFlour")).toMatchObject({ accounting: "50.5", onhand: "40", whose: "bakery", where: "bakehouse" });
    await tell({ action: "transferCustody", ...sides, resourceQuantity: q("10.5", "kilogram") });
    expect(await standing("bakeryFlour")).toMatchObject({ accounting: "50.5", onhand: "50.5", whose: "bakery", where: "bakehouse" });
    expect(await standing("millFlour")).toMatchObject({ accounting: "49.5", onhand: "49.5", whose: "mill", where: null });
  });

  it("graphql [G20] works, uses, cites, consumes and produces in a process, and the product is at its stage", async () => {
    for (const [name, kind] of [
      ["ovenOne", "oven"],
      ["recipeDrawing", "drawing"],
      ["crate", "box"],
    ]) {
      const event = { action: "raise", ...between("bakery"), resourceConformsTo: id[kind], resourceQuantity: q("1", "each") };
      id[name] = (await tell(event, { name })).resource;
    }
    const input = { ...between("bakery"), inputOf: id["baking"] };
    const consumed = { resourceInventoriedAs: id["bakeryFlour"], resourceQuantity: q("30.25", "kilogram") };
    id["consume"] = (await tell({ action: "consume", ...input, ...consumed })).event;
    const work = { provider: id["ada"], receiver: id["bakery"], resourceConformsTo: id["labour"], effortQuantity: q("3", "hour") };
    id["work"] = (
      await tell({ action: "work", ...work, inputOf: id["baking"], hasBeginning: "2027-03-03T05:00Z", hasEnd: "2027-03-03T08:00Z" })
    ).event;
    id["use"] = (await tell({ action: "use", ...input, resourceInventoriedAs: id["ovenOne"], effortQuantity: q("2.5", "hour") })).event;
    id["cite"] = (
      await tell({ action: "cite", ...input, resourceInventoriedAs: id["recipeDrawing"], resourceQuantity: q("1", "each") })
    ).event;
    const produced = await tell(
      {
        action: "produce",
        ...between("bakery"),
        outputOf: id["baking"],
        resourceConformsTo: id["bread"],
        resourceQuantity: q("50", "each"),
        toLocation: id["bakehouse"],
        resourceClassifiedAs: ["sourdough"],
      },
      { name: "Bread", lot: id["lot"] },
    );
    id["produce"] = produced.event;
    id["loaves"] = produced.resource;
    expect(await standing("bakeryFlour")).toMatchObject({ accounting: "20.25", onhand: "20.25" });
    expect(await standing("ovenOne")).toMatchObject({ accounting: "1", onhand: "1" });
    expect(await standing("recipeDrawing")).toMatchObject({ accounting: "1", onhand: "1" });
    expect(await standing("loaves")).toMatchObject({
      accounting: "50",
      onhand: "50",
      whose: "bakery",
      where: "bakehouse",
      stage: "bakingKind",
    });
    const { process } = await client.ask(
      `query ($id: ID!) { process(id: $id) { observedInputs { action { id } } observedOutputs { action { id } } unplannedInputs { id }
        inputsOfWork: observedInputs(filter: { action: ["work"] }) { id provider { name } }
        workingAgents { edges { node { name } } } involvedAgents { edges { node { name } } } inScopeOf { ... on Organization { name } } basedOn { name } } }`,
      { id: id["baking"] },
    );
    expect(process.observedInputs.map(({ action }: Data) => action.id).sort()).toEqual(["cite", "consume", "use", "work"]);
    expect(process.observedOutputs.map(({ action }: Data) => action.id)).toEqual(["produce"]);
    expect(process.unplannedInputs).toHaveLength(4);
    expect(process.inputsOfWork).toEqual([{ id: id["work"], provider: { name: "Ada" } }]);
    expect(process.workingAgents.edges.map(({ node }: Data) => node.name)).toEqual(["Ada"]);
    expect(process.involvedAgents.edges.map(({ node }: Data) => node.name).sort()).toEqual(["Ada", "The bakery"]);
    expect([process.inScopeOf, process.basedOn]).toEqual([[{ name: "The bakery" }], { name: "baking" }]);
    const { economicResource } = await client.ask(RESOURCE, { id: id["loaves"] });
    expect(economicResource.lot).toEqual({ batchNumber: "B-7" });
  });

  it("graphql [G20] moves, copies, lowers, repairs, ships and packs, and reads every effect back", async () => {
    const own = between("bakery");
    const moved = await tell(
      { action: "move", ...own, resourceInventoriedAs: id["loaves"], resourceQuantity: q("20", "each"), toLocation: id["market"] },
      { name: "Bread at the market" },
    );
    id["marketLoaves"] = moved.resource;
    expect(await standing("marketLoaves")).toMatchObject({ accounting: "20", onhand: "20", where: "market", whose: "bakery" });
    const copied = await tell(
      { action: "copy", ...between("bakery", "mill"), resourceInventoriedAs: id["recipeDrawing"], resourceQuantity: q("1", "each") },
      { name: "Drawing, copied" },
    );
    id["copiedDrawing"] = copied.resource;
    expect(await standing("copiedDrawing")).toMatchObject({ accounting: "1", onhand: "1", whose: "mill" });
    expect(await standing("recipeDrawing")).toMatchObject({ accounting: "1", onhand: "1", whose: "bakery" });
    await tell({ action: "lower", ...own, resourceInventoriedAs: id["marketLoaves"], resourceQuantity: q("2", "each"), note: "fell down" });
    expect(await standing("marketLoaves")).toMatchObject({ accounting: "18", onhand: "18" });

    const oven = { ...own, resourceInventoriedAs: id["ovenOne"], resourceQuantity: q("1", "each") };
    await tell({ action: "accept", ...oven, inputOf: id["repair"] });
    expect(await standing("ovenOne")).toMatchObject({ accounting: "1", onhand: "0" });
    await tell({ action: "modify", ...oven, outputOf: id["repair"] });
    expect(await standing("ovenOne")).toMatchObject({ accounting: "1", onhand: "1", stage: "repairKind" });

    const load = { ...own, resourceInventoriedAs: id["loaves"], resourceQuantity: q("30", "each") };
    id["pickup"] = (await tell({ action: "pickup", ...load, inputOf: id["transport"] })).event;
    expect(await standing("loaves")).toMatchObject({ accounting: "30", onhand: "0", where: "bakehouse" });
    id["dropoff"] = (await tell({ action: "dropoff", ...load, outputOf: id["transport"], toLocation: id["market"] })).event;
    expect(await standing("loaves")).toMatchObject({ accounting: "30", onhand: "30", where: "market", stage: "transportKind" });
    await tell({
      action: "deliverService",
      ...between("bakery", "mill"),
      outputOf: id["transport"],
      inputOf: id["packing"],
      resourceConformsTo: id["delivery"],
      resourceQuantity: q("1", "each"),
    });

    const packed = { ...own, resourceInventoriedAs: id["marketLoaves"], resourceQuantity: q("18", "each") };
    await tell({ action: "combine", ...packed, inputOf: id["packing"], toResourceInventoriedAs: id["crate"] });
    expect(await standing("marketLoaves")).toMatchObject({ accounting: "18", onhand: "0", within: "crate" });
    const { economicResource: crate } = await client.ask(RESOURCE, { id: id["crate"] });
    expect(crate.contains).toEqual([{ id: id["marketLoaves"] }]);
    await tell({ action: "separate", ...packed, outputOf: id["packing"] });
    expect(await standing("marketLoaves")).toMatchObject({ accounting: "18", onhand: "18", within: null, stage: "packingKind" });
  });

  it("graphql [G20] has told all 19 kinds of events that the server knows, and finds each by its action", async () => {
    const { actions } = await client.ask("{ actions { id label resourceEffect onhandEffect inputOutput pairsWith } }");
    expect(actions).toHaveLength(19);
    for (const action of actions) {
      const { economicEvents } = await client.ask(
        "query ($action: [ID!]) { economicEvents(filter: { action: $action }) { edges { node { action { id } provider { name } receiver { name } } } } }",
        { action: [action.id] },
      );
      expect([action.id, economicEvents.edges.length > 0]).toEqual([action.id, true]);
      for (const { node } of economicEvents.edges) expect(node.action.id).toBe(action.id);
    }
  });

  it("graphql [G20] reads state, custody and warnings where it knows Valueflows 1.0", async () => {
    const { economicResource } = await client.askBeyond(
      "query ($id: ID!) { economicResource(id: $id) { state custodian { name } unitOfEffort { label } } }",
      { id: id["loaves"] },
    );
    expect(economicResource).toEqual({ state: null, custodian: { name: "The bakery" }, unitOfEffort: null });
    const tested = {
      action: "use",
      ...between("bakery"),
      inputOf: id["packing"],
      resourceInventoriedAs: id["ovenOne"],
      effortQuantity: q("1", "hour"),
    };
    const { createEconomicEvent: used } = await client.askBeyond(
      "mutation ($event: EconomicEventCreateParams!) { createEconomicEvent(event: $event) { warnings economicEvent { resourceInventoriedAs { state } } } }",
      { event: { ...tested, state: "passed" } },
    );
    expect(used).toEqual({ warnings: [], economicEvent: { resourceInventoriedAs: { state: "passed" } } });
    const { createEconomicEvent: taken } = await client.askBeyond(
      "mutation ($event: EconomicEventCreateParams!) { createEconomicEvent(event: $event) { warnings economicEvent { id } } }",
      { event: { action: "lower", ...between("bakery"), resourceInventoriedAs: id["marketLoaves"], resourceQuantity: q("19", "each") } },
    );
    expect(taken.warnings[0]).toContain("19");
    expect(await standing("marketLoaves")).toMatchObject({ accounting: "-1", onhand: "-1" });
    await client.askBeyond(
      "mutation ($event: EconomicEventCreateParams!) { createEconomicEvent(event: $event) { economicEvent { id } } }",
      {
        event: {
          action: "lower",
          ...between("bakery"),
          resourceInventoriedAs: id["marketLoaves"],
          resourceQuantity: q("-19", "each"),
          corrects: taken.economicEvent.id,
        },
      },
    );
    expect(await standing("marketLoaves")).toMatchObject({ accounting: "18", onhand: "18" });
  });
});

describe("a stranger's plans and promises", () => {
  it("graphql [G20] agrees, promises, fulfils, satisfies, claims and settles", async () => {
    const agreement = await client.create("Agreement", { name: "Bread for flour", note: "every week" }, "name created note");
    expect(agreement.created).toMatch(/^\d{4}-/u);
    id["agreement"] = agreement.id;
    const wish = await client.create("Intent", {
      action: "transfer",
      name: "Bread wanted",
      receiver: id["mill"],
      resourceConformsTo: id["bread"],
      resourceQuantity: q("10", "each"),
      due: "2027-03-06",
      atLocation: id["market"],
      inScopeOf: [id["mill"]],
    });
    id["intent"] = wish.id;
    const promise = await client.create(
      "Commitment",
      {
        action: "transfer",
        ...between("bakery", "mill"),
        resourceConformsTo: id["bread"],
        resourceQuantity: q("10", "each"),
        due: "2027-03-06",
        clauseOf: id["agreement"],
        independentDemandOf: id["plan"],
        plannedWithin: id["plan"],
      },
      "created finished clauseOf { name } deletable",
    );
    expect(promise).toMatchObject({ clauseOf: { name: "Bread for flour" }, deletable: true });
    id["commitment"] = promise.id;
    const satisfaction = await client.create("Satisfaction", {
      satisfies: id["intent"],
      satisfiedBy: id["commitment"],
      resourceQuantity: q("10", "each"),
    });
    const given = await tell({
      action: "transfer",
      ...between("bakery", "mill"),
      resourceInventoriedAs: id["loaves"],
      resourceQuantity: q("6", "each"),
      realizationOf: id["agreement"],
      hasPointInTime: "2027-03-06T09:00:00+01:00",
    });
    const fulfillment = await client.create("Fulfillment", {
      fulfills: id["commitment"],
      fulfilledBy: given.event,
      resourceQuantity: q("6", "each"),
    });
    const claim = await client.create("Claim", {
      action: "transfer",
      triggeredBy: given.event,
      ...between("mill", "bakery"),
      resourceConformsTo: id["flour"],
      resourceQuantity: q("5", "kilogram"),
      due: "2027-03-20",
    });
    const paid = await tell({
      action: "transfer",
      ...between("mill", "bakery"),
      resourceInventoriedAs: id["millFlour"],
      toResourceInventoriedAs: id["bakeryFlour"],
      resourceQuantity: q("5", "kilogram"),
      triggeredBy: given.event,
    });
    const settlement = await client.create("Settlement", { settles: claim.id, settledBy: paid.event });
    const read = await client.ask(
      `query ($agreement: ID!, $intent: ID!, $commitment: ID!, $claim: ID!, $given: ID!, $paid: ID!, $plan: ID!) {
        agreement(id: $agreement) { commitments { id } economicEvents { id } unplannedEconomicEvents { id } involvedAgents { edges { node { name } } } }
        intent(id: $intent) { satisfiedBy { id satisfiedBy { __typename ... on Commitment { id due } } } inScopeOf { __typename ... on Organization { name } } deletable }
        commitment(id: $commitment) { fulfilledBy { id resourceQuantity { hasNumericalValue } fulfilledBy { id } } satisfies { satisfies { id } } involvedAgents { name } deletable }
        claim(id: $claim) { settledBy { edges { node { id settledBy { id } } } } triggeredBy { id } }
        given: economicEvent(id: $given) { fulfills { fulfills { id } } realizationOf { id } triggers { id } hasPointInTime }
        paid: economicEvent(id: $paid) { settles { settles { id } } triggeredBy { id } }
        plan(id: $plan) { independentDemands { id } nonProcessCommitments { id } processes { name } involvedAgents { edges { node { name } } } deletable }
      }`,
      {
        agreement: id["agreement"],
        intent: id["intent"],
        commitment: id["commitment"],
        claim: claim.id,
        given: given.event,
        paid: paid.event,
        plan: id["plan"],
      },
    );
    expect(read.agreement).toMatchObject({
      commitments: [{ id: id["commitment"] }],
      economicEvents: [{ id: given.event }],
      unplannedEconomicEvents: [],
    });
    expect(read.agreement.involvedAgents.edges.map(({ node }: Data) => node.name).sort()).toEqual(["The bakery", "The mill"]);
    expect(read.intent).toEqual({
      satisfiedBy: [{ id: satisfaction.id, satisfiedBy: { __typename: "Commitment", id: id["commitment"], due: "2027-03-06" } }],
      inScopeOf: [{ __typename: "Organization", name: "The mill" }],
      deletable: false,
    });
    expect(read.commitment).toMatchObject({
      fulfilledBy: [{ id: fulfillment.id, resourceQuantity: { hasNumericalValue: "6" }, fulfilledBy: { id: given.event } }],
      satisfies: [{ satisfies: { id: id["intent"] } }],
      deletable: false,
    });
    expect(read.claim).toEqual({
      settledBy: { edges: [{ node: { id: settlement.id, settledBy: { id: paid.event } } }] },
      triggeredBy: { id: given.event },
    });
    expect(read.given).toEqual({
      fulfills: [{ fulfills: { id: id["commitment"] } }],
      realizationOf: { id: id["agreement"] },
      triggers: [{ id: paid.event }],
      hasPointInTime: "2027-03-06T09:00:00+01:00",
    });
    expect(read.paid).toEqual({ settles: [{ settles: { id: claim.id } }], triggeredBy: { id: given.event } });
    expect(read.plan).toMatchObject({
      independentDemands: [{ id: id["commitment"] }],
      nonProcessCommitments: [{ id: id["commitment"] }],
      deletable: false,
    });
    expect(read.plan.processes.map(({ name }: Data) => name).sort()).toEqual(["baking", "packing", "repair", "transport"]);
  });

  it("graphql [G21] offers and asks: proposals are found as offers and requests by what they publish", async () => {
    const offered = await client.create("Intent", {
      action: "transfer",
      provider: id["bakery"],
      resourceConformsTo: id["bread"],
      resourceQuantity: q("3", "each"),
    });
    const wanted = await client.create("Intent", {
      action: "transfer",
      receiver: id["bakery"],
      resourceConformsTo: id["flour"],
      resourceQuantity: q("2", "kilogram"),
    });
    const offer = await client.create("Proposal", {
      name: "Three loaves for flour",
      unitBased: true,
      eligibleLocation: id["market"],
      hasBeginning: "2027-03-01",
      inScopeOf: [id["bakery"]],
    });
    const request = await client.create("Proposal", { name: "Flour wanted" });
    const propose = `mutation ($proposal: ID!, $intent: ID!, $reciprocal: Boolean) {
      proposeIntent(publishedIn: $proposal, publishes: $intent, reciprocal: $reciprocal) { proposedIntent { id revisionId reciprocal publishes { id } publishedIn { id } } } }`;
    await client.ask(propose, { proposal: offer.id, intent: offered.id });
    const back = await client.ask(propose, { proposal: offer.id, intent: wanted.id, reciprocal: true });
    await client.ask(propose, { proposal: request.id, intent: wanted.id, reciprocal: false });
    expect(back.proposeIntent.proposedIntent).toMatchObject({
      reciprocal: true,
      publishes: { id: wanted.id },
      publishedIn: { id: offer.id },
    });
    const sent = await client.ask(
      "mutation ($proposal: ID!, $agent: ID!) { proposeTo(proposed: $proposal, proposedTo: $agent) { proposedTo { id revisionId proposed { id } proposedTo { name } } } }",
      { proposal: offer.id, agent: id["mill"] },
    );
    expect(sent.proposeTo.proposedTo).toMatchObject({ proposed: { id: offer.id }, proposedTo: { name: "The mill" } });
    const read = await client.ask(
      `query ($offer: ID!, $mill: ID!) { proposal(id: $offer) { primaryIntents { id } reciprocalIntents { id } publishes { reciprocal } publishedTo { proposedTo { name } } unitBased eligibleLocation { name } created }
        offers { edges { node { id } } } requests { edges { node { id } } } active: proposals(filter: { active: true, isOffer: true }) { edges { node { id } } }
        agent(id: $mill) { proposalsTo { edges { node { name } } } } }`,
      { offer: offer.id, mill: id["mill"] },
    );
    expect(read.proposal).toMatchObject({
      primaryIntents: [{ id: offered.id }],
      reciprocalIntents: [{ id: wanted.id }],
      unitBased: true,
      eligibleLocation: { name: "Market" },
    });
    expect(read.offers.edges).toEqual([{ node: { id: offer.id } }]);
    expect(read.requests.edges).toEqual([{ node: { id: request.id } }]);
    expect(read.agent.proposalsTo.edges).toEqual([{ node: { name: "Three loaves for flour" } }]);
    const { proposedIntent } = back.proposeIntent;
    expect(await client.ask("mutation ($r: ID!) { deleteProposedIntent(revisionId: $r) }", { r: proposedIntent.revisionId })).toEqual({
      deleteProposedIntent: true,
    });
    expect(
      await client.ask("mutation ($r: ID!) { deleteProposedTo(revisionId: $r) }", { r: sent.proposeTo.proposedTo.revisionId }),
    ).toEqual({ deleteProposedTo: true });
    const after = await client.ask("query ($id: ID!) { proposal(id: $id) { reciprocalIntents { id } publishedTo { id } } }", {
      id: offer.id,
    });
    expect(after.proposal).toEqual({ reciprocalIntents: [], publishedTo: [] });
  });

  it("graphql [G20] writes recipes and relationships", async () => {
    const step = await client.create(
      "RecipeProcess",
      {
        name: "Bake a batch",
        processConformsTo: id["bakingKind"],
        hasDuration: { numericDuration: "2.5", unitType: "hour" },
        processClassifiedAs: ["oven"],
      },
      "hasDuration { numericDuration unitType } processConformsTo { name }",
    );
    expect(step).toMatchObject({ hasDuration: { numericDuration: "2.5", unitType: "hour" }, processConformsTo: { name: "baking" } });
    const exchange = await client.create("RecipeExchange", { name: "Flour for bread" });
    const flow = await client.create(
      "RecipeFlow",
      { action: "consume", resourceConformsTo: id["flour"], resourceQuantity: q("1", "kilogram"), recipeInputOf: step.id, note: "sieved" },
      "action { id } recipeInputOf { name } recipeOutputOf { name } resourceConformsTo { name } resourceQuantity { hasNumericalValue }",
    );
    expect(flow).toMatchObject({
      action: { id: "consume" },
      recipeInputOf: { name: "Bake a batch" },
      recipeOutputOf: null,
      resourceConformsTo: { name: "flour" },
    });
    await client.create("RecipeFlow", {
      action: "transfer",
      resourceConformsTo: id["flour"],
      resourceQuantity: q("1", "kilogram"),
      recipeClauseOf: exchange.id,
    });
    const { processSpecification } = await client.ask(
      "query ($id: ID!) { processSpecification(id: $id) { conformingProcesses { edges { node { name } } } conformingRecipeProcesses { edges { node { name } } } } }",
      { id: id["bakingKind"] },
    );
    expect(processSpecification.conformingRecipeProcesses.edges).toEqual([{ node: { name: "Bake a batch" } }]);
    const role = await client.create("AgentRelationshipRole", { roleLabel: "is a member of", inverseRoleLabel: "has as a member" });
    const { createAgentRelationship } = await client.ask(
      "mutation ($r: AgentRelationshipCreateParams!) { createAgentRelationship(relationship: $r) { agentRelationship { subject { name } object { name } relationship { roleLabel } } } }",
      { r: { subject: id["ada"], object: id["bakery"], relationship: role.id } },
    );
    expect(createAgentRelationship.agentRelationship).toEqual({
      subject: { name: "Ada" },
      object: { name: "The bakery" },
      relationship: { roleLabel: "is a member of" },
    });
    const { person } = await client.ask(
      "query ($id: ID!, $role: [ID!]) { person(id: $id) { roles { roleLabel } relationships(filter: { roleId: $role }) { edges { node { object { name } } } } } }",
      { id: id["ada"], role: [role.id] },
    );
    expect(person).toEqual({
      roles: [{ roleLabel: "is a member of" }],
      relationships: { edges: [{ node: { object: { name: "The bakery" } } }] },
    });
  });
});

describe("a stranger's changes", () => {
  it("graphql [G20] updates with the revision that was seen, keeps what is left out, erases what is null, and is refused with an old one", async () => {
    const person = await client.create("Person", { name: "Bo", note: "baker", image: "https://example.org/bo.png" }, "name note image");
    const update = "mutation ($p: AgentUpdateParams!) { updatePerson(person: $p) { agent { id revisionId name note image } } }";
    const { updatePerson: renamed } = await client.ask(update, { p: { revisionId: person.revisionId, name: "Bodil", note: null } });
    expect(renamed.agent).toMatchObject({ id: person.id, name: "Bodil", note: null, image: "https://example.org/bo.png" });
    expect(renamed.agent.revisionId).not.toBe(person.revisionId);
    const [stale] = await client.refused(update, { p: { revisionId: person.revisionId, name: "Boris" } });
    expect(stale?.extensions?.code).toBe("STALE_REVISION");
    const [oldDelete] = await client.refused("mutation ($r: ID!) { deletePerson(revisionId: $r) }", { r: person.revisionId });
    expect(oldDelete?.extensions?.code).toBe("STALE_REVISION");
    expect(await client.ask("mutation ($r: ID!) { deletePerson(revisionId: $r) }", { r: renamed.agent.revisionId })).toEqual({
      deletePerson: true,
    });
    expect(await client.ask("query ($id: ID!) { person(id: $id) { name } }", { id: person.id })).toEqual({ person: null });
  });

  it("graphql [G20] says words of events and resources, but what an event did stays", async () => {
    const { economicEvent } = await client.ask("query ($id: ID!) { economicEvent(id: $id) { revisionId deletable } }", {
      id: id["transfer"],
    });
    expect(economicEvent.deletable).toBe(false);
    const noted = await client.ask(
      "mutation ($e: EconomicEventUpdateParams!) { updateEconomicEvent(event: $e) { economicEvent { note agreedIn resourceQuantity { hasNumericalValue } } } }",
      { e: { revisionId: economicEvent.revisionId, note: "by cart", agreedIn: "https://example.org/1" } },
    );
    expect(noted.updateEconomicEvent.economicEvent).toEqual({
      note: "by cart",
      agreedIn: "https://example.org/1",
      resourceQuantity: { hasNumericalValue: "40" },
    });
    const { economicResource } = await client.ask("query ($id: ID!) { economicResource(id: $id) { revisionId } }", { id: id["loaves"] });
    const update =
      "mutation ($r: EconomicResourceUpdateParams!) { updateEconomicResource(resource: $r) { economicResource { note classifiedAs onhandQuantity { hasNumericalValue } } } }";
    const described = await client.ask(update, {
      r: { revisionId: economicResource.revisionId, note: "dark", classifiedAs: ["sourdough", "rye"] },
    });
    expect(described.updateEconomicResource.economicResource).toEqual({
      note: "dark",
      classifiedAs: ["sourdough", "rye"],
      onhandQuantity: { hasNumericalValue: "24" },
    });
    const again = await client.ask("query ($id: ID!) { economicResource(id: $id) { revisionId } }", { id: id["loaves"] });
    const [refused] = await client.refused(update, { r: { revisionId: again.economicResource.revisionId, containedIn: id["crate"] } });
    expect(refused?.extensions?.code).toBe("BAD_INPUT");
  });

  it("graphql [G20] is refused in words that say what would be right", async () => {
    const wrong: readonly (readonly [Record<string, unknown>, RegExp])[] = [
      [{ action: "raise", resourceQuantity: { hasNumericalValue: "1" } }, /unit/iu],
      [{ action: "raise", resourceQuantity: { hasNumericalValue: "1", hasUnit: "furlong" } }, /furlong/u],
      [{ action: "raise", resourceQuantity: q("-1", "kilogram") }, /negative/iu],
      [{ action: "fly", resourceQuantity: q("1", "kilogram") }, /fly/u],
      [{ action: "consume", resourceQuantity: q("1", "kilogram") }, /inputOf/u],
      [{ action: "raise", resourceQuantity: q("1", "each"), resourceInventoriedAs: id["bakeryFlour"] }, /kilogram|unit/u],
      [{ action: "raise", resourceQuantity: q("1", "kilogram"), provider: "nobody" }, /nobody/u],
    ];
    for (const [event, words] of wrong) {
      const [refusal] = await client.refused(CREATE_EVENT, { event: { ...between("bakery"), resourceConformsTo: id["flour"], ...event } });
      expect(refusal?.message).toMatch(words);
      expect(refusal?.extensions?.code).toBe("BAD_INPUT");
      expect(refusal?.path).toEqual(["createEconomicEvent"]);
    }
  });

  it("graphql [G20] deletes what nothing names, and is told what still names the rest", async () => {
    const lot = await client.create("ProductBatch", { batchNumber: "gone" });
    expect(await client.ask("mutation ($id: ID!) { deleteProductBatch(id: $id) }", { id: lot.id })).toEqual({ deleteProductBatch: true });
    const [named] = await client.refused("mutation ($id: ID!) { deleteProcess(id: $id) }", { id: id["baking"] });
    expect(named?.message).toContain("cannot be removed");
    const process = await client.create("Process", { name: "for nothing" });
    expect(await client.ask("mutation ($id: ID!) { deleteProcess(id: $id) }", { id: process.id })).toEqual({ deleteProcess: true });
  });
});

describe("a stranger's reading", () => {
  const PAGE = "edges { cursor node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage totalCount pageLimit }";
  const page = async (args: string) => (await client.ask(`{ economicEvents(${args}) { ${PAGE} } }`)).economicEvents;
  const ids = ({ edges }: Data) => edges.map(({ node }: Data) => node.id);

  it("graphql [G20] pages forwards and backwards through a list and meets every entry once", async () => {
    const all = ids(await page("first: 200"));
    const forwards: string[] = [];
    for (let after = ""; ; ) {
      const found = await page(`first: 5${after === "" ? "" : `, after: "${after}"`}`);
      forwards.push(...ids(found));
      expect(found.pageInfo.totalCount).toBe(all.length);
      if (!found.pageInfo.hasNextPage) break;
      after = found.pageInfo.endCursor;
    }
    expect(forwards).toEqual(all);
    const backwards: string[] = [];
    for (let before = ""; ; ) {
      const found = await page(`last: 5${before === "" ? "" : `, before: "${before}"`}`);
      backwards.unshift(...ids(found));
      if (!found.pageInfo.hasPreviousPage) break;
      before = found.pageInfo.startCursor;
    }
    expect(backwards).toEqual(all);
    const [refusal] = await client.refused("{ economicEvents(first: 201) { edges { cursor } } }");
    expect(refusal?.extensions?.code).toBe("LIMIT");
    const [noCursor] = await client.refused('{ economicEvents(after: "nonsense") { edges { cursor } } }');
    expect(noCursor?.extensions?.code).toBe("BAD_INPUT");
  });

  it("graphql [G20] filters by agent, time, words and classes", async () => {
    const found = await client.ask(
      `query ($ada: [ID!], $mill: ID!) {
        byAda: economicEvents(filter: { providerId: $ada }) { edges { node { action { id } } } }
        early: economicEvents(filter: { endDate: "2027-03-02T08:30:00Z", startDate: "2027-03-01" }) { edges { node { id } } }
        words: economicEvents(filter: { searchString: "FELL" }) { edges { node { note } } }
        unfinished: commitments(filter: { finished: false, action: ["transfer"] }) { edges { node { id } } }
        finished: commitments(filter: { finished: true }) { edges { node { id } } }
        scoped: processes(filter: { inScopeOf: ["${id["bakery"]}"], searchString: "bak" }) { edges { node { name } } }
        classes: agents(filter: { classifiedAs: ["cooperative"] }) { edges { node { name } } }
        agent(id: $mill) { economicEvents(filter: { action: "raise" }) { edges { node { id } } } inventoriedEconomicResources(filter: { searchString: "mill" }) { edges { node { name } } } }
      }`,
      { ada: [id["ada"]], mill: id["mill"] },
    );
    expect(found.byAda.edges).toEqual([{ node: { action: { id: "work" } } }]);
    expect(ids(found.early)).toEqual([id["transfer"], id["raise"]]);
    expect(found.words.edges).toEqual([{ node: { note: "fell down" } }]);
    expect([ids(found.unfinished), found.finished.edges]).toEqual([[id["commitment"]], []]);
    expect(found.scoped.edges).toEqual([{ node: { name: "baking" } }]);
    expect(found.classes.edges).toEqual([{ node: { name: "The mill" } }]);
    expect([ids(found.agent.economicEvents), found.agent.inventoriedEconomicResources.edges]).toEqual([
      [id["raise"]],
      [{ node: { name: "Mill's flour" } }],
    ]);
  });

  it("graphql [G20] traces bread to the mill's flour, and tracks the flour to the bread", async () => {
    const ITEM = "__typename ... on EconomicResource { id } ... on EconomicEvent { id } ... on Process { id }";
    const { bread, flour, event } = await client.ask(
      `query ($bread: ID!, $flour: ID!, $event: ID!) {
        bread: economicResource(id: $bread) { trace { ${ITEM} } previous { action { id } } }
        flour: economicResource(id: $flour) { track { ${ITEM} } next { action { id } } }
        event: economicEvent(id: $event) { previous { __typename } next { __typename ... on EconomicResource { id } } }
      }`,
      { bread: id["loaves"], flour: id["millFlour"], event: id["produce"] },
    );
    const traced = bread.trace.map((each: Data) => each.id);
    expect(traced[0]).toBe(id["loaves"]);
    for (const name of ["produce", "baking", "consume", "bakeryFlour", "transfer", "millFlour", "raise", "work", "use", "cite"])
      expect([name, traced.includes(id[name])]).toEqual([name, true]);
    expect(new Set(traced).size).toBe(traced.length);
    const tracked = flour.track.map((each: Data) => each.id);
    expect(tracked[0]).toBe(id["millFlour"]);
    for (const name of ["transfer", "bakeryFlour", "consume", "baking", "produce", "loaves"])
      expect([name, tracked.includes(id[name])]).toEqual([name, true]);
    expect(event).toEqual({ previous: [{ __typename: "Process" }], next: [{ __typename: "EconomicResource", id: id["loaves"] }] });
    expect(bread.previous.map(({ action }: Data) => action.id)).toEqual(expect.arrayContaining(["produce", "dropoff"]));
  });

  it("graphql [G3] meets no fault of the server's on the whole way", () => {
    expect(program.said()).not.toMatch(/Error|fault/u);
  });
});
