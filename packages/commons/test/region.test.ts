// A region goes into the log and comes back as the problem that it was.
import { join } from "node:path";
import { type PlanProblem, readProblem } from "@commonwright/planner";
import { describe, expect, it } from "vitest";
import { readProblemFolder } from "../../../examples/test/problemFolder.js";
import { batchOf, EMPTY_STATE, evolve, problemOf, projectEntry, regionEntries } from "../src/index.js";

const decider = { at: "2026-11-21T12:00:00.000Z", by: "example" };

function read(value: unknown): PlanProblem {
  const result = readProblem(value);
  if (!("problem" in result)) throw new Error(JSON.stringify(result));
  return result.problem;
}

const example = (name: string) => read(readProblemFolder(join(import.meta.dirname, "../../../examples", name)));
const throughTheLog = (problem: PlanProblem) =>
  read(problemOf(evolve(EMPTY_STATE, batchOf(regionEntries(problem, decider), projectEntry))));

describe("a region", () => {
  it.each(["milan", "tiny"])("[C1] comes back from the log as the problem that it was: %s", (name) => {
    const problem = example(name);
    expect(throughTheLog(problem)).toEqual(problem);
  });
});
