// What is shown of a plan adds up to the plan.
import { join } from "node:path";
import { type PlanProblem, type PlanResult, planProblem, readProblem } from "@commonwright/planner";
import { beforeAll, describe, expect, it } from "vitest";
import { readProblemFolder } from "../../../examples/test/problemFolder.js";
import { type FlowReading, type PlanReading, planChange, readingOf } from "../src/index.js";

interface Planned {
  readonly problem: PlanProblem;
  readonly result: PlanResult;
  readonly reading: PlanReading;
}

async function planned(name: string): Promise<Planned> {
  const value = readProblemFolder(join(import.meta.dirname, "../../../examples", name));
  const read = readProblem(value);
  if (!("problem" in read)) throw new Error(JSON.stringify(read));
  const result = await planProblem(read.problem, { original: value });
  return { problem: read.problem, result, reading: readingOf(read.problem, result) };
}

const sum = (rows: readonly FlowReading[], unit: "money" | "labourHours" | "co2Kg") => rows.reduce((all, row) => all + row[unit], 0);
const nodeKey = ({ column, kind, ref }: FlowReading["from"]) => `${column} ${kind} ${ref}`;

describe.each(["tiny", "milan"])("the reading of %s", (name) => {
  let plan: Planned;
  beforeAll(async () => {
    plan = await planned(name);
  }, 120_000);

  it("[C20] flows: what goes into a workshop comes out of it, and what comes into needs is what serves them", () => {
    const { flows, needs } = plan.reading;
    for (const unit of ["money", "labourHours", "co2Kg"] as const) {
      const inside = new Set(
        flows
          .flatMap(({ from, to }) => [from, to])
          .filter((node) => node.kind === "workshop")
          .map(nodeKey),
      );
      for (const node of inside) {
        const into = sum(
          flows.filter(({ to }) => nodeKey(to) === node),
          unit,
        );
        const out = sum(
          flows.filter(({ from }) => nodeKey(from) === node),
          unit,
        );
        expect(into, `${node} ${unit}`).toBeCloseTo(out, 5);
      }
      const needed = sum(
        flows.filter(({ to }) => to.kind === "need"),
        unit,
      );
      expect(needed).toBeCloseTo(
        needs.reduce((all, { cost }) => all + cost[unit], 0),
        5,
      );
      expect(
        sum(
          flows.filter(({ from }) => from.column === 0),
          unit,
        ),
      ).toBeCloseTo(needed, 5);
    }
  });

  it("[C21] needs: what is met and unmet is what was asked, and the lines with carrying are the cost", () => {
    for (const reading of plan.reading.needs) {
      const asked = plan.problem.needs.find(({ id }) => id === reading.need)?.quantity ?? Number.NaN;
      expect(reading.met + reading.unmet).toBeCloseTo(asked, 6);
      const lines = reading.lines.reduce((all, { cost }) => all + cost.money, 0);
      expect(lines + reading.carrying.cost.money).toBeCloseTo(reading.cost.money, 5);
      const ids = reading.lines.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [index, { parent }] of reading.lines.entries()) {
        if (parent !== null) expect(ids.indexOf(parent)).toBeLessThan(index);
      }
    }
  });

  it("[C22] work: no machine is planned for longer than it is free, and bars are the planned hours", () => {
    for (const { freeHours, usedHours, bars } of plan.reading.rows) {
      usedHours.forEach((used, index) => expect(used).toBeLessThanOrEqual((freeHours[index] ?? 0) + 1e-6));
      if (bars.every(({ hours }) => hours > 0)) expect(bars.length === 0).toBe(usedHours.every((hours) => hours === 0));
    }
  });

  it("[C23] deliveries and purchases cost what the plan says", () => {
    const { shipments, purchases, needs, rows } = plan.reading;
    expect(shipments).toHaveLength(plan.result.shipments.length);
    expect(rows).toHaveLength(plan.problem.workshops.length);
    const spent = purchases.reduce((all, { money }) => all + money, 0) + shipments.reduce((all, { cost }) => all + cost.money, 0);
    expect(spent).toBeLessThanOrEqual(plan.result.cost.money + 1e-6);
    expect(needs).toHaveLength(plan.problem.needs.length);
  });

  it("[C24] scarce: says how much there is and how much is used", () => {
    for (const { used, available } of plan.reading.scarce) {
      expect(available).not.toBeNull();
      expect(used).toBeGreaterThan(0);
      expect(used).toBeLessThanOrEqual((available ?? 0) * (1 + 1e-6));
    }
  });

  it("[C25] a plan has not changed against itself", () => {
    expect(planChange(plan.reading, plan.reading)).toEqual({
      moneyDifference: 0,
      labourHoursDifference: 0,
      co2KgDifference: 0,
      workshopsMore: [],
      workshopsLess: [],
      needsGained: [],
      needsLost: [],
    });
  });
});
