// Graphs of flows in a worker thread, so that nobody else waits while somebody walks.

import { Worker } from "node:worker_threads";
import type { EventColumns } from "@commonwright/commons";
import type { FlowAnswers, FlowHands, HandedFlows } from "./flowHands.js";
import type { FlowMessage, FlowReply } from "./flowWorker.js";
import { Cancelled } from "./planningHands.js";

interface Pending {
  readonly resolve: (answers: FlowAnswers) => void;
  readonly reject: (fault: unknown) => void;
}

/** `entry` is the built module of the thread. It is started when it is first needed, kept, and replaced when it dies. */
export function flowThread(entry: URL = new URL("./flowWorker.js", import.meta.url)): FlowHands {
  const thread = restartedThread(entry);
  let opened = 0;
  return {
    open(): HandedFlows {
      const graph = ++opened;
      return {
        generation: thread.generation,
        add: (events) => thread.tell({ type: "add", graph, events }, buffersOf(events)),
        walk: (asks) => thread.ask((id) => ({ type: "walk", graph, id, asks })),
        close: () => thread.tellIfStarted({ type: "forget", graph }),
      };
    },
    close: () => thread.stop(new Cancelled("the server stops")),
  };
}

const buffersOf = ({ sequence, action, resource, toResource, inputOf, outputOf }: EventColumns): ArrayBuffer[] =>
  [sequence, action, resource, toResource, inputOf, outputOf].map(({ buffer }) => buffer);

/** One thread after the other. When one ends, what it was asked is rejected, and the next one knows nothing. */
function restartedThread(entry: URL) {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let generation = 0;
  let count = 0;
  const ended = (fault: unknown) => {
    const lost = [...pending.values()];
    pending.clear();
    worker = null;
    generation += 1;
    for (const { reject } of lost) reject(fault);
  };
  const start = (): Worker => {
    const started = new Worker(entry, { execArgv: [] });
    started.unref();
    started.on("message", (reply: FlowReply) => {
      const asked = pending.get(reply.id);
      pending.delete(reply.id);
      if (reply.type === "answers") asked?.resolve(reply.answers);
      else asked?.reject(new Error(reply.message));
    });
    started.on("error", (fault) => worker === started && ended(fault));
    started.on("exit", () => worker === started && ended(new Error("the thread that walked ended before it had an answer")));
    return started;
  };
  const tell = (message: FlowMessage, transferred: ArrayBuffer[] = []) => {
    worker ??= start();
    worker.postMessage(message, transferred);
  };
  return {
    generation: () => generation,
    tell,
    tellIfStarted: (message: FlowMessage) => worker?.postMessage(message),
    ask(messageOf: (id: number) => FlowMessage): Promise<FlowAnswers> {
      const id = ++count;
      const answers = new Promise<FlowAnswers>((resolve, reject) => pending.set(id, { resolve, reject }));
      tell(messageOf(id));
      return answers;
    },
    async stop(fault: unknown) {
      const stopped = worker;
      ended(fault);
      await stopped?.terminate();
    },
  };
}
