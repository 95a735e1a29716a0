// The decision to correct what a workshop can do and when it is free.

import type { Entry } from "../log/entry.js";
import { plainDecimal } from "@commonwright/rea";
import { readQuantity, textFault } from "../needs/decide.js";
import type { Refusal } from "../needs/refusals.js";
import { dayNumber, periodDays } from "../region/calendar.js";
import { type Decider, entryOf } from "../log/decider.js";
import type { RegionState } from "../region/regionState.js";
import type { Machine } from "./workshop.js";

/** All machines of a workshop after the correction; hours and cost are decimals as text. `by`: who of the workshop says so. */
export interface CorrectWorkshop {
  readonly id: string;
  readonly revisionId: string;
  readonly by: string;
  readonly machines: readonly { readonly capability: string; readonly hoursPerPeriod: string; readonly costPerHour: string }[];
}

const MOST_MACHINES = 200;
/** Several machines of one kind stand in one line. */
const MOST_MACHINES_OF_A_KIND = 100;
const BY_LENGTH = 100;

/** Decides on a correction. What was looked at is confirmed, whether it changed or not. */
export function correctWorkshop(
  state: RegionState,
  command: CorrectWorkshop,
  decider: Decider,
): { readonly entries: readonly Entry[] } | { readonly refusal: Refusal } {
  const workshop = state.workshops.get(command.id);
  if (workshop === undefined) return { refusal: { type: "UnknownWorkshop", id: command.id } };
  const by = command.by.trim();
  const fault = by === "" ? ({ type: "TextMissing", at: "who says so" } as const) : textFault("who says so", by, BY_LENGTH);
  if (fault !== null) return { refusal: fault };
  if (command.machines.length > MOST_MACHINES) return { refusal: { type: "TooMany", what: "machines", most: MOST_MACHINES } };
  const machines: Machine[] = [];
  for (const [index, given] of command.machines.entries()) {
    const machine = readMachine(state, { given, index, before: machines });
    if ("type" in machine) return { refusal: machine };
    machines.push({ ...machine, isConfirmed: true, confirmedBy: by, confirmedAt: decider.at });
  }
  // The same correction again, by the same person, was taken before: its revision is stale, and there is nothing to do.
  if (isSame(workshop.machines, machines)) return { entries: [] };
  const current = String(workshop.revision);
  if (command.revisionId !== current) return { refusal: { type: "StaleRevision", at: "the workshop", given: command.revisionId, current } };
  const { revision: _revision, ...kept } = workshop;
  return { entries: [entryOf("machinesCorrected", { ...kept, machines }, decider)] };
}

interface Reading {
  readonly given: CorrectWorkshop["machines"][number];
  readonly index: number;
  readonly before: readonly Machine[];
}
type MachineFigures = Pick<Machine, "capability" | "hoursPerPeriod" | "costPerHour">;

function readMachine(state: RegionState, { given, index, before }: Reading): MachineFigures | Refusal {
  const { capability } = given;
  const known = state.rules?.capabilities ?? [];
  if (!known.includes(capability)) return { type: "UnknownCapability", index, id: capability, known };
  if (before.some((machine) => machine.capability === capability)) return { type: "CapabilityTwice", index, id: capability };
  const hours = readAmount(given.hoursPerPeriod, `the hours of machine ${index + 1}`);
  if (typeof hours !== "string") return hours;
  const cost = readAmount(given.costPerHour, `the cost of machine ${index + 1}`);
  if (typeof cost !== "string") return cost;
  const most = hoursOfPeriod(state.rules?.periods ?? []);
  if (most !== null && Number(hours) > most * MOST_MACHINES_OF_A_KIND) return { type: "HoursBeyondPeriod", index, hours, most };
  return { capability, hoursPerPeriod: hours, costPerHour: cost };
}

/** A decimal that may be nothing: a machine that is not free, or that costs nothing. */
function readAmount(text: string, at: string): string | Refusal {
  return plainDecimal(text) === "0" ? "0" : readQuantity(text, at);
}

/** Hours of the longest period, or null where periods are no dates. */
function hoursOfPeriod(periods: readonly string[]): number | null {
  const hours = periods.map((name) => {
    const days = periodDays(name);
    return days === null ? null : ((dayNumber(days.end) ?? 0) - (dayNumber(days.start) ?? 0) + 1) * 24;
  });
  return hours.some((value) => value === null) ? null : Math.max(...hours.map((value) => value ?? 0));
}

function isSame(before: readonly Machine[], after: readonly Machine[]): boolean {
  const keys = ["capability", "hoursPerPeriod", "costPerHour", "isConfirmed", "confirmedBy"] as const;
  return before.length === after.length && before.every((machine, index) => keys.every((key) => machine[key] === after[index]?.[key]));
}
