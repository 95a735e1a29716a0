// The few lines that `up` prints: what there is, what the plan says, and where to look.

import type { OpenedStore } from "@commonwright/store";
import type { Serving } from "./serveRegion.js";

/** What is there at once: the region, the database, the address. */
export function startSummary(serving: Serving, { description }: OpenedStore, host: string): string {
  const state = serving.community.state();
  const lines = [
    `${state.community?.name ?? "A region"}: ${count(state.workshops.size, "workshop")}, ${count(state.needs.size, "need")}.`,
    description,
    state.rules === null ? EMPTY_REGION : "The first plan is being made.",
    "",
    `Open http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : bracketed(host)}:${serving.port}    (Ctrl-C stops)`,
  ];
  return `${lines.join("\n")}\n`;
}

const EMPTY_REGION = "It is empty. To load a region, start on another folder: commonwright up --data FOLDER --example PATH.";

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
const bracketed = (host: string) => (host.includes(":") ? `[${host}]` : host);
