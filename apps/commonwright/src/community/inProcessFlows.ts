// Graphs without a thread: held and walked over in this one, for tests and for where threads cannot be had.

import type { FlowHands } from "./flowHands.js";
import { heldFlows } from "./heldFlows.js";

/** Nothing is ever lost, and everything waits while somebody walks. */
export function inProcessFlows(mostWalked?: number): FlowHands {
  return {
    open() {
      const flows = heldFlows(mostWalked);
      return { generation: () => 0, add: flows.add, walk: async (asks) => flows.walk(asks), close: () => undefined };
    },
    close: async () => undefined,
  };
}
