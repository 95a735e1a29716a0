// What people say of needs and workshops is taken or refused.
import fc from "fast-check";
import { join } from "node:path";
import { readProblem } from "@commonwright/planner";
import { describe, expect, it } from "vitest";
import { readProblemFolder } from "../../../examples/test/problemFolder.js";
import {
  batchOf,
  canonicalJson,
  changeNeed,
  type CorrectWorkshop,
  correctWorkshop,
  dayNumber,
  dayOf,
  EMPTY_HEAD,
  EMPTY_STATE,
  type Entry,
  evolve,
  foundCommunity,
  type Json,
  periodDays,
  periodOfDue,
  problemOf,
  type Need,
  NO_RECORDS,
  projectEntry,
  recordKeyText,
  type RecordRow,
  type Refusal,
  refusalCode,
  refusalText,
  regionEntries,
  type RegionState,
  sealEntries,
  type StateNeed,
  stateNeed,
  stateOf,
  verifyChain,
  warningText,
  withdrawNeed,
} from "../src/index.js";

const decider = { at: "2026-11-21T12:00:00.000Z", by: "anna" };
const read = readProblem(readProblemFolder(join(import.meta.dirname, "../../../examples/milan")));
if (!("problem" in read)) throw new Error("the example cannot be read");
const founding = foundCommunity({ name: "Milan", foundingKey: "a".repeat(64), nextKeys: "b".repeat(64), at: decider.at, by: "example" });
const entries = [founding.entry, ...regionEntries(read.problem, decider)];
const sealed = sealEntries(EMPTY_HEAD, entries);

const uuid = (digit: number) => `01934f5c-7d2e-7aaa-8000-${String(digit).padStart(12, "0")}`;
const asked: StateNeed = {
  id: uuid(1),
  item: "raindrop-switch",
  quantity: "12",
  place: "clinic-lodi",
  due: "2027-03-31",
  priority: 1,
  name: "Switches",
};
/** All records of the states that a test has come through. */
const recordsOf = new WeakMap<RegionState, ReadonlyMap<string, RecordRow>>();

function after(state: RegionState, given: readonly Entry[]): RegionState {
  const rows = new Map(recordsOf.get(state));
  const beneath = { ...NO_RECORDS, get: (kind: RecordRow["kind"], id: string) => rows.get(recordKeyText({ kind, id })) };
  const batch = batchOf(given, projectEntry, { after: state.head, beneath });
  for (const row of batch.writes) rows.set(recordKeyText(row), row);
  const next = evolve(state, batch);
  recordsOf.set(next, rows);
  return next;
}
const milan = after(EMPTY_STATE, entries);

function taken(state: RegionState, command: StateNeed) {
  const decision = stateNeed(state, command, decider);
  if ("refusal" in decision) throw new Error(refusalText(decision.refusal));
  return { ...decision, state: after(state, decision.entries) };
}

function refused(decision: object): Refusal {
  if (!("refusal" in decision)) throw new Error("was taken");
  return decision.refusal as Refusal;
}

