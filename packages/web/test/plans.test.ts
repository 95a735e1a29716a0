// The layouts of a plan's pictures, and what changed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discsOf } from "../src/designs/distanceStrip";
import { changeWordsEn } from "../src/plans/changeWords.en";
import { labelFor, placedBars } from "../src/plans/ganttLayout";
import { changeSentence } from "../src/plans/planChange";
import { type Band, labelPositions, sankeyLayout } from "../src/plans/sankeyLayout";
import { scarceGroups } from "../src/plans/scarceGroups";
import { busyShare, confirmation, crowKm, type MachineView } from "../src/workshops/machines";

const node = (column: number, ref: number) => ({ column, kind: "x", ref: String(ref), name: `${column}.${ref}`, level: "outlet" });
/** Whole ways from column 0 to 3, so that what goes in comes out. */
const flows = fc
  .array(
    fc.record({
      a: fc.nat(25),
      b: fc.nat(12),
      c: fc.nat(10),
      d: fc.nat(15),
      isDirect: fc.boolean(),
      value: fc.double({ min: 0.01, max: 1000, noNaN: true }),
    }),
    { minLength: 1, maxLength: 80 },
  )
  .map((ways) => {
    const bands = new Map<string, Band>();
    const add = (from: Band["from"], to: Band["to"], value: number) => {
      const key = `${from.name} ${to.name}`;
      bands.set(key, { from, to, value: value + (bands.get(key)?.value ?? 0), isScarce: false });
    };
    for (const { a, b, c, d, isDirect, value } of ways) {
      if (isDirect) add(node(0, a), node(2, c), value);
      else {
        add(node(0, a), node(1, b), value);
        add(node(1, b), node(2, c), value);
      }
      add(node(2, c), node(3, d), value);
    }
    return [...bands.values()];
  });
const room = { length: 320, padding: 12, labelPx: 17 };

describe("from material to need", () => {
  it("[W12] nodes are in proportion, inside and apart; bands fill them; merging keeps the whole", () => {
    fc.assert(
      fc.property(flows, (bands) => {
        const { nodes, bands: placed, total } = sankeyLayout(bands, room);
        const whole = bands.filter(({ from }) => from.column === 0).reduce((sum, { value }) => sum + value, 0);
        expect(total).toBeCloseTo(whole, 6);
        for (const column of [0, 1, 2, 3]) {
          const ours = nodes.filter((entry) => entry.column === column).toSorted((a, b) => a.at - b.at);
          if (column !== 1) expect(ours.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(whole, 5);
          ours.forEach((entry, index) => {
            expect(entry.at).toBeGreaterThanOrEqual(-1e-6);
            expect(entry.at + entry.size).toBeLessThanOrEqual(room.length + 1 + ours.length * 0.5);
            const next = ours[index + 1];
            if (next !== undefined) expect(next.at).toBeGreaterThanOrEqual(entry.at + entry.size - 0.6);
          });
        }
        for (const entry of nodes) {
          const into = placed.filter(({ to }) => to.key === entry.key).reduce((sum, { size }) => sum + size, 0);
          const out = placed.filter(({ from }) => from.key === entry.key).reduce((sum, { size }) => sum + size, 0);
          if (entry.column < 3) expect(out).toBeCloseTo(entry.size, 5);
          if (entry.column > 0 && entry.size > 0.5) expect(Math.abs(into - entry.size)).toBeLessThan(0.6 * placed.length);
        }
      }),
    );
    expect(sankeyLayout([], room)).toEqual({ nodes: [], bands: [], total: 0 });
  });

  it("[W13] labels keep their distance where the column has room for them", () => {
    const columns = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 17 });
    fc.assert(
      fc.property(columns, (at) => {
        const positions = labelPositions(
          at.map((start) => ({ at: start, size: 4 })),
          17,
          320,
        ).toSorted((a, b) => a - b);
        positions.forEach((position, index) => {
          if (index > 0) expect(position - (positions[index - 1] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-9);
        });
      }),
    );
  });
});

describe("who works when", () => {
  const periods = ["p1", "p2", "p3"];
  const bars = fc.array(
    fc.record({
      period: fc.constantFrom(...periods),
      item: fc.record({ id: fc.string(), name: fc.string() }),
      quantity: fc.double({ min: 0, max: 9, noNaN: true }),
      hours: fc.double({ min: 0.001, max: 60, noNaN: true }),
      isScarce: fc.boolean(),
    }),
    { maxLength: 30 },
  );

  it("[W14] bars stand one after the other inside their period, and none is left out", () => {
    fc.assert(
      fc.property(bars, fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 }), (given, freeHours) => {
        const placed = placedBars(given, { periods, freeHours, periodPx: 150, leastPx: 7 });
        expect(placed.flatMap((bar) => bar.bars)).toHaveLength(given.length);
        const sorted = placed.toSorted((a, b) => a.x - b.x);
        sorted.forEach((bar, index) => {
          const period = periods.indexOf(bar.bars[0]?.period ?? "");
          expect(bar.x).toBeGreaterThanOrEqual(period * 150 - 1e-6);
          expect(bar.x + bar.width).toBeLessThanOrEqual((period + 1) * 150 + 1e-6);
          const next = sorted[index + 1];
          if (next !== undefined) expect(next.x).toBeGreaterThanOrEqual(bar.x + bar.width - 1e-6);
        });
      }),
    );
    expect(labelFor("12 shells", 30, 7)).toBeNull();
    expect(labelFor("12", 30, 7)).toBe("12");
  });
});

