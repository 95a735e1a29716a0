// Track and trace over the API: a chair that is ordered, made, mended, handed over and carried to the attic.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FlowHands } from "../../src/community/flowHands.js";
import { flowThread } from "../../src/community/flowThread.js";
import { inProcessFlows } from "../../src/community/inProcessFlows.js";
import { idOf, type ServedHamlet, servedHamlet } from "./region.js";

const BUILT = new URL("../../dist/community/flowWorker.js", import.meta.url);

/** Names by number: what has a name here has the id of its number. */
const NAMES = [
  ...["", "anna", "ben", "thing", "building", "repair", "wood", "bolts", "chair", "ben's chair", "attic chair", "order"],
  ...["find wood", "find bolts", "use wood", "use bolts", "make chair", "take in", "give back", "hand over", "carry up"],
];
const id = (name: string): string => idOf(NAMES.indexOf(name));
const nameOf = (given: string): string => NAMES.find((name) => id(name) === given) ?? given;

const EVENT = `mutation ($event: EconomicEventCreateParams!, $resource: EconomicResourceCreateParams) {
  createEconomicEvent(event: $event, newInventoriedResource: $resource) { economicEvent { id } economicResource { id } } }`;
type Kind = "economicEvent" | "economicResource" | "process";

type Ask = ServedHamlet["ask"];

