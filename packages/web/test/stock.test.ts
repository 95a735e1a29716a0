// Stock by place: every stock once, what is promised beside what is there.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StockQuery } from "../src/api/generated";
import { placesOf, stockTable } from "../src/stock/stockView";

type Node = StockQuery["economicResources"]["edges"][number]["node"];

const node = (id: string, given: Partial<Node> = {}): Node =>
  ({
    id,
    name: `thing ${id}`,
    state: null,
    conformsTo: { id: "k", name: "Kind", mediumOfExchange: null },
    primaryAccountable: { id: "lab", name: "Lab" },
    custodian: null,
    currentLocation: null,
    accountingQuantity: { hasNumericalValue: "5" },
    onhandQuantity: { hasNumericalValue: "5", hasUnit: { id: "kg", symbol: "kg" } },
    commitments: { edges: [] },
    ...given,
  }) as Node;
const promise = (action: string, open: string, given: object = {}) => ({
  node: {
    id: "c",
    finished: null,
    action: { id: action },
    openResourceQuantity: { hasNumericalValue: open, hasUnit: { id: "kg" } },
    ...given,
  },
});

describe("stock", () => {
  it("[W25] is shown at its place, each once; accounts of money are none", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.nat(50), fc.constantFrom("", "a", "b")), { selector: ([id]) => id }), (given) => {
        const nodes = given.map(([id, place]) => node(String(id), { currentLocation: place === "" ? null : { id: place, name: place } }));
        const places = placesOf([...nodes, node("money", { conformsTo: { id: "m", name: "Euro", mediumOfExchange: true } })], "");
        expect(places.flatMap(({ rows }) => rows.map(({ id }) => id)).toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
        expect(places.map(({ id }) => id)).toEqual(["a", "b", ""].filter((place) => given.some(([, each]) => each === place)));
        expect(stockTable(places, []).rows).toHaveLength(nodes.length);
      }),
    );
  });

  it("[W25] says exactly what is promised and what is left, also where more was promised than is there", () => {
    const edges = [
      promise("consume", "2.5"),
      promise("transfer", "3"),
      promise("consume", "9", { finished: true }),
      promise("produce", "4"),
      promise("cite", "1"),
    ];
    const [place] = placesOf([node("x", { commitments: { edges } as never })], "");
    expect(place?.rows).toMatchObject([{ onhand: "5", promised: "5.5", free: "-0.5" }]);
    expect(placesOf([node("x")], "lab")[0]?.rows).toMatchObject([{ promised: "0", free: "5" }]);
    expect(placesOf([node("x")], "elsewhere")).toEqual([]);
  });
});
