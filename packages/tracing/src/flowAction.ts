// The actions as far as tracing tells them apart.

/** The code of each action that tracing treats in its own way, and one for all others. Codes fit a byte. */
export const FLOW_ACTIONS = {
  other: 0,
  pickup: 1,
  dropoff: 2,
  accept: 3,
  modify: 4,
  combine: 5,
  separate: 6,
  raise: 7,
  lower: 8,
} as const;

/** One of the codes in `FLOW_ACTIONS`. */
export type FlowAction = (typeof FLOW_ACTIONS)[keyof typeof FLOW_ACTIONS];

const codeByName = new Map<string, FlowAction>(Object.entries(FLOW_ACTIONS));

/** The code of an action by its Valueflows name, `"pickup"` for one; `other` for each of the eleven that need no code of their own. */
export const flowActionOf = (name: string): FlowAction => codeByName.get(name) ?? FLOW_ACTIONS.other;

/** One more than the highest code: the length of a table by action. */
export const FLOW_ACTION_COUNT = codeByName.size;
