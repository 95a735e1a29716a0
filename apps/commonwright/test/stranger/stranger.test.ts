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
