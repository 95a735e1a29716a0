// Small stories worked out by hand: a box, a wash, a herd, repairs, lending.
import { describe, expect, it } from "vitest";
import { nextOf, previousOf, trace, track } from "../src/index.js";
import type { Told } from "./oracle.js";
import { graphOf, nodeName, nodeOf } from "./told.js";

/** What happened, by name: action, resource, and where it goes in, comes out or to whom. */
type Happening = readonly [name: string, action: string, resource: string, link?: `into ${string}` | `out of ${string}` | `to ${string}`];

/** A story whose things are called by names: resources and processes by those in the happenings, events by their own. */
class Story {
  readonly #nodes = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #counts = { event: 0, resource: 0, process: 0 };
  readonly #graph;

  constructor(happenings: readonly Happening[]) {
    this.#graph = graphOf(happenings.map((happening) => this.#tell(happening)));
  }

  trace = (name: string, limit = 100): string[] => this.#named(trace(this.#graph, this.#node(name), { limit }).nodes);
  track = (name: string, limit = 100): string[] => this.#named(track(this.#graph, this.#node(name), { limit }).nodes);
  previous = (name: string): string[] => this.#named(previousOf(this.#graph, this.#node(name)));
  next = (name: string): string[] => this.#named(nextOf(this.#graph, this.#node(name)));

