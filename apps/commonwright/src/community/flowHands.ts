// Who walks: the port behind which graphs of flows are held and walked over, in a worker thread or, in tests, in process.

import type { EventColumns } from "@commonwright/commons";
import type { FlowKind, WalkAsk } from "@commonwright/graphql";

/** A walk, by the number of the entry that wrote its start first. */
export interface FlowAsk extends Pick<WalkAsk, "way" | "first" | "skip"> {
  readonly kind: FlowKind;
  readonly created: number;
}

/** What is said to several asks, in their order. A flow is a number: `flowNumber`. */
export interface FlowAnswers {
  readonly flows: Float64Array<ArrayBuffer>;
  /** By ask: the place in `flows` behind its last one. */
  readonly ends: Int32Array<ArrayBuffer>;
  /** By ask: how many flows there are in all. */
  readonly totals: Int32Array<ArrayBuffer>;
  /** By ask: 1 where the walk stopped at the most that are walked. */
  readonly truncated: Uint8Array<ArrayBuffer>;
}

/** One graph that somebody else holds. */
export interface HandedFlows {
  /** Another number whenever what was added is gone, and must be added anew. */
  readonly generation: () => number;
  /** Adds events behind those that were added before; the columns must not be used any more. */
  readonly add: (events: EventColumns) => void;
  /** Answers from all that was added until now. Rejects where the thread ends before it answers. */
  readonly walk: (asks: readonly FlowAsk[]) => Promise<FlowAnswers>;
  /** Forgets the graph. */
  readonly close: () => void;
}

/** Holds graphs. */
export interface FlowHands {
  /** A new graph without events. */
  readonly open: () => HandedFlows;
  /** Ends everything that runs. */
  readonly close: () => Promise<void>;
}

const KINDS: readonly FlowKind[] = ["economicEvent", "economicResource", "process"];

/** A record as one number: four times its `created` and the place of its kind. */
export const flowNumber = (kind: FlowKind, created: number): number => created * 4 + KINDS.indexOf(kind);

/** The kind and `created` of a number of `flowNumber`. */
export function flowNumbered(flow: number): { readonly kind: FlowKind; readonly created: number } {
  const kind = KINDS[flow % 4];
  if (kind === undefined) throw new RangeError(`${flow} is the number of no flow`);
  return { kind, created: Math.floor(flow / 4) };
}
