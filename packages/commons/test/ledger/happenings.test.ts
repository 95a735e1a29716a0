// Whatever happens in whatever order: the record is what the events sum to, told again it stays, and it comes back from its entries.

import { ACTIONS } from "@commonwright/rea";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EMPTY_HEAD,
  type Given,
  growBatch,
  type Head,
  type LedgerDecision,
  NotRead,
  projectEntry,
  type RecordBook,
  recordBook,
  recordEvent,
  recordKeyText,
  recordNoun,
  type RecordRow,
  referencesOf,
  type RecordsView,
  WantedList,
} from "../../src/index.js";
import { type Happening, happening, Reckoning, smallVillage, type Told, toldOf } from "./happenings.js";
import { type Command, measure, raise, TestLedger, village } from "./testLedger.js";

const START = { "apples-ann": 1000, "apples-bob": 500, "more-ann": 25, "box-ann": 100, "box-bob": 200, "thanks-ann": 0, "thanks-bob": 0 };
const DECIDER = { at: "2027-03-01T08:00:00Z", by: "test" };
const RUNS = { numRuns: 150 };
const many = fc.array(happening, { minLength: 20, maxLength: 60 });

/** Tells it all; `look` sees each happening with its decision, before its entries count. */
function tellAll(happenings: readonly Happening[], look: (ledger: TestLedger, told: Told, decision: LedgerDecision) => void = () => {}) {
  const { ledger, resources } = smallVillage();
  const earlier: (Told & { given: Given })[] = [];
  for (const [index, each] of happenings.entries()) {
    const told = toldOf(`e${index}`, each, resources, earlier);
    const decision = told.command(ledger.view, DECIDER);
    look(ledger, told, decision);
    if ("refusal" in decision) continue;
    ledger.add(decision.entries);
    const event = ledger.row("economicEvent", told.id).body;
    const inferred = event["toResourceInventoriedAs"];
    if (event["corrects"] === undefined) earlier.push({ ...told, to: typeof inferred === "string" ? inferred : null });
    for (const made of [told.from, told.to]) if (made !== null && !resources.includes(made)) resources.push(made);
  }
  return { ledger, resources, earlier };
}

describe("whatever happens", () => {
  it("[C51] quantities are the sums of what the events did, and transfers between two resources conserve", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(many, (happenings) => {
        const reckoning = new Reckoning(START);
        const { ledger, resources } = tellAll(happenings, (_ledger, told, decision) => {
          if ("refusal" in decision) return;
          seen.add(told.action);
          const before = reckoning.total();
          reckoning.follow(told);
          const isBetween = ["transfer", "transferCustody", "transferAllRights", "move"].includes(told.action);
          if (isBetween && told.from !== null && told.to !== null) expect(reckoning.total()).toEqual(before);
        });
        for (const id of resources) expect([id, ...ledger.amounts(id)]).toEqual([id, ...reckoning.balances(id)]);
      }),
      RUNS,
    );
    expect([...seen].toSorted()).toEqual([...ACTIONS].toSorted());
  });

  it("[C51] credit of a currency sums to nothing after every event, and no account is below its limit", () => {
    fc.assert(
      fc.property(many, (happenings) => {
        const { ledger } = tellAll(happenings, (before) => expectCreditHolds(before));
        expectCreditHolds(ledger);
      }),
      RUNS,
    );
  });

  it("[C52] entries from nothing give the same records as they grew, one by one or all at once", () => {
    fc.assert(
      fc.property(many, (happenings) => {
        const { ledger } = tellAll(happenings);
        const [single, whole] = [new TestLedger(), new TestLedger()];
        for (const entry of ledger.entries) single.add([entry]);
        whole.add(ledger.entries);
        const rows = ledger.state().rows.map(({ kind, id }) => ledger.row(kind, id));
        for (const { kind, id } of rows) {
          expect(single.row(kind, id)).toEqual(ledger.row(kind, id));
          expect(whole.row(kind, id)).toEqual(ledger.row(kind, id));
        }
        expect([single.rows.size, whole.rows.size]).toEqual([rows.length, rows.length]);
      }),
      { numRuns: 60 },
    );
  });

  it("[C45] whatever was taken and is told again makes no entry; with another quantity it is refused", () => {
    fc.assert(
      fc.property(many, (happenings) => {
        const { ledger, earlier } = tellAll(happenings);
        for (const { id, command, given } of earlier) {
          expect(command(ledger.view, { at: "2028-01-01T00:00:00Z", by: "again" })).toEqual({ entries: [], id, warnings: [] });
          const other = { id, given: { ...given, resourceQuantity: measure("77777") } };
          expect(recordEvent(ledger.view, other, DECIDER)).toMatchObject({ refusal: { type: "IdTaken" } });
        }
      }),
      RUNS,
    );
  });

  it("[C52] a refusal changes nothing, and an entry that cannot be read leaves nothing of those told with it", () => {
    fc.assert(
      fc.property(many, (happenings) => {
        tellAll(happenings, (ledger, told, decision) => {
          const before = ledger.state();
          if ("refusal" in decision) ledger.tell(told.command);
          else {
            const broken = { kind: "economicEventNoted", version: 1, at: "", by: "", body: { id: "nobody" } } as const;
            expect(() => ledger.add([...decision.entries, broken])).toThrow(RangeError);
          }
          expect(ledger.state()).toEqual(before);
        });
      }),
      { numRuns: 30 },
    );
  });
});