  #tell([name, action, of, link]: Happening): Told {
    this.#index("event", name);
    const resource = this.#index("resource", of);
    const target = link?.replace(/^(into|out of|to) /, "") ?? "";
    if (link?.startsWith("into ")) return { action, resource, inputOf: this.#index("process", target) };
    if (link?.startsWith("out of ")) return { action, resource, outputOf: this.#index("process", target) };
    return link === undefined ? { action, resource } : { action, resource, toResource: this.#index("resource", target) };
  }

  #index(kind: "event" | "resource" | "process", name: string): number {
    const known = this.#nodes.get(name);
    if (known !== undefined) return Number(known.split(" ")[1]);
    const index = this.#counts[kind]++;
    this.#nodes.set(name, `${kind} ${index}`);
    this.#names.set(`${kind} ${index}`, name);
    return index;
  }

  #node(name: string): number {
    return nodeOf(this.#nodes.get(name) ?? "");
  }

  #named(nodes: Int32Array): string[] {
    return [...nodes].map((node) => this.#names.get(nodeName(node)) ?? "");
  }
}

describe("a box that is transported", () => {
  const box = new Story([
    ["R1", "raise", "box"],
    ["U1", "pickup", "box", "into P1"],
    ["D1", "dropoff", "box", "out of P1"],
  ]);

  it("[T8] [T9] [T10] [T11] is traced back through the transport to where it was entered", () => {
    expect(box.trace("box")).toEqual(["box", "D1", "P1", "U1", "R1"]);
    expect(box.trace("D1")).toEqual(["D1", "P1", "U1", "box", "R1"]);
    expect(box.trace("box", 3)).toEqual(["box", "D1", "P1"]);
  });

  it("[T8] [T9] [T10] [T11] is tracked from where it was entered through the transport", () => {
    expect(box.track("box")).toEqual(["box", "R1", "U1", "P1", "D1"]);
    expect(box.track("U1")).toEqual(["U1", "P1", "D1", "box", "R1"]);
  });

  it("[T10] starts at a process with no breadcrumb", () => {
    expect(box.trace("P1")).toEqual(["P1"]);
    expect(box.track("P1")).toEqual(["P1"]);
  });

  it("[T5] [T6] is one step from its events", () => {
    expect(box.previous("box")).toEqual(["D1", "R1"]);
    expect(box.next("box")).toEqual(["R1", "U1", "D1"]);
    expect([box.previous("P1"), box.next("P1")]).toEqual([["U1"], ["D1"]]);
    expect([box.previous("R1"), box.next("R1")]).toEqual([[], []]);
    expect([box.previous("U1"), box.next("U1")]).toEqual([["box"], ["P1"]]);
    expect([box.previous("D1"), box.next("D1")]).toEqual([["P1"], ["box"]]);
  });
});

const pairs = [
  ["pickup", "dropoff"],
  ["accept", "modify"],
  ["combine", "separate"],
] as const;

describe.each(pairs)("two things in one process by %s and %s", (input, output) => {
  const shared = new Story([
    ["raise shirt", "raise", "shirt"],
    ["raise towel", "raise", "towel"],
    ["shirt in", input, "shirt", "into wash"],
    ["towel in", input, "towel", "into wash"],
    ["soap in", "consume", "soap", "into wash"],
    ["towel out", output, "towel", "out of wash"],
    ["shirt out", output, "shirt", "out of wash"],
    ["slops made", "produce", "slops", "out of wash"],
  ]);

  it("[T11] keeps the one out of the other's trace, and shows what both needed", () => {
    expect(shared.trace("shirt")).toEqual(["shirt", "shirt out", "wash", "shirt in", "raise shirt", "soap in", "soap"]);
    expect(shared.trace("towel")).toEqual(["towel", "towel out", "wash", "towel in", "raise towel", "soap in", "soap"]);
  });

  it("[T11] keeps the one out of the other's track", () => {
    expect(shared.track("shirt")).toEqual(["shirt", "raise shirt", "shirt in", "wash", "shirt out", "slops made", "slops"]);
    expect(shared.track("towel")).toEqual(["towel", "raise towel", "towel in", "wash", "towel out", "slops made", "slops"]);
  });

  it("[T11] goes from the soap to neither, since nothing of them was opened, but to what was produced", () => {
    expect(shared.track("soap")).toEqual(["soap", "soap in", "wash", "slops made", "slops"]);
  });
});

it("[T11] does not close one pair by another's action", () => {
  const mixed = new Story([
    ["in", "accept", "shirt", "into P"],
    ["out", "dropoff", "shirt", "out of P"],
  ]);
  expect(mixed.trace("shirt")).toEqual(["shirt", "out", "P"]);
  expect(mixed.track("shirt")).toEqual(["shirt", "in", "P"]);
});

it("[T12] passes over an event of a pair that names no resource", () => {
  const events: Told[] = [
    { action: "pickup", inputOf: 0 },
    { action: "dropoff", outputOf: 0 },
    { action: "consume", inputOf: 0 },
  ];
  const names = (nodes: Int32Array) => [...nodes].map(nodeName);
  const graph = graphOf(events);
  expect(names(trace(graph, nodeOf("event 1"), { limit: 9 }).nodes)).toEqual(["event 1", "process 0", "event 2"]);
  expect(names(track(graph, nodeOf("event 0"), { limit: 9 }).nodes)).toEqual(["event 0", "process 0"]);
});

it("[T13] opens a pair once, however many outputs were visited before an input", () => {
  const twice = new Story([
    ["in 1", "accept", "saw", "into P"],
    ["in 2", "accept", "saw", "into P"],
    ["out 1", "modify", "saw", "out of P"],
    ["used", "use", "saw", "into P"],
    ["out 2", "modify", "saw", "out of P"],
  ]);
  // Both outputs come before the inputs, since the use leads to the saw; then in 2 closes what both opened, and in 1 is passed over.
  expect(twice.trace("out 2")).toEqual(["out 2", "P", "used", "saw", "out 1", "in 2"]);
});

describe("a herd: members combined into a container, the container moved, members separated", () => {
  const herd = new Story([
    ["enter cow", "raise", "cow"],
    ["enter goat", "raise", "goat"],
    ["enter herd", "raise", "herd"],
    ["herd in 1", "accept", "herd", "into gathering"],
    ["cow joins", "combine", "cow", "into gathering"],
    ["goat joins", "combine", "goat", "into gathering"],
    ["herd out 1", "modify", "herd", "out of gathering"],
    ["herd in 2", "accept", "herd", "into walk"],
    ["herd out 2", "modify", "herd", "out of walk"],
    ["herd in 3", "accept", "herd", "into parting"],
    ["herd out 3", "modify", "herd", "out of parting"],
    ["cow leaves", "separate", "cow", "out of parting"],
    ["goat leaves", "separate", "goat", "out of parting"],
  ]);

  it("[T9] [T11] traces the herd through all its processes, in the order of time turned round, without its members", () => {
    const expected = [
      "herd",
      "herd out 3",
      "parting",
      "herd in 3",
      "herd out 2",
      "walk",
      "herd in 2",
      "herd out 1",
      "gathering",
      "herd in 1",
      "enter herd",
    ];
    expect(herd.trace("herd")).toEqual(expected);
  });

  it("[T9] [T11] tracks the herd through all its processes, without its members", () => {
    const expected = [
      "herd",
      "enter herd",
      "herd in 1",
      "gathering",
      "herd out 1",
      "herd in 2",
      "walk",
      "herd out 2",
      "herd in 3",
      "parting",
      "herd out 3",
    ];
    expect(herd.track("herd")).toEqual(expected);
  });

  it("[T11] traces a member to the parting and its beginning, never to another member", () => {
    expect(herd.trace("cow")).toEqual(["cow", "cow leaves", "parting", "enter cow"]);
    expect(herd.track("goat")).toEqual(["goat", "enter goat", "goat joins", "gathering", "goat leaves"]);
  });

  it("[T5] shows every step of them all the same", () => {
    expect(herd.previous("gathering")).toEqual(["goat joins", "cow joins", "herd in 1"]);
    expect(herd.next("parting")).toEqual(["herd out 3", "cow leaves", "goat leaves"]);
  });

  it("[T11] traces a member through the process when it joins and leaves in the same", () => {
    const drive = new Story([
      ["enter cow", "raise", "cow"],
      ["enter goat", "raise", "goat"],
      ["herd in", "accept", "herd", "into drive"],
      ["cow joins", "combine", "cow", "into drive"],
      ["goat joins", "combine", "goat", "into drive"],
      ["goat leaves", "separate", "goat", "out of drive"],
      ["cow leaves", "separate", "cow", "out of drive"],
      ["herd out", "modify", "herd", "out of drive"],
    ]);
    expect(drive.trace("cow")).toEqual(["cow", "cow leaves", "drive", "cow joins", "enter cow"]);
    expect(drive.trace("herd")).toEqual(["herd", "herd out", "drive", "herd in"]);
  });
});

describe("a drill that is repaired again and again", () => {
  const drill = new Story([
    ["bought", "raise", "drill"],
    ["used 1", "use", "drill", "into shelf"],
    ["in 1", "accept", "drill", "into repair"],
    ["out 1", "modify", "drill", "out of repair"],
    ["used 2", "use", "drill", "into table"],
    ["in 2", "accept", "drill", "into second repair"],
    ["brush", "consume", "carbon brush", "into second repair"],
    ["out 2", "modify", "drill", "out of second repair"],
  ]);

  it("[T9] is traced in the order of time turned round", () => {
    const expected = [
      "drill",
      "out 2",
      "second repair",
      "in 2",
      "used 2",
      "out 1",
      "repair",
      "in 1",
      "used 1",
      "bought",
      "brush",
      "carbon brush",
    ];
    expect(drill.trace("drill")).toEqual(expected);
  });

  it("[T9] is tracked in the order of time", () => {
    const expected = ["drill", "bought", "used 1", "shelf", "in 1", "repair", "out 1", "used 2", "table", "in 2", "second repair", "out 2"];
    expect(drill.track("drill")).toEqual(expected);
  });
});

describe("a book that is lent back and forth", () => {
  it("[T2] [T9] is traced over the records of both", () => {
    const book = new Story([
      ["bought", "raise", "book at home"],
      ["lent", "transferCustody", "book at home", "to book at Bo's"],
      ["back", "transferCustody", "book at Bo's", "to book at home"],
      ["lent again", "transferCustody", "book at home", "to book at Bo's"],
    ]);
    // Breadcrumbs stay with one record: "back" has none, so the walk ends there, and goes on with how the book came home first.
    expect(book.trace("book at Bo's")).toEqual(["book at Bo's", "lent again", "book at home", "back", "bought", "lent"]);
    expect(book.track("book at home")).toEqual(["book at home", "bought", "lent", "book at Bo's", "back", "lent again"]);
    expect(book.previous("book at Bo's")).toEqual(["lent again", "lent"]);
  });

  it("[T5] [T9] is traced on one record with both sides, each loan once", () => {
    const book = new Story([
      ["bought", "raise", "book"],
      ["lent", "transferCustody", "book", "to book"],
      ["back", "transferCustody", "book", "to book"],
    ]);
    expect(book.previous("book")).toEqual(["back", "lent", "bought"]);
    expect(book.trace("book")).toEqual(["book", "back", "lent", "bought"]);
    expect(book.track("book")).toEqual(["book", "bought", "lent", "back"]);
  });
});
