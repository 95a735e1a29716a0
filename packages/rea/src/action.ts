// The actions: what a flow does to resources.

/** The 19 actions of Valueflows 1.0. */
export const ACTIONS = [
  "produce",
  "consume",
  "use",
  "work",
  "cite",
  "deliverService",
  "pickup",
  "dropoff",
  "accept",
  "modify",
  "combine",
  "separate",
  "transferCustody",
  "transferAllRights",
  "transfer",
  "move",
  "copy",
  "raise",
  "lower",
] as const;
/** What a flow does: one of `ACTIONS`. */
export type Action = (typeof ACTIONS)[number];