function expectCreditHolds(ledger: TestLedger): void {
  const accounts = ledger.state().rows.filter(({ body }) => body["creditCurrency"] === "thanks");
  for (const side of [0, 1] as const) {
    const balances = accounts.map(({ id }) => Math.round(Number(ledger.amounts(id)[side]) * 100));
    expect(balances.reduce((before, each) => before + each, 0)).toBe(0);
    for (const [index, { body }] of accounts.entries()) expect(balances[index]).toBeGreaterThanOrEqual(Number(body["lowestBalance"]) * 100);
  }
}

describe("deliveries", () => {
  /** Commands that do not depend on each other: stocks raised and lowered, nouns recorded, each by its own id. */
  const independent = fc.array(
    fc.record({
      kind: fc.constantFrom("raise", "lower", "produce", "plan"),
      stock: fc.nat({ max: 2 }),
      amount: fc.integer({ min: 0, max: 9999 }),
    }),
    { minLength: 5, maxLength: 40 },
  );

  const commandOf = (index: number, { kind, stock, amount }: { kind: string; stock: number; amount: number }): Command => {
    const id = `d${index}`;
    if (kind === "plan") return (records, decider) => recordNoun(records, { noun: "plan", id, given: { name: `plan ${amount}` } }, decider);
    const process = kind === "produce" ? { outputOf: "plain" } : {};
    const quantity = { resourceInventoriedAs: `s${stock}`, resourceQuantity: measure(String(amount / 100)) };
    const given = { action: kind, provider: "ann", receiver: "ann", ...process, ...quantity };
    return (records, decider) => recordEvent(records, { id, given }, decider);
  };

  const bodies = (ledger: TestLedger) => new Map(ledger.state().rows.map((row) => [recordKeyText(row), row.body]));

  it("[C52] in another order and repeated, independent commands come to the same", () => {
    fc.assert(
      fc.property(independent, fc.array(fc.nat({ max: 1000 }), { maxLength: 200 }), (commands, picks) => {
        const tell = (order: readonly number[]) => {
          const ledger = village();
          for (let stock = 0; stock <= 2; stock += 1) raise(ledger, `s${stock}`, "1");
          for (const index of order) {
            const command = commands[index];
            if (command !== undefined) ledger.tell(commandOf(index, command));
          }
          return ledger;
        };
        const once = [...commands.keys()];
        const mixed = [...picks.map((pick) => pick % commands.length), ...once.toReversed()];
        const [plain, delivered] = [tell(once), tell(mixed)];
        expect(bodies(delivered)).toEqual(bodies(plain));
        expect(delivered.entries).toHaveLength(plain.entries.length);
      }),
      { numRuns: 100 },
    );
  });
});

