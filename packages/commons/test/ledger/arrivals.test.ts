// Where what is handed on arrives: in what the receiver holds, in what is empty, or in something new.

import type { Action } from "@commonwright/rea";
import { describe, expect, it } from "vitest";
import { type Given, ledgerRefusalText, ledgerWarningText } from "../../src/index.js";
import { measure, raise, refusalOf, taken, type TestLedger, village } from "./testLedger.js";

/** A mill, a shop and ada, each with stools or without. */
function stools(): TestLedger {
  const ledger = village();
  for (const id of ["mill", "ada", "shop"]) taken(ledger.record("agent", id, { name: id, type: "Organization" }));
  raise(ledger, "xm", "5", { agent: "mill", unit: "piece" });
  raise(ledger, "xa", "5", { agent: "ada", unit: "piece" });
  raise(ledger, "xs", "1", { agent: "shop", unit: "piece" });
  raise(ledger, "empty", "0", { agent: "ada", unit: "piece" });
  return ledger;
}

const give = (action: Action, to: string, extra: Given = {}): Given => ({
  action,
  provider: "mill",
  receiver: "shop",
  resourceInventoriedAs: "xm",
  toResourceInventoriedAs: to,
  resourceQuantity: measure("1", "piece"),
  ...extra,
});

const standing = (ledger: TestLedger, id: string) => {
  const { primaryAccountable, custodian } = ledger.resource(id);
  return [...ledger.amounts(id), primaryAccountable, custodian];
};

describe("what others hold", () => {
  it.each(["transfer", "transferAllRights", "transferCustody"] as const)(
    "[C55] %s into what another agent holds is refused, and says whose it is and what would be right",
    (action) => {
      const ledger = stools();
      const before = structuredClone(ledger.state());
      const refusal = refusalOf(ledger.event("it", give(action, "xa")));
      const as = action === "transferCustody" ? "custodian" : "accountable";
      expect(refusal).toEqual({ type: "HeldByAnother", action, resource: "xa", receiver: "shop", holder: "ada", as });
      const text = ledgerRefusalText(refusal);
      for (const word of ["event.toResourceInventoriedAs", "xa", "ada", "shop", "newInventoriedResource"]) expect(text).toContain(word);
      expect(text).toMatch(/^[^\n]{20,}\.$/u);
      expect(ledger.state()).toEqual(before);
      taken(ledger.event("it", give(action, "xs")));
    },
  );

  it("[C55] what is empty may be taken over, and a resource that goes to itself is handed over as it is", () => {
    const ledger = stools();
    taken(ledger.event("1", give("transfer", "empty")));
    expect(standing(ledger, "empty")).toEqual(["1", "1", "shop", "shop"]);
    taken(ledger.event("2", give("transfer", "xm", { resourceQuantity: measure("4", "piece") })));
    expect(standing(ledger, "xm")).toEqual(["4", "4", "shop", "shop"]);
  });

  it("[C55] rights go to who has none on the books yet, custody to who has the thing or to where nothing lies", () => {
    const ledger = stools();
    // ada has lent the shop two, which lie in a resource of ada's account; sold, they become the shop's.
    const lend = give("transferCustody", "", { provider: "ada", resourceInventoriedAs: "xa", toResourceInventoriedAs: undefined });
    taken(ledger.event("lent", { ...lend, resourceQuantity: measure("2", "piece") }, { newResource: { id: "lent", given: {} } }));
    expect(standing(ledger, "lent")).toEqual(["0", "2", "ada", "shop"]);
    expect(refusalOf(ledger.event("more", give("transferCustody", "lent", { receiver: "ada" })))).toMatchObject({ holder: "shop" });
    const sold = { provider: "ada", resourceInventoriedAs: "xa", resourceQuantity: measure("2", "piece") };
    taken(ledger.event("sold", give("transferAllRights", "lent", sold)));
    expect(standing(ledger, "lent")).toEqual(["2", "2", "shop", "shop"]);
    expect(standing(ledger, "xa")).toEqual(["3", "3", "ada", "ada"]);
  });

  it("[C55] a resource below nothing is held too; an account is its holder's also with nothing on it", () => {
    const ledger = stools();
    const taking = { action: "lower", provider: "ada", receiver: "ada", resourceInventoriedAs: "empty" };
    taken(ledger.event("owed", { ...taking, resourceQuantity: measure("1", "piece") }));
    expect(refusalOf(ledger.event("it", give("transfer", "empty")))).toMatchObject({ type: "HeldByAnother", holder: "ada" });
    raise(ledger, "purse", "9", { of: "coins", agent: "mill", unit: "one" });
    for (const agent of ["ada", "shop"]) raise(ledger, `${agent}-purse`, "0", { of: "coins", agent, unit: "one" });
    const pay = (to: string) => give("transfer", to, { resourceInventoriedAs: "purse", resourceQuantity: measure("1", "one") });
    expect(refusalOf(ledger.event("pay", pay("ada-purse")))).toMatchObject({ type: "HeldByAnother", holder: "ada", receiver: "shop" });
    taken(ledger.event("pay", pay("shop-purse")));
  });

  it("[C55] custody that a process hands over goes into what the receiver has; corrections and moves change no holder", () => {
    const ledger = stools();
    taken(ledger.record("process", "cart", { name: "cart" }));
    const cart = (to: string) => give("pickup", to, { inputOf: "cart" });
    expect(refusalOf(ledger.event("it", cart("xa")))).toMatchObject({ type: "HeldByAnother", as: "custodian", holder: "ada" });
    taken(ledger.event("it", cart("xs")));
    const sale = give("transfer", "xs");
    taken(ledger.event("sale", sale));
    const onwards = { provider: "shop", receiver: "ada", resourceInventoriedAs: "xs", resourceQuantity: measure("2", "piece") };
    taken(ledger.event("on", give("transfer", "xs", onwards)));
    taken(ledger.event("less", { ...sale, corrects: "sale", resourceQuantity: measure("-1", "piece") }));
    expect(standing(ledger, "xs")).toEqual(["1", "1", "ada", "ada"]);
    const moved = taken(ledger.event("moved", give("move", "xa", { receiver: "mill" })));
    expect(moved.warnings).toEqual([{ type: "MovedToAnother", resource: "xa", accountable: "ada" }]);
    expect(moved.warnings.map(ledgerWarningText).join()).toMatch(/^What is moved to xa[^.]*ada[^.]*transfer[^.]*\.$/u);
    expect(taken(ledger.event("here", give("move", "xm", { receiver: "mill" }))).warnings).toEqual([]);
    expect(standing(ledger, "xa")).toEqual(["6", "6", "ada", "ada"]);
  });
});