describe("the log", () => {
  it("[C2] finds an entry that was changed, taken out or moved", () => {
    expect(verifyChain(sealed)).toEqual({ type: "Whole", head: milan.head });
    expect(sealed[0]?.hash).toBe(founding.id);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: sealed.length - 2 }), (index) => {
        const changed = sealed.with(index, { ...sealed[index], entry: { ...sealed[index].entry, by: "mallory" } });
        expect(verifyChain(changed)).toMatchObject({ type: "Broken", sequence: index + 1, at: "hash" });
        expect(verifyChain(sealed.toSpliced(index, 1))).toMatchObject({ type: "Broken", sequence: index + 1 });
        const moved = sealed.with(index, sealed[index + 1]).with(index + 1, sealed[index]);
        expect(verifyChain(moved).type).toBe("Broken");
      }),
      { numRuns: 20 },
    );
  });

  it("[C3] the state from the records is the state from the entries", () => {
    const stated = taken(milan, asked);
    const state = after(milan, stated.entries);
    const records = [...(recordsOf.get(state)?.values() ?? [])].filter(({ isRegional, isRemoved }) => isRegional && !isRemoved);
    const shuffled = records.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    expect(stateOf({ head: stated.state.head, records: shuffled })).toEqual(stated.state);
    const oneByOne = [...entries, ...stated.entries].reduce((state, entry) => after(state, [entry]), EMPTY_STATE);
    expect(oneByOne).toEqual(stated.state);
  });

  it("[C4] canonical JSON does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = (given: unknown): unknown => {
          if (Array.isArray(given)) return given.map(turned);
          if (given === null || typeof given !== "object") return given;
          return Object.fromEntries(
            Object.entries(given)
              .toReversed()
              .map(([key, inner]) => [key, turned(inner)]),
          );
        };
        expect(canonicalJson(turned(value) as Json)).toBe(canonicalJson(value as Json));
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("time", () => {
  const DAY_MS = 86_400_000;

  it("[C5] days are those of the calendar, there and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (number) => {
        const iso = new Date(number * DAY_MS).toISOString().slice(0, 10);
        if (!/^\d{4}-/.test(iso) || iso.startsWith("0000")) return;
        expect(dayNumber(iso)).toBe(number);
        expect(dayOf(number)).toBe(iso);
      }),
    );
    for (const wrong of ["2027-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "tomorrow"]) expect(dayNumber(wrong)).toBeNull();
  });

  it("[C5] weeks begin on Monday, week 1 holds the 4th of January, months end on their last day", () => {
    expect(periodDays("2026-W01")).toEqual({ start: "2025-12-29", end: "2026-01-04" });
    expect(periodDays("2026-W53")).toEqual({ start: "2026-12-28", end: "2027-01-03" });
    expect(periodDays("2027-W53")).toBeNull();
    expect(periodDays("2028-02")).toEqual({ start: "2028-02-01", end: "2028-02-29" });
    expect(periodDays("2027-13")).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9998 }), fc.integer({ min: 1, max: 52 }), (year, week) => {
        const days = periodDays(`${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`);
        expect(days).not.toBeNull();
        expect(new Date(`${days?.start}T00:00:00Z`).getUTCDay()).toBe(1);
        expect((dayNumber(days?.end ?? "") ?? 0) - (dayNumber(days?.start ?? "") ?? 0)).toBe(6);
      }),
    );
  });

  it("[C6] a need is met in the last period that ends by its day", () => {
    const periods = ["2027-01", "2027-02", "2027-03"];
    expect(periodOfDue("2027-02-28", periods)).toBe("2027-02");
    expect(periodOfDue("2027-03-30", periods)).toBe("2027-02");
    expect(periodOfDue("2027-02", periods)).toBe("2027-02");
    expect(periodOfDue("2027-01-30", periods)).toBeNull();
    expect(periodOfDue("second", ["first", "second"])).toBe("second");
    expect(refused(stateNeed(milan, { ...asked, due: "2027-01-30" }, decider))).toEqual({
      type: "DueTooEarly",
      due: "2027-01-30",
      earliest: "2027-01-31",
    });
    expect(refused(stateNeed(milan, { ...asked, due: "2027-05" }, decider))).toEqual({
      type: "DueTooLate",
      due: "2027-05",
      latest: "2027-04-30",
    });
    expect(refused(stateNeed(milan, { ...asked, due: "soon" }, decider)).type).toBe("DueNotADate");
  });
});