/** Reads what is wanted from the whole record into the book, and tries again. */
function withReading<Answer>(book: RecordBook, whole: RecordsView, act: (view: RecordsView) => Answer): Answer {
  for (let tries = 0; tries < 500; tries += 1) {
    const wanted = new WantedList();
    try {
      return act(book.view(wanted));
    } catch (fault) {
      if (!(fault instanceof NotRead)) throw fault;
      expect(wanted.isEmpty).toBe(false);
      book.keep(
        wanted.keys,
        wanted.keys.flatMap(({ kind, id }) => whole.get(kind, id) ?? []),
      );
      for (const list of wanted.lists) book.keepList(list, whole.referring(list.kind, list.property, list.target));
      for (const row of wanted.firsts) book.keepFirst(row, whole.firstSaid(row));
    }
  }
  throw new Error("what is wanted is wanted for ever");
}

describe("records that are read when they are wanted", () => {
  it("[C53] give the same decisions and the same records as all of them at hand", () => {
    fc.assert(
      fc.property(many, fc.array(fc.nat({ max: 60 }), { maxLength: 4 }), (happenings, forgettings) => {
        const book = recordBook();
        let head: Head = EMPTY_HEAD;
        let count = 0;
        const { ledger } = tellAll(happenings, (whole, told, decision) => {
          head = { ...head, sequence: whole.entries.length };
          if (forgettings.includes(count)) book.forget();
          count += 1;
          expect(withReading(book, whole.view, (view) => told.command(view, DECIDER))).toEqual(decision);
          if ("refusal" in decision) return;
          const growing = withReading(book, whole.view, (view) => {
            const batch = growBatch(head, view, projectEntry);
            batch.add(decision.entries);
            return batch;
          });
          book.follow(growing.batch());
        });
        expectBookHolds(book, ledger);
      }),
      { numRuns: 60 },
    );
  });

  /** Every list that the book has, or reads now, is that of the whole record. */
  function expectBookHolds(book: RecordBook, ledger: TestLedger): void {
    for (const row of ledger.state().rows) {
      expect(book.peek(row) ?? row).toEqual(row);
      for (const { property, kind, id } of referencesOf(row.kind, row.body)) {
        const list = withReading(book, ledger.view, (view) => view.referring(row.kind, property, { kind, id }));
        expect(list).toEqual(ledger.view.referring(row.kind, property, { kind, id }));
      }
    }
  }

  it("[C53] an older state never replaces a newer one; what is not there is known; forgetting forgets", () => {
    const ledger = village();
    const book = recordBook();
    const key = { kind: "process", id: "plain" } as const;
    const older = ledger.row("process", "plain");
    ledger.change("process", "plain", { plannedWithin: null, note: "newer" });
    const newer = ledger.row("process", "plain");
    book.keep([key], [newer]);
    book.keep([key], [older]);
    book.keep([key], []);
    expect(book.peek(key)).toBe(newer);
    const nobody = { kind: "agent", id: "nobody" } as const;
    book.keep([nobody], []);
    expect(book.peek(nobody)).toBeNull();
    expect(book.view(new WantedList()).get("agent", "nobody")).toBeUndefined();
    const generation = book.generation();
    book.forget();
    expect(book.generation()).toBeGreaterThan(generation);
    expect(book.peek(key)).toBeUndefined();
    const wanted = new WantedList();
    expect(() => book.view(wanted).get("process", "plain")).toThrow(NotRead);
    expect(() => book.view(wanted).get("process", "plain")).toThrow(NotRead);
    expect(wanted.keys).toEqual([key]);
  });

  it("[C53] a row that names the target no more is on no list, although its older state was forgotten", () => {
    const ledger = village();
    ledger.record("plan", "p", { name: "p" });
    ledger.record("process", "x", { name: "x", plannedWithin: "p" });
    const book = recordBook();
    const list = { kind: "process", property: "plannedWithin", target: { kind: "plan", id: "p" } } as const;
    book.keepList(list, ledger.view.referring(list.kind, list.property, list.target));
    ledger.change("process", "x", { plannedWithin: null });
    book.keep([{ kind: "process", id: "x" }], [ledger.row("process", "x")]);
    expect(book.view(new WantedList()).referring(list.kind, list.property, list.target)).toEqual([]);
  });

  it("[C53] rows of a list that were forgotten are asked for together", () => {
    const book = recordBook();
    const list = { kind: "process", property: "plannedWithin", target: { kind: "plan", id: "p" } } as const;
    const process = (id: string, created: number): RecordRow => ({
      ...{ kind: "process", id, created, revision: created, isRemoved: false, isRegional: false },
      body: { id, plannedWithin: "p" },
    });
    book.keepList(list, [process("a", 1), process("b", 2), process("c", 3)]);
    const others = Array.from({ length: 100_000 }, (_, index) => ({
      ...process(`other-${index}`, index + 4),
      body: { id: `other-${index}` },
    }));
    book.follow({ after: EMPTY_HEAD, sealed: [], writes: others, head: EMPTY_HEAD });
    const wanted = new WantedList();
    expect(() => book.view(wanted).referring(list.kind, list.property, list.target)).toThrow(NotRead);
    expect(wanted.keys.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("[C53] what lies in a container is read together, however much it is", () => {
    const ledger = village();
    const raising = (id: string, given: Given) => {
      const event = { action: "raise", provider: "ann", receiver: "ann", resourceConformsTo: "apples", resourceQuantity: measure("1") };
      expect(ledger.event(`raise-${id}`, event, { newResource: { id, given } })).not.toHaveProperty("refusal");
    };
    raising("box", {});
    for (let index = 0; index < 50; index += 1) raising(`in-${index}`, { containedIn: "box" });
    const move = { action: "move", provider: "ann", receiver: "ann", resourceInventoriedAs: "box", resourceQuantity: measure("1") };
    const command = { id: "move", given: move, newResource: { id: "other-box", given: {} } };
    const decision = recordEvent(ledger.view, command, DECIDER);
    if ("refusal" in decision) throw new Error("the box is not moved");
    let looks = 0;
    const written = withReading(recordBook(), ledger.view, (view) => {
      looks += 1;
      const batch = growBatch({ ...EMPTY_HEAD, sequence: ledger.entries.length }, view, projectEntry);
      return batch.add(decision.entries);
    });
    expect(written.filter(({ body }) => body["containedIn"] === "other-box")).toHaveLength(50);
    expect(looks).toBeLessThan(15);
  });
});

describe("odd input", () => {
  it("[C54] anything at all as a value is taken or refused, never a fault, and what is taken is plain JSON", () => {
    const odd = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    const keys = [
      "action",
      "provider",
      "resourceQuantity",
      "effortQuantity",
      "hasPointInTime",
      "inputOf",
      "resourceClassifiedAs",
      "note",
      "image",
      "corrects",
      "state",
      "toLocation",
    ];
    const sound = {
      action: "consume",
      provider: "ann",
      receiver: "ann",
      inputOf: "plain",
      resourceInventoriedAs: "stock",
      resourceQuantity: measure("1"),
    };
    fc.assert(
      fc.property(fc.constantFrom(...keys), odd, fc.boolean(), (key, value, isIn) => {
        const ledger = village();
        raise(ledger, "stock", "1");
        const given = { ...sound, [key]: key.endsWith("Quantity") && isIn ? { hasNumericalValue: value, hasUnit: "kg" } : value };
        const before = ledger.entries.length;
        ledger.event("e", given);
        const added = ledger.entries.slice(before);
        expect(JSON.parse(JSON.stringify(added))).toEqual(added);
        ledger.record("spatialThing", "x", { name: "x", lat: value, note: value });
        ledger.record("process", "x", { name: value, finished: value, plannedWithin: value, inScopeOf: value });
        ledger.record("agent", "x", { name: "x", type: value });
        ledger.record("resourceSpecification", "x", { name: "x", defaultUnitOfEffort: value, imageList: value });
        expect(JSON.parse(JSON.stringify(ledger.entries))).toEqual(ledger.entries);
      }),
      { numRuns: 500 },
    );
  });
});
