// The entry of the worker thread that walks: graphs by number, events and asks as messages, one after the other.

import { parentPort } from "node:worker_threads";
import type { EventColumns } from "@commonwright/commons";
import type { FlowAnswers, FlowAsk } from "./flowHands.js";
import { type HeldFlows, heldFlows } from "./heldFlows.js";

/** What the thread is told. A graph begins with the first message that names it. */
export type FlowMessage =
  | { readonly type: "add"; readonly graph: number; readonly events: EventColumns }
  | { readonly type: "walk"; readonly graph: number; readonly id: number; readonly asks: readonly FlowAsk[] }
  | { readonly type: "forget"; readonly graph: number };

/** What the thread says to a walk. */
export type FlowReply =
  | { readonly type: "answers"; readonly id: number; readonly answers: FlowAnswers }
  | { readonly type: "fault"; readonly id: number; readonly message: string };

const port = parentPort;
if (port === null) throw new Error("this runs in a worker thread only");

const graphs = new Map<number, HeldFlows>();
const graphOf = (number: number): HeldFlows => {
  const graph = graphs.get(number) ?? heldFlows();
  graphs.set(number, graph);
  return graph;
};

// A fault while events are added ends the thread: a graph that lacks some of them must not answer.
port.on("message", (message: FlowMessage) => {
  if (message.type === "add") graphOf(message.graph).add(message.events);
  else if (message.type === "forget") graphs.delete(message.graph);
  else answer(message);
});

function answer({ graph, id, asks }: Extract<FlowMessage, { type: "walk" }>): void {
  const say = (reply: FlowReply, transferred: ArrayBuffer[] = []) => port?.postMessage(reply, transferred);
  try {
    const answers = graphOf(graph).walk(asks);
    say({ type: "answers", id, answers }, [answers.flows.buffer, answers.ends.buffer, answers.totals.buffer, answers.truncated.buffer]);
  } catch (fault) {
    say({ type: "fault", id, message: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
  }
}
