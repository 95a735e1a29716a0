// Hands that plan nothing: what is asked does not wait for a plan.

import type { PlanningHands } from "../../src/community/planningHands.js";

export const idleHands: PlanningHands = {
  run: () => ({ answer: new Promise(() => undefined), cancel: () => undefined }),
  close: async () => undefined,
};