async function told(ask: Ask, query: string, variables: Record<string, unknown>) {
  const { data, errors } = await ask(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const piece = { hasNumericalValue: "1", hasUnit: "piece" };

/** Records an event of Anna's; `makes` names the resource that comes about with it. */
async function happen(ask: Ask, event: Record<string, unknown>, makes?: string): Promise<void> {
  const said = { provider: id("anna"), receiver: id("anna"), resourceQuantity: piece, resourceConformsTo: id("thing"), ...event };
  const resource = makes === undefined ? null : { id: id(makes), name: makes, conformsTo: id("thing") };
  await told(ask, EVENT, { event: said, resource });
}

/** Tells the whole story, in the order of the events' names. */
async function tellStory(ask: Ask): Promise<void> {
  for (const person of ["anna", "ben"])
    await told(ask, "mutation ($person: AgentCreateParams!) { createPerson(person: $person) { agent { id } } }", {
      person: { id: id(person), name: person },
    });
  await told(
    ask,
    "mutation ($given: ResourceSpecificationCreateParams!) { createResourceSpecification(resourceSpecification: $given) { resourceSpecification { id } } }",
    { given: { id: id("thing"), name: "thing", defaultUnitOfResource: "piece" } },
  );
  for (const process of ["building", "repair"])
    await told(ask, "mutation ($process: ProcessCreateParams!) { createProcess(process: $process) { process { id } } }", {
      process: { id: id(process), name: process },
    });
  await told(ask, "mutation ($commitment: CommitmentCreateParams!) { createCommitment(commitment: $commitment) { commitment { id } } }", {
    commitment: {
      ...{ id: id("order"), action: "transfer", provider: id("anna"), receiver: id("ben"), due: "2027-01-31T00:00:00Z" },
      ...{ resourceConformsTo: id("thing"), resourceQuantity: piece },
    },
  });
  await happen(ask, { id: id("find wood"), action: "raise" }, "wood");
  await happen(ask, { id: id("find bolts"), action: "raise" }, "bolts");
  await happen(ask, { id: id("use wood"), action: "consume", resourceInventoriedAs: id("wood"), inputOf: id("building") });
  await happen(ask, { id: id("use bolts"), action: "consume", resourceInventoriedAs: id("bolts"), inputOf: id("building") });
  await happen(ask, { id: id("make chair"), action: "produce", outputOf: id("building") }, "chair");
  await happen(ask, { id: id("take in"), action: "accept", resourceInventoriedAs: id("chair"), inputOf: id("repair") });
  await happen(ask, { id: id("give back"), action: "modify", resourceInventoriedAs: id("chair"), outputOf: id("repair") });
  const handOver = {
    id: id("hand over"),
    action: "transfer",
    resourceInventoriedAs: id("chair"),
    receiver: id("ben"),
    fulfills: [id("order")],
  };
  await happen(ask, handOver, "ben's chair");
  const carryUp = { id: id("carry up"), action: "move", resourceInventoriedAs: id("ben's chair") };
  await happen(ask, { ...carryUp, provider: id("ben"), receiver: id("ben") }, "attic chair");
}

const THING = "... on EconomicResource { id } ... on Process { id }";
const ITEM = `... on EconomicEvent { id } ${THING}`;

/** What a step leads to from an event, and from a thing or a process; all the way it may be anything. */
const fieldsOf = (kind: Kind, way: string): string => (way === "track" || way === "trace" ? ITEM : kind === "economicEvent" ? THING : "id");

/** The names of what is one step or all steps away. */
async function walked(ask: Ask, kind: Kind, name: string, way: string): Promise<string[]> {
  const data = await told(ask, `query ($id: ID!) { ${kind}(id: $id) { flows: ${way} { ${fieldsOf(kind, way)} } } }`, { id: id(name) });
  return data[kind].flows.map((flow: { readonly id: string }) => nameOf(flow.id));
}

const list = (text: string): string[] => text.split(", ");

function storyTests(hands: () => FlowHands): void {
  let served: ServedHamlet;
  let ask: Ask;
  beforeAll(async () => {
    served = await servedHamlet({ example: "none", flowHands: hands() });
    ask = served.ask;
    await tellStory(ask);
  });
  afterAll(async () => {
    await served.close();
    expect(served.faults).toEqual([]);
  });

  it("[A30] the attic's chair is traced through its repair to wood and bolts", async () => {
    const expected =
      "attic chair, carry up, ben's chair, hand over, chair, give back, repair, take in, make chair, building, use bolts, bolts, find bolts, use wood, wood, find wood";
    expect(await walked(ask, "economicResource", "attic chair", "trace")).toEqual(list(expected));
    expect(await walked(ask, "economicEvent", "carry up", "trace")).toEqual(list(expected).slice(1));
    const making = "building, use bolts, bolts, find bolts, use wood, wood, find wood";
    expect(await walked(ask, "process", "building", "trace")).toEqual(list(making));
  });

  it("[A30] wood is tracked to the attic", async () => {
    const expected =
      "wood, find wood, use wood, building, make chair, chair, take in, repair, give back, hand over, ben's chair, carry up, attic chair";
    expect(await walked(ask, "economicResource", "wood", "track")).toEqual(list(expected));
    expect(await walked(ask, "process", "repair", "track")).toEqual(["repair"]);
  });

  it("[A30] single steps, of many things at once", async () => {
    expect(await walked(ask, "economicResource", "chair", "previous")).toEqual(["give back", "make chair"]);
    expect(await walked(ask, "economicResource", "chair", "next")).toEqual(["make chair", "take in", "give back", "hand over"]);
    expect(await walked(ask, "process", "building", "previous")).toEqual(["use bolts", "use wood"]);
    expect(await walked(ask, "economicEvent", "find wood", "previous")).toEqual([]);
    const steps = await told(ask, `{ economicEvents(last: 20) { edges { node { id previous { ${THING} } next { ${THING} } } } } }`, {});
    const names = (flows: readonly { readonly id: string }[]) => flows.map((flow) => nameOf(flow.id));
    const byEvent = new Map<string, unknown>(
      steps.economicEvents.edges.map(({ node }: any) => [nameOf(node.id), [names(node.previous), names(node.next)]]),
    );
    expect([...byEvent.keys()].toSorted()).toEqual(NAMES.slice(12).toSorted());
    expect(byEvent.get("make chair")).toEqual([["building"], ["chair"]]);
    expect(byEvent.get("carry up")).toEqual([["ben's chair"], ["attic chair"]]);
  });

  it("[A32] the pages of a walk are the walk", async () => {
    const whole = await walked(ask, "economicResource", "attic chair", "trace");
    const page = `query ($id: ID!, $after: String) { economicResource(id: $id) { tracePage(first: 5, after: $after) { items { ${ITEM} } endCursor hasNextPage truncated totalCount } } }`;
    const found: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 4; pages++) {
      const data = await told(ask, page, { id: id("attic chair"), after });
      const { items, endCursor, hasNextPage, truncated, totalCount } = data.economicResource.tracePage;
      found.push(...items.map((item: { readonly id: string }) => nameOf(item.id)));
      expect([hasNextPage, truncated, totalCount]).toEqual([found.length < whole.length, false, whole.length]);
      after = endCursor;
    }
    expect(found).toEqual(whole);
  });

  it("[A31] every event that was recorded is in the walk that is asked next", async () => {
    for (let count = 1; count <= 12; count++) {
      const event = { id: idOf(1_000 + count), action: "raise", resourceInventoriedAs: id("wood") };
      const asked = [happen(ask, event), walked(ask, "economicResource", "wood", "next")] as const;
      await Promise.all(asked);
      expect(await walked(ask, "economicResource", "wood", "next")).toHaveLength(2 + count);
    }
  });
}

describe("track and trace in process", () => storyTests(() => inProcessFlows()));
describe("track and trace in a thread", () => storyTests(() => flowThread(BUILT)));

describe("track and trace at their bounds", () => {
  it("[A32] a walk that is longer than any may be says so, and gives no count", async () => {
    const served = await servedHamlet({ example: "none", flowHands: inProcessFlows(7) });
    await tellStory(served.ask);
    const page = (first: number, after: string | null) =>
      told(
        served.ask,
        `query ($id: ID!, $first: Int, $after: String) { economicResource(id: $id) { tracePage(first: $first, after: $after) { items { ${ITEM} } endCursor truncated totalCount } } }`,
        { id: id("attic chair"), first, after },
      );
    const { items, ...rest } = (await page(5, null)).economicResource.tracePage;
    expect([items.length, rest]).toEqual([5, { endCursor: "flow5", truncated: true, totalCount: null }]);
    const last = (await page(5, "flow5")).economicResource.tracePage;
    expect([last.items.length, last.truncated, last.totalCount]).toEqual([2, true, null]);
    await served.close();
  });

  it("[A33] a thread that is killed fails the walk it was doing; the next one walks over everything again", async () => {
    const mortal = `import { parentPort } from "node:worker_threads";
      const on = parentPort.on.bind(parentPort);
      const dies = ({ type, asks }) => type === "walk" && asks[0].first === 199;
      parentPort.on = (name, listener) => on(name, (message) => (dies(message) ? process.exit(1) : listener(message)));
      await import(${JSON.stringify(BUILT.href)});`;
    const served = await servedHamlet({
      example: "none",
      flowHands: flowThread(new URL(`data:text/javascript,${encodeURIComponent(mortal)}`)),
    });
    await tellStory(served.ask);
    const trace = (first: number) =>
      served.ask(`query ($id: ID!) { economicResource(id: $id) { trace(first: ${first}) { ${ITEM} } } }`, { id: id("attic chair") });
    expect((await trace(20)).data.economicResource.trace).toHaveLength(16);
    expect((await trace(199)).errors).toMatchObject([{ extensions: { code: "FAULT" } }]);
    expect(served.faults).toHaveLength(1);
    const [again, killed, after] = await Promise.all([trace(21), trace(199), trace(22)]);
    expect([again.data.economicResource.trace, after.data.economicResource.trace].map((flows) => flows.length)).toEqual([16, 16]);
    expect(killed.errors).toHaveLength(1);
    await served.close();
  });
});