describe("needs", () => {
  it("[C7] are taken once", () => {
    const first = taken(milan, asked);
    expect(first.entries).toHaveLength(1);
    expect(first.state.needs.get(asked.id)).toMatchObject({
      due: "2027-03-31",
      priority: 1,
      statedBy: "anna",
      resourceQuantity: { hasNumericalValue: "12" },
    });
    expect(taken(first.state, asked).entries).toEqual([]);
    expect(taken(first.state, { ...asked, due: "2027-03", quantity: "12.0" }).entries).toEqual([]);
    expect(refused(stateNeed(first.state, { ...asked, quantity: "13" }, decider))).toEqual({ type: "Conflict", id: asked.id });
    const withdrawal = withdrawNeed(first.state, { id: asked.id, revisionId: String(first.state.head.sequence) }, decider);
    if (!("entries" in withdrawal)) throw new Error("was refused");
    const gone = after(first.state, withdrawal.entries);
    expect(gone.needs.has(asked.id)).toBe(false);
    expect(withdrawNeed(gone, { id: asked.id, revisionId: "1" }, decider)).toEqual({ entries: [] });
    expect(refused(stateNeed(gone, asked, decider)).type).toBe("Withdrawn");
    expect((problemOf(gone) as { needs: unknown[] }).needs).toEqual((problemOf(milan) as { needs: unknown[] }).needs);
  });

  it("[C8] quantities are exact decimals", () => {
    const kept = (quantity: string) => {
      const decision = stateNeed(milan, { ...asked, quantity }, decider);
      if ("refusal" in decision) return decision.refusal.type;
      const [need] = decision.entries.map(({ body }) => body as unknown as Need);
      return need?.resourceQuantity.hasNumericalValue ?? "nothing";
    };
    expect(kept(" 012.50 ")).toBe("12.5");
    expect(kept(".5")).toBe("0.5");
    expect(kept("1234567890.123456789")).toBe("QuantityNotADecimal");
    for (const little of ["-2", "-0.5", "0"]) expect(kept(little)).toBe("QuantityNotPositive");
    for (const wrong of ["", ".", "+1", "1e3", "NaN", "Infinity", "1,5", "0x10", "1 000", "١٢"])
      expect(kept(wrong)).toBe("QuantityNotADecimal");
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 17n }), fc.integer({ min: 9, max: 17 }), (digits, places) => {
        const padded = String(digits).padStart(places + 1, "0");
        const text = `${padded.slice(0, -places)}.${padded.slice(-places)}`;
        const plain = kept(text);
        expect(kept(plain)).toBe(plain);
        expect(Number(plain)).toBe(Number(text));
      }),
    );
    expect(refused(stateNeed(milan, { ...asked, quantity: "0.00" }, decider)).type).toBe("QuantityNotPositive");
    expect(refused(stateNeed(milan, { ...asked, quantity: "1000000001" }, decider)).type).toBe("QuantityTooGreat");
    expect("entries" in stateNeed(milan, { ...asked, quantity: "1000000000" }, decider)).toBe(true);
  });

  it("[C9] what is wrong is refused with what would be right", () => {
    const wrong: readonly [Partial<StateNeed>, Refusal["type"]][] = [
      [{ item: "raindrop-swich" }, "UnknownItem"],
      [{ place: "lodi" }, "UnknownPlace"],
      [{ quantity: "a few" }, "QuantityNotADecimal"],
      [{ name: "x".repeat(201) }, "TextTooLong"],
      [{ note: "a\u0007b" }, "TextUnreadable"],
      [{ name: "\u202Egnp.exe" }, "TextUnreadable"],
      [{ name: "half \ud800 a letter" }, "TextUnreadable"],
      [{ name: "\u200b\u200b" }, "TextUnreadable"],
      [{ id: "1" }, "IdNotAUuid"],
      [{ id: "__proto__" }, "IdNotAUuid"],
    ];
    for (const [change, type] of wrong) {
      const refusal = refused(stateNeed(milan, { ...asked, ...change }, decider));
      expect(refusal.type).toBe(type);
      expect(refusalText(refusal)).toMatch(/[.]$/);
      expect(["BAD_INPUT", "CONFLICT", "STALE_REVISION", "NOT_FOUND", "LIMIT"]).toContain(refusalCode(refusal));
    }
    expect(refused(stateNeed(milan, { ...asked, item: "raindrop-swich" }, decider))).toMatchObject({
      near: expect.arrayContaining(["raindrop-switch"]),
    });
    expect(refused(stateNeed(milan, { ...asked, place: "lodi" }, decider))).toMatchObject({ near: ["clinic-lodi"] });
    expect(refused(stateNeed(EMPTY_STATE, asked, decider)).type).toBe("NoRegion");
  });

  it("[C9] no text that people type makes a decision throw", () => {
    fc.assert(
      fc.property(
        fc.record({
          id: fc.string(),
          item: fc.string(),
          quantity: fc.string(),
          place: fc.string(),
          due: fc.string(),
          name: fc.string(),
          note: fc.string(),
        }),
        (given) => {
          const decision = stateNeed(milan, { ...asked, ...given }, decider);
          if ("refusal" in decision) expect(refusalText(decision.refusal).length).toBeLessThan(2_000);
        },
      ),
    );
  });

  it("[C10] a change states what it saw", () => {
    const { state } = taken(milan, asked);
    const revisionId = String(state.head.sequence);
    const changed = changeNeed(state, { id: asked.id, revisionId, quantity: "20", name: "More switches" }, decider);
    if (!("entries" in changed)) throw new Error("was refused");
    const next = after(state, changed.entries);
    expect(next.needs.get(asked.id)).toMatchObject({
      name: "More switches",
      resourceQuantity: { hasNumericalValue: "20" },
      statedBy: "anna",
      due: "2027-03-31",
    });
    expect([...next.needs.keys()]).toEqual([...state.needs.keys()]);
    expect(refused(changeNeed(next, { id: asked.id, revisionId, quantity: "21" }, decider))).toMatchObject({
      type: "StaleRevision",
      current: String(next.head.sequence),
    });
    expect(refused(withdrawNeed(next, { id: asked.id, revisionId }, decider)).type).toBe("StaleRevision");
    expect(changeNeed(next, { id: asked.id, revisionId: String(next.head.sequence), quantity: "20" }, decider)).toMatchObject({
      entries: [],
    });
    expect(refused(changeNeed(next, { id: uuid(9), revisionId }, decider)).type).toBe("UnknownNeed");
  });

  it("[C11] what cannot be had, and half a piece, are taken with a warning", () => {
    const half = stateNeed(milan, { ...asked, quantity: "0.5" }, decider);
    expect(half).toMatchObject({ warnings: [{ type: "PartOfAPiece" }] });
    const bare: RegionState = { ...milan, recipes: new Map(), stocks: new Map(), rules: milan.rules && { ...milan.rules, market: [] } };
    const nowhere = stateNeed(bare, asked, decider);
    expect(nowhere).toMatchObject({ warnings: [{ type: "CannotBeMadeOrBought" }] });
    if ("warnings" in nowhere) expect(nowhere.warnings.map(warningText).join("")).toMatch(/[.]$/);
  });
});