describe("what is scarce", () => {
  const row = (change: object) => ({
    limit: {
      kind: "machine",
      workshop: { id: "w" },
      capability: "laser",
      territory: null,
      skill: null,
      item: null,
      isCo2: false,
      period: "2027-01",
      price: 1,
    },
    priority: null,
    lifted: 1,
    used: 5,
    available: 10,
    ...change,
  });

  it("[W15] the same limit over periods is one, ranked by what it costs", () => {
    const first = row({});
    const later = row({ limit: { ...first.limit, period: "2027-02" }, lifted: 4 });
    const other = row({ limit: { ...first.limit, capability: "saw" }, lifted: 2 });
    const groups = scarceGroups([first, other, later]);
    expect(groups.map(({ first: { limit }, lifted, used, periods }) => [limit.capability, lifted, used, periods])).toEqual([
      ["laser", 4, 10, ["2027-01", "2027-02"]],
      ["saw", 2, 5, ["2027-01"]],
    ]);
  });
});

describe("what changed", () => {
  const change = ([more, less, money, gained, lost]: readonly [number, number, number, number, number]) => ({
    from: 1,
    to: 2,
    moneyDifference: money,
    workshopsMore: Array.from({ length: more }),
    workshopsLess: Array.from({ length: less }),
    needsGained: Array.from({ length: gained }, () => ({ need: { item: { name: "x" } } })),
    needsLost: Array.from({ length: lost }, () => ({ need: { item: { name: "x" } } })),
  });
  const format = { money: (value: number) => `€ ${value.toFixed(2)}` };

  it("[W16] is one sentence", () => {
    expect(changeSentence(change([3, 1, -12.4, 0, 0]), changeWordsEn, format)).toBe("3 workshops do more, 1 less; € 12.40 cheaper.");
    expect(changeSentence(change([1, 0, 5, 1, 2]), changeWordsEn, format)).toBe(
      "1 workshop does more; € 5.00 dearer. 1 need gets more than before. 2 needs get less than before.",
    );
    expect(changeSentence(change([0, 0, 0.001, 0, 0]), changeWordsEn, format)).toBe("No workshop has more or less to do; the cost stays.");
  });
});

describe("designs and workshops", () => {
  it("[W17] discs do not cover each other and stand in the order of their distance", () => {
    const stops = fc.array(
      fc.record({
        id: fc.uuid(),
        name: fc.string(),
        km: fc.double({ min: 0, max: 220, noNaN: true }),
        ability: fc.constantFrom("all", "assembly", "not"),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(stops, (given) => {
        const discs = discsOf(given, 220, 700);
        expect(discs).toHaveLength(given.length);
        discs.forEach((disc, index) => {
          for (const other of discs.slice(index + 1)) {
            expect(other.x).toBeGreaterThanOrEqual(disc.x - 1e-9);
            if (other.floor === disc.floor) expect(other.x - disc.x).toBeGreaterThanOrEqual(15 - 1e-9);
          }
        });
      }),
    );
  });

  it("[W18] a workshop is confirmed when all its machines are", () => {
    const machine = (isConfirmed: boolean): MachineView => ({
      capability: "x",
      hoursPerPeriod: "10",
      costPerHour: "1",
      isConfirmed,
      confirmedBy: isConfirmed ? "Anna" : null,
      confirmedAt: isConfirmed ? "2026-11-21T12:00:00Z" : null,
      plannedHours: [10, 0],
    });
    expect(confirmation([machine(false)])).toEqual({ kind: "assumed" });
    expect(confirmation([machine(true), machine(false)])).toEqual({ kind: "partly" });
    expect(confirmation([machine(true)])).toEqual({ kind: "confirmed", by: "Anna", at: "2026-11-21T12:00:00Z" });
    expect(busyShare([machine(true)])).toBe(0.5);
    expect(busyShare([])).toBe(0);
    expect(crowKm({ lat: 45.4642, lon: 9.19 }, { lat: 45.0703, lon: 7.6869 })).toBeCloseTo(126, -1);
  });
});
