// Why a thing comes from where it comes from, in ids.

import type { LimitReading } from "./limitReading.js";

/** One way to get a unit to where it is used. */
export interface WayReading {
  readonly source: "made" | "bought" | "stock";
  readonly place: string;
  readonly workshop: string | null;
  readonly recipe: string | null;
  readonly period: string;
  readonly unitCost: number | null;
  readonly difference: number | null;
  readonly parts: Readonly<Record<"money" | "labour" | "co2" | "freight" | "materials" | "holding" | "scarcity", number>> | null;
  readonly reason: string;
  readonly missing: readonly string[];
}

/** The ways taken, the rivals, a few that cannot be at all, and the limits that make ways dearer. */
export interface WhyReading {
  readonly chosen: readonly WayReading[];
  readonly rivals: readonly WayReading[];
  readonly unable: readonly WayReading[];
  readonly limits: readonly LimitReading[];
}
