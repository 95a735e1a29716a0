// What the API refuses, in the words of the API: names of inputs, and mutations that are for another class of agent.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { type Ask, askerOf, VISITOR } from "./asking.js";

let served: ServedHamlet;
let ask: Ask;
beforeAll(async () => {
  served = await servedHamlet({ example: "none" });
  ask = askerOf(served);
  for (const text of [
    'createPerson(person: { id: "ada", name: "Ada" }) { agent { id } }',
    'createOrganization(organization: { id: "mill", name: "Mill" }) { agent { id } }',
    'createEcologicalAgent(ecologicalAgent: { id: "river", name: "River" }) { agent { id } }',
    'createResourceSpecification(resourceSpecification: { id: "stool", name: "Stool" }) { resourceSpecification { id } }',
    'createProposal(proposal: { id: "offer", name: "Offer", unitBased: false }) { proposal { id } }',
    'createIntent(intent: { id: "giving", action: "transfer", provider: "mill", resourceConformsTo: "stool" }) { intent { id } }',
  ]) {
    const { errors } = await ask(`mutation { ${text} }`);
    expect([text, errors]).toEqual([text, undefined]);
  }
}, 60_000);
afterAll(() => served.close());

/** The refusal of a change: its sentence, its code and its facts. */
async function refusalOf(text: string, caller?: Parameters<Ask>[2]) {
  const { errors = [] } = await ask(`mutation { ${text} }`, {}, caller);
  const [error] = errors as readonly { message: string; extensions: { code: string; details: Record<string, unknown> } }[];
  if (error === undefined) throw new Error(`was taken: ${text}`);
  return { message: error.message, ...error.extensions };
}

const revisionOf = async (id: string): Promise<string> => (await ask(`{ agent(id: "${id}") { revisionId } }`)).data.agent.revisionId;

const CLASSES = [
  ["Person", "ada"],
  ["Organization", "mill"],
  ["EcologicalAgent", "river"],
] as const;
const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

describe("classes of agents", () => {
  const wrong = CLASSES.flatMap(([word]) => CLASSES.filter(([own]) => own !== word).map(([own, id]) => ({ word, own, id })));
  it.each(wrong)("graphql [G26] update$word and delete$word of $id are refused, naming those for $own", async ({ word, own, id }) => {
    const revisionId = await revisionOf(id);
    const changed = await refusalOf(`update${word}(${lower(word)}: { revisionId: "${revisionId}", name: "Other" }) { agent { id } }`);
    expect(changed).toMatchObject({ code: "BAD_INPUT", details: { type: "OfAnotherClass", id, class: own, right: `update${own}` } });
    expect(changed.message).toMatch(new RegExp(`^[^.]*${id}[^.]*update${own}\\.$`, "u"));
    const removed = await refusalOf(`delete${word}(revisionId: "${revisionId}")`);
    expect(removed).toMatchObject({ code: "BAD_INPUT", details: { right: `delete${own}` } });
    expect(await revisionOf(id)).toBe(revisionId);
    expect(await refusalOf(`delete${word}(revisionId: "${revisionId}")`, VISITOR)).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it.each(CLASSES)("graphql [G26] update%s changes %s, which is one", async (word, id) => {
    const change = `update${word}(${lower(word)}: { revisionId: "${await revisionOf(id)}", note: "here" }) { agent { id note } }`;
    const { data } = await ask(`mutation { ${change} }`);
    expect(data[`update${word}`].agent).toEqual({ id, note: "here" });
  });
});

describe("names of inputs", () => {
  const EVENT = 'action: "raise", provider: "mill", receiver: "mill", resourceConformsTo: "stool"';
  const ONE = 'resourceQuantity: { hasNumericalValue: "1", hasUnit: "piece" }';
  const PROMISE = `commitment: { action: "transfer", provider: "mill", receiver: "ada", resourceConformsTo: "stool", ${ONE}`;
  it.each([
    ['createPerson(person: { name: "" }) { agent { id } }', "person.name"],
    ['createOrganization(organization: { name: " " }) { agent { id } }', "organization.name"],
    ['createPerson(person: { id: "a b", name: "Ann" }) { agent { id } }', "person.id"],
    ['proposeIntent(publishedIn: "offer", publishes: "none") { proposedIntent { id } }', "publishes"],
    ['acceptProposal(proposal: "offer", accepter: "ada", id: "a b") { agreement { id } }', "id"],
    ['acceptProposal(proposal: "offer", accepter: "none") { agreement { id } }', "accepter"],
    [
      'createPlanFromRecipe(plan: { name: "Plan" }, resourceConformsTo: "stool", quantity: { hasNumericalValue: "1", hasUnit: "piece" }, due: "soon") { plan { id } }',
      "due",
    ],
    [
      'createPlanFromRecipe(plan: { name: "Plan" }, resourceConformsTo: "stool", quantity: { hasNumericalValue: "-1", hasUnit: "piece" }) { plan { id } }',
      "quantity",
    ],
    ['proposeTo(proposed: "none", proposedTo: "ada") { proposedTo { id } }', "proposed"],
    [`createEconomicEvent(event: { ${EVENT}, ${ONE}, fulfills: ["zz"] }) { economicEvent { id } }`, "event.fulfills[0]"],
    [`createEconomicEvent(event: { ${EVENT}, ${ONE}, satisfies: ["giving", "zz"] }) { economicEvent { id } }`, "event.satisfies[1]"],
    [`createCommitment(${PROMISE}, satisfies: ["zz"] }) { commitment { id } }`, "commitment.satisfies[0]"],
    ['createProductBatch(productBatch: { batchNumber: "a\\nb" }) { productBatch { id } }', "productBatch.batchNumber"],
    [
      'createIntent(intent: { action: "transfer", provider: "mill", resourceConformsTo: "stool", resourceQuantity: { hasNumericalValue: "-2", hasUnit: "piece" } }) { intent { id } }',
      "intent.resourceQuantity",
    ],
  ])("graphql [G27] %s is refused at %s", async (text, at) => {
    const { message, details } = await refusalOf(text);
    expect(details["at"]).toBe(at);
    expect(message.startsWith(`${at} `)).toBe(true);
  });

  it("graphql [G27] words on an event are refused by the name of its argument", async () => {
    const { data } = await ask(`mutation { createEconomicEvent(event: { ${EVENT}, ${ONE} }) { economicEvent { revisionId } } }`);
    const { revisionId } = data.createEconomicEvent.economicEvent;
    const refusal = await refusalOf(
      `updateEconomicEvent(event: { revisionId: "${revisionId}", triggeredBy: "none" }) { economicEvent { id } }`,
    );
    expect(refusal.details["at"]).toBe("event.triggeredBy");
  });

  it("commons [C58] what comes with an event of a long id has ids all the same, and told again it is the same", async () => {
    const made = await ask(`mutation { createCommitment(${PROMISE}, id: "promise" }) { commitment { id } } }`);
    expect(made.errors).toBeUndefined();
    const id = "e".repeat(200);
    const event = `createEconomicEvent(event: { id: "${id}", ${EVENT}, ${ONE}, fulfills: ["promise"] }, newInventoriedResource: { name: "new" }) { economicResource { id } }`;
    const answers = [await ask(`mutation { ${event} }`), await ask(`mutation { ${event} }`)];
    const ids = answers.map(({ data }) => data.createEconomicEvent.economicResource.id);
    expect(ids[0]).toMatch(/^[0-9a-f]{64}$/u);
    expect(ids[1]).toBe(ids[0]);
  });
});
