// Every mutation of the contract, by everybody, on what is theirs, nobody's and another's: the outcome is what the table says, and what is refused writes nothing.

import { type Cell, isPermitted, PERMISSIONS, type Relation, rolesOf } from "@commonwright/commons";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { type Ask, askerOf, changeText, contract, rootOf } from "../valueflows/asking.js";
import { type Asker, ASKERS, OTHER, people } from "./actors.js";
import { idleHands } from "./idleHands.js";
import { type Case, type Row, ROWS } from "./rows.js";
import { type Told, toldIn } from "./told.js";

const schema = contract();
let served: ServedHamlet;
let ask: Ask;
let told: Told;

beforeAll(async () => {
  served = await servedHamlet({ hands: idleHands });
  ask = askerOf(served);
  await people(served);
  told = toldIn(served, schema);
  await told.tell("createResourceSpecification", { resourceSpecification: { id: "grain", name: "Grain", defaultUnitOfResource: "kg" } });
  await told.tell("createResourceSpecification", {
    resourceSpecification: { id: "credit", name: "Credit", mediumOfExchange: true, resourceClassifiedAs: ["mutual-credit"] },
  });
  await told.tell("createProcessSpecification", { processSpecification: { id: "milling", name: "Milling" } });
  await told.tell("createRecipeProcess", { recipeProcess: { id: "step", name: "Mill it", processConformsTo: "milling" } });
  await told.tell("createResourceSpecification", { resourceSpecification: { id: "loaf", name: "Loaf", defaultUnitOfResource: "piece" } });
  await told.tell("createRecipeProcess", { recipeProcess: { id: "bake", name: "Bake", processConformsTo: "milling" } });
  const piece = { hasNumericalValue: "1", hasUnit: "piece" };
  const hour = { hasNumericalValue: "1", hasUnit: "h" };
  await told.tell("createRecipeFlow", {
    recipeFlow: { action: "produce", recipeOutputOf: "bake", resourceConformsTo: "loaf", resourceQuantity: piece },
  });
  await told.tell("createRecipeFlow", {
    recipeFlow: { action: "work", recipeInputOf: "bake", resourceConformsTo: "grain", effortQuantity: hour },
  });
  await told.tell("createRecipe", { recipe: { id: "loaves", name: "Loaves", primaryOutput: "loaf", recipeIncludes: ["bake"] } });
  await told.tell("createEconomicEvent", {
    event: {
      id: "seed",
      action: "raise",
      provider: OTHER,
      receiver: OTHER,
      resourceConformsTo: "grain",
      resourceQuantity: { hasNumericalValue: "1", hasUnit: "kg" },
    },
  });
}, 60_000);
afterAll(() => served.close());

const head = () => served.serving.community.state().head;

/** Whose what is own is: for the row, somebody's person or organization; undefined: they have nothing of the kind. */
function ownOf(asker: Asker, row: Row): string | undefined {
  const own = row.own === undefined ? (asker.organization ?? asker.person) : asker[row.own];
  return own ?? undefined;
}

/** Undefined: there is nothing to ask for. */
function whoseOf(asker: Asker, row: Row & { readonly isReaching?: true }, relation: Relation): string | null | undefined {
  if (row.isReaching === true) return ownOf(asker, row);
  return relation === "own" ? ownOf(asker, row) : relation === "common" ? null : OTHER;
}

interface Asked {
  readonly row: Row;
  readonly asker: Asker;
  readonly of: Case;
}

const CASES: readonly Asked[] = ROWS.flatMap((row) =>
  row.relations.flatMap((relation) =>
    (row.states ?? (["open"] as const)).flatMap((state) =>
      ASKERS.flatMap((asker): readonly Asked[] => {
        const whose = whoseOf(asker, row, relation);
        return whose === undefined ? [] : [{ row, asker, of: { relation, whose, state } }];
      }),
    ),
  ),
);

/** What the table says of a cell, for who asks. */
function expectedOf({ row, asker, of }: Asked): string {
  const cell: Cell = {
    action: row.action,
    relation: asker.isHouse === true ? "own" : of.relation,
    state: asker.isHouse === true ? "open" : of.state,
  };
  const isAllowed = asker.isHouse === true ? rolesOf(cell).length > 0 : isPermitted(cell, new Set(asker.roles));
  if (!isAllowed) return asker.refusedAs;
  return "allowed";
}

async function outcomeOf(asked: Asked): Promise<string> {
  const { row, asker, of } = asked;
  const args = await row.make(told, of);
  const before = head();
  const isFlag = ["delete", "cancel", "start", "ask"].some((verb) => row.mutation.startsWith(verb));
  const { errors } = await ask(changeText(schema, { mutation: row.mutation, args }, isFlag ? "" : "{ __typename }"), args, asker.caller);
  if (errors === undefined) return "allowed";
  const [{ message, extensions }] = errors;
  const code = typeof extensions["code"] === "string" ? extensions["code"] : "no code";
  if (head().hash !== before.hash) return `${code}, and yet something was written`;
  if (row.otherwise?.includes(code) === true) return "allowed";
  return code === "FORBIDDEN" || code === "UNAUTHENTICATED" ? code : `${code}: ${message}`;
}

describe("permissions", () => {
  it("[A110] every mutation of the contract has a row, and every row a mutation", () => {
    const named = new Set(ROWS.map(({ mutation }) => mutation));
    expect([...named].toSorted()).toEqual(Object.keys(rootOf(schema, "mutation").getFields()).toSorted());
  });

  it("[A110] every action that a mutation asks for is in some row", () => {
    const elsewhere =
      /^(invite|invite steward|(see|end) session|see audit|(see|erase) personal data|export community|change proposedIntent|change proposedTo)$/;
    const asked = new Set<string>(ROWS.map(({ action }) => action));
    expect(Object.keys(PERMISSIONS).filter((action) => !asked.has(action) && !elsewhere.test(action))).toEqual([]);
  });

  it("[A110] says to everybody what the table says, and writes nothing where it refuses", async () => {
    const unexpected: unknown[] = [];
    let allowed = 0;
    for (const asked of CASES) {
      const [got, expected] = [await outcomeOf(asked).catch(String), expectedOf(asked)];
      if (got === "allowed") allowed += 1;
      const { row, asker, of } = asked;
      if (got !== expected) unexpected.push([row.mutation, row.action, of.relation, of.state, asker.name, { got, expected }]);
    }
    expect(unexpected).toEqual([]);
    expect(served.faults).toEqual([]);
    expect(CASES.length).toBeGreaterThan(2_000);
    expect(allowed).toBeGreaterThan(500);
  }, 120_000);
});