describe("workshops", () => {
  const id = "damaspace";
  const revisionId = String(milan.workshops.get(id)?.revision);
  const right: CorrectWorkshop = {
    id,
    revisionId,
    by: "Dario",
    machines: [{ capability: "laser-cutting", hoursPerPeriod: "40", costPerHour: "9.50" }],
  };

  it("[C12] a correction is confirmed, by whom and when", () => {
    const decision = correctWorkshop(milan, right, decider);
    if (!("entries" in decision)) throw new Error("was refused");
    const state = after(milan, decision.entries);
    expect(state.workshops.get(id)?.machines).toEqual([
      {
        capability: "laser-cutting",
        hoursPerPeriod: "40",
        costPerHour: "9.5",
        isConfirmed: true,
        confirmedBy: "Dario",
        confirmedAt: decider.at,
      },
    ]);
    expect(correctWorkshop(state, right, decider)).toEqual({ entries: [] });
    const problem = problemOf(state) as { workshops: { id: string; capabilities: unknown[] }[] };
    expect(problem.workshops.find((workshop) => workshop.id === id)?.capabilities).toEqual([
      { capability: "laser-cutting", hoursPerPeriod: 40, costPerHour: 9.5 },
    ]);
    expect(problem.workshops.map((workshop) => workshop.id)).toEqual([...milan.workshops.keys()]);
  });

  it("[C12] a wrong one is refused", () => {
    const [machine] = right.machines;
    const wrong: readonly [Partial<CorrectWorkshop>, Refusal["type"]][] = [
      [{ id: "nowhere" }, "UnknownWorkshop"],
      [{ by: "  " }, "TextMissing"],
      [{ revisionId: "1" }, "StaleRevision"],
      [{ machines: [{ ...machine, capability: "magic" }] }, "UnknownCapability"],
      [{ machines: [machine, machine] }, "CapabilityTwice"],
      [{ machines: [{ ...machine, hoursPerPeriod: "many" }] }, "QuantityNotADecimal"],
      [{ machines: [{ ...machine, hoursPerPeriod: "100000" }] }, "HoursBeyondPeriod"],
      [{ machines: Array.from({ length: 201 }, () => machine) }, "TooMany"],
    ];
    for (const [change, type] of wrong) {
      const refusal = refused(correctWorkshop(milan, { ...right, ...change }, decider));
      expect(refusal.type).toBe(type);
      expect(refusalText(refusal)).toMatch(/[.]$/);
    }
    expect(
      "entries" in correctWorkshop(milan, { ...right, machines: [{ ...machine, hoursPerPeriod: "0", costPerHour: "0" }] }, decider),
    ).toBe(true);
  });
});
