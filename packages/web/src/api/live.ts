// What the server tells while the page is open: that something changed, and how far the planning is.

import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { EVENTS_ADDRESS } from "./request";

/** A planning that runs. `objective` and `bound` are in units of the objective; null where not known yet. */
export interface PlanningNow {
  readonly id: string;
  readonly stage: string;
  readonly objective: number | null;
  readonly bound: number | null;
}

/** The answer to "what if this workshop said no?"; one of `change` and `error`. */
export interface WhatIfAnswer {
  readonly id: string;
  readonly change?: unknown;
  readonly error?: string;
}

/** What the page knows of the server now. */
export interface LiveState {
  readonly isOnline: boolean;
  readonly planning: PlanningNow | null;
  /** A planning that failed, in a sentence; gone with the next one. */
  readonly failure: string | null;
  readonly whatIfs: ReadonlyMap<string, WhatIfAnswer>;
  /** Number of the newest plan that was told of. */
  readonly plan: number | null;
  /** True where that plan came while the page was open. */
  readonly isNewPlan: boolean;
}

let state: LiveState = { isOnline: true, planning: null, failure: null, whatIfs: new Map(), plan: null, isNewPlan: false };
const listeners = new Set<() => void>();

function change(part: Partial<LiveState>): void {
  state = { ...state, ...part };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What the server tells, as it comes. */
export const useLive = (): LiveState =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => state,
  );

const recordIn = (event: Event): Record<string, unknown> => {
  const value: unknown = event instanceof MessageEvent && typeof event.data === "string" ? JSON.parse(event.data) : {};
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
};

function planningOf(told: Record<string, unknown>): PlanningNow | null {
  if (told["done"] === true || typeof told["id"] !== "string") return null;
  const numberOr = (value: unknown) => (typeof value === "number" ? value : null);
  return {
    id: told["id"],
    stage: typeof told["stage"] === "string" ? told["stage"] : "ways",
    objective: numberOr(told["objective"]),
    bound: numberOr(told["bound"]),
  };
}

/** Listens from now on, and lets everything that was read be read again when the server says that it changed. Called once. */
export function listen(client: QueryClient): void {
  const events = new EventSource(EVENTS_ADDRESS);
  const refresh = () => void client.invalidateQueries();
  events.addEventListener("open", () => {
    if (!state.isOnline) refresh();
    change({ isOnline: true });
  });
  events.addEventListener("error", () => change({ isOnline: false }));
  events.addEventListener("sequence", refresh);
  events.addEventListener("firstAnswer", refresh);
  events.addEventListener("plan", (event) => {
    const { number } = recordIn(event);
    change({
      planning: null,
      plan: typeof number === "number" ? number : state.plan,
      isNewPlan: state.plan !== null && number !== state.plan,
    });
    refresh();
  });
  events.addEventListener("planning", (event) => {
    const told = recordIn(event);
    change({ planning: planningOf(told), failure: typeof told["error"] === "string" ? told["error"] : null });
  });
  events.addEventListener("whatIf", (event) => {
    const told = recordIn(event);
    if (typeof told["id"] === "string") change({ whatIfs: new Map(state.whatIfs).set(told["id"], told as unknown as WhatIfAnswer) });
  });
}
