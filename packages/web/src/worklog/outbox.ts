// What was logged and is not sent yet: kept on this device, sent when the program can be reached, each thing once.

import { useSyncExternalStore } from "react";
import { document } from "../api/document";
import { queryClient } from "../api/queries";
import { ApiError, request } from "../api/request";
import type { Call } from "./workEntry";

/** Something that waits to be sent. `refusal`: the program did not take it, and says why. */
export interface Waiting {
  readonly id: string;
  /** What the button said. */
  readonly label: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly calls: readonly Call[];
  readonly refusal?: string;
}

const STORED = "commonwright.outbox";
/** The API takes so many changes of one request; longer entries go in several, one after the other. */
const MOST_TOGETHER = 12;
const AGAIN_MS = 20_000;

let waiting: readonly Waiting[] = stored();
let isSending = false;
const listeners = new Set<() => void>();

function stored(): readonly Waiting[] {
  try {
    const value: unknown = JSON.parse(globalThis.localStorage?.getItem(STORED) ?? "[]");
    return Array.isArray(value) ? value.filter(isWaiting) : [];
  } catch {
    return [];
  }
}

/** Whether a value is something that waits: what a device kept may be of another version of the page. */
export function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== "object" || value === null) return false;
  const { id, label, at, calls } = value as Record<string, unknown>;
  return typeof id === "string" && typeof label === "string" && typeof at === "string" && Array.isArray(calls) && calls.every(isCall);
}

const isCall = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ["createProcess", "createResourceSpecification", "createEconomicEvent"].includes(String(Reflect.get(value, "change")));

function keep(next: readonly Waiting[]): void {
  waiting = next;
  localStorage.setItem(STORED, JSON.stringify(next));
  for (const tell of listeners) tell();
}

/** Keeps something to be sent, and tries at once. Says whether the program has taken it; else it waits, or was refused. */
export async function post(entry: Waiting): Promise<boolean> {
  keep([...waiting.filter(({ id }) => id !== entry.id), entry]);
  await sendAll();
  return waiting.every(({ id }) => id !== entry.id);
}

/** Takes something back that was not taken by the program. */
export const dropWaiting = (id: string): void => keep(waiting.filter((each) => each.id !== id));

/** Sends what waits, oldest first, until the program cannot be reached. */
async function sendAll(): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    for (const each of waiting.filter(({ refusal }) => refusal === undefined)) {
      const outcome = await send(each.calls);
      if (outcome === "unreachable") return;
      keep(
        outcome === "taken"
          ? waiting.filter(({ id }) => id !== each.id)
          : waiting.map((other) => (other.id === each.id ? { ...each, refusal: outcome.refusal } : other)),
      );
      await queryClient.invalidateQueries();
    }
  } finally {
    isSending = false;
  }
}

async function send(calls: readonly Call[]): Promise<"taken" | "unreachable" | { readonly refusal: string }> {
  try {
    for (let start = 0; start < calls.length; start += MOST_TOGETHER) {
      const { text, variables } = requestOf(calls.slice(start, start + MOST_TOGETHER));
      await request(document<unknown, Record<string, unknown>>(text), variables);
    }
    return "taken";
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    // Nobody knows what became of it: sending it again is safe, since its ids are made.
    return ["OFFLINE", "FAULT", "LIMIT"].includes(fault.code) ? "unreachable" : { refusal: fault.message };
  }
}

/** Several changes as one request. */
export function requestOf(calls: readonly Call[]): { readonly text: string; readonly variables: Record<string, unknown> } {
  const variables: Record<string, unknown> = {};
  const [heads, bodies]: [string[], string[]] = [[], []];
  for (const [index, call] of calls.entries()) {
    if (call.change === "createProcess") {
      variables[`v${index}`] = call.process;
      heads.push(`$v${index}: ProcessCreateParams!`);
      bodies.push(`c${index}: createProcess(process: $v${index}) { process { id } }`);
      continue;
    }
    if (call.change === "createResourceSpecification") {
      variables[`v${index}`] = call.resourceSpecification;
      heads.push(`$v${index}: ResourceSpecificationCreateParams!`);
      bodies.push(`c${index}: createResourceSpecification(resourceSpecification: $v${index}) { resourceSpecification { id } }`);
      continue;
    }
    variables[`v${index}`] = call.event;
    variables[`r${index}`] = call.newInventoriedResource ?? null;
    heads.push(`$v${index}: EconomicEventCreateParams!`, `$r${index}: EconomicResourceCreateParams`);
    bodies.push(`c${index}: createEconomicEvent(event: $v${index}, newInventoriedResource: $r${index}) { economicEvent { id } }`);
  }
  return { text: `mutation Log(${heads.join(", ")}) { ${bodies.join(" ")} }`, variables };
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  const again = () => void sendAll();
  const timer = setInterval(again, AGAIN_MS);
  addEventListener("online", again);
  again();
  return () => {
    listeners.delete(tell);
    clearInterval(timer);
    removeEventListener("online", again);
  };
}

/** What waits, on a page that shows it; while it is shown, sending is tried again. */
export const useOutbox = (): readonly Waiting[] => useSyncExternalStore(subscribe, () => waiting);
