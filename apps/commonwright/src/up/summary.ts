// The few lines that `up` prints: what there is, what the plan says, and where to look.

import type { RegionState } from "@commonwright/commons";
import type { OpenedStore } from "@commonwright/store";
import type { CurrentPlan } from "@commonwright/graphql";
import type { Serving } from "./serveRegion.js";

/** What is there at once: the region, the database, the address. */
export function startSummary(serving: Serving, { description }: OpenedStore, host: string): string {
  const state = serving.community.state();
  const plan = serving.community.plan();
  const lines = [
    `${state.community?.name ?? "A region"}: ${whatThereIs(state)}.`,
    description,
    plan === null ? (state.rules === null ? noRegion(state) : "The first plan is being made.") : planLine(plan, serving),
    "",
    `Open http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : bracketed(host)}:${serving.port}    (Ctrl-C stops)`,
  ];
  return `${lines.join("\n")}\n`;
}

/** The founding is an entry, too, but nothing that anybody has recorded. */
const isEmpty = ({ head }: RegionState) => head.sequence <= 1;

function whatThereIs(state: RegionState): string {
  if (state.rules !== null) return `${count(state.workshops.size, "workshop")}, ${count(state.needs.size, "need")}`;
  return isEmpty(state) ? "nothing is recorded yet" : `${state.head.sequence} entries, no region to plan yet`;
}

/** A region is loaded when a community is founded, and not into one that there is. */
const noRegion = (state: RegionState) =>
  `${isEmpty(state) ? "It is empty." : "What is recorded is answered by the API."} To load a region, start on another folder: commonwright up --data FOLDER --example PATH.`;

/** Prints the first plan that comes, and no others: who wants to watch has the page. Gives the way to stop that. */
export function tellPlans(serving: Serving, out: (text: string) => void): () => void {
  let isTold = serving.community.plan() !== null;
  return serving.community.onPlan((plan) => {
    if (!isTold) out(`${planLine(plan, serving)}\n`);
    isTold = true;
  });
}

/** `Plan 1: 49 of 53 needs are met, at a cost of EUR 12,345.60, 321 hours and 456 kg of CO2.` */
function planLine({ row, reading }: CurrentPlan, { community }: Serving): string {
  const { needs, met } = reading.priorities.reduce((sum, part) => ({ needs: sum.needs + part.needs, met: sum.met + part.met }), {
    needs: 0,
    met: 0,
  });
  const { money, labourHours, co2Kg } = reading.cost;
  const currency = community.state().rules?.currency ?? "";
  const cost = `${currency} ${figure(money, 2)}, ${figure(labourHours, 0)} hours of work and ${figure(co2Kg, 0)} kg of CO2`.trim();
  return `Plan ${row.number}: ${met} of ${count(needs, "need")} met in full, for ${cost}.`;
}

const figure = (value: number, digits: number) =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
const bracketed = (host: string) => (host.includes(":") ? `[${host}]` : host);
