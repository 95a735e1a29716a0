// What visitors see: the moments of a community, published at most once a second, however fast people change things.

import type { Moment } from "@commonwright/graphql";
import type { EventHub, LiveEvent } from "../http/events.js";

/** Moments and the events that tell of them. Those who may change things see and hear everything at once. */
export interface Publication {
  /** As it is now; the same value as long as nothing changes. */
  readonly fresh: () => Moment;
  /** As visitors see it. */
  readonly published: () => Moment;
  /** What can be seen has changed. */
  readonly changed: () => void;
  /** Tells at once who may change things, and visitors when they can see what it tells of. */
  readonly send: (event: LiveEvent) => void;
  readonly close: () => void;
}

/** A page of a visitor costs some milliseconds to answer anew; between two moments its answers are ready. */
const PAUSE_MS = 1_000;
/** Events between two moments that wait for visitors; of one name and need the last says it all. */
const MOST_WAITING = 500;

/** Begins with the moment as it is. */
export function publication(compute: () => Moment, hub: () => EventHub): Publication {
  let fresh: Moment | null = null;
  let published: Moment | null = null;
  let waiting = new Map<string, LiveEvent>();
  let timer: NodeJS.Timeout | null = null;
  const now = () => {
    fresh ??= compute();
    return fresh;
  };
  const publish = () => {
    timer = null;
    published = now();
    const events = waiting;
    waiting = new Map();
    for (const event of events.values()) hub().send(event, "public");
  };
  const schedule = () => {
    timer ??= setTimeout(publish, PAUSE_MS);
  };
  return {
    fresh: now,
    published() {
      published ??= now();
      return published;
    },
    changed() {
      published ??= fresh;
      fresh = null;
      schedule();
    },
    send(event) {
      hub().send(event, "changers");
      if (event.name === "whatIf") return;
      const key = JSON.stringify([event.name, event.data["need"] ?? null]);
      waiting.delete(key);
      if (waiting.size < MOST_WAITING) waiting.set(key, event);
      schedule();
    },
    close() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
