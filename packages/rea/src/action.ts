// The actions: what a flow does to resources, as one table. Effects, validation, the API and the page docs/actions.md are made from it.

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

/** Whether a text is an action. */
export const isAction = (text: string): text is Action => (ACTIONS as readonly string[]).includes(text);

/** What an event adds to a quantity: to the resource it names first (`from`), to the one it goes to (`to`), times the event's quantity. */
export interface QuantityEffect {
  readonly from: -1 | 0 | 1;
  readonly to: 0 | 1;
}

/**
 * What an action does. Of a resource that the event names first (`resourceInventoriedAs`, "from") and one that it goes to (`toResourceInventoriedAs`, "to").
 * `new`: only where the event made the resource. `update`: of the from-resource. `updateTo`: of the to-resource. `remove`: it is in no container any more.
 * Source: the table of Valueflows 1.0.0 (all_vf.TTL), with what it leaves to the implementation as docs/decisions/0014 says.
 */
export interface ActionEffects {
  readonly label: string;
  /** On which side of a process it stands; `both`: output of one and input of another; `none`: it belongs to no process. */
  readonly inputOutput: "input" | "output" | "both" | "none";
  /** The action without which it makes no sense in the same process. */
  readonly pairsWith?: Action;
  /** Which quantity says how much happened. */
  readonly eventQuantity: "resource" | "effort" | "resourceOrEffort" | "effortAndResource";
  /** Which resource it may create. */
  readonly createResource: "none" | "from" | "to";
  readonly accounting: QuantityEffect;
  readonly onhand: QuantityEffect;
  readonly location: "none" | "new" | "update" | "updateTo";
  readonly contained: "none" | "update" | "remove";
  readonly accountable: "none" | "new" | "updateTo";
  readonly stage: "none" | "update";
  readonly state: "none" | "update" | "updateTo";
  /** What is transferred besides where provider and receiver differ: everything, custody only, nothing; `refused`: they must be the same. */
  readonly impliedTransfer: "all" | "custody" | "none" | "refused";
}

const NOTHING: QuantityEffect = { from: 0, to: 0 };
const MORE: QuantityEffect = { from: 1, to: 0 };
const LESS: QuantityEffect = { from: -1, to: 0 };
const ACROSS: QuantityEffect = { from: -1, to: 1 };
const MORE_TO: QuantityEffect = { from: 0, to: 1 };

const SILENT = {
  eventQuantity: "resource",
  createResource: "none",
  accounting: NOTHING,
  onhand: NOTHING,
  location: "none",
  contained: "none",
  accountable: "none",
  stage: "none",
  state: "none",
  impliedTransfer: "none",
} as const;

/** What each action does. */
export const ACTION_EFFECTS: Readonly<Record<Action, ActionEffects>> = {
  produce: {
    ...SILENT,
    label: "produce",
    inputOutput: "output",
    createResource: "from",
    accounting: MORE,
    onhand: MORE,
    location: "new",
    accountable: "new",
    stage: "update",
    state: "update",
    impliedTransfer: "all",
  },
  consume: { ...SILENT, label: "consume", inputOutput: "input", accounting: LESS, onhand: LESS, state: "update", impliedTransfer: "all" },
  use: { ...SILENT, label: "use", inputOutput: "input", eventQuantity: "effortAndResource", state: "update" },
  work: { ...SILENT, label: "work", inputOutput: "input", eventQuantity: "effortAndResource" },
  cite: { ...SILENT, label: "cite", inputOutput: "input", state: "update" },
  deliverService: { ...SILENT, label: "deliver service", inputOutput: "both", eventQuantity: "resourceOrEffort", impliedTransfer: "all" },
  pickup: {
    ...SILENT,
    label: "pick up",
    inputOutput: "input",
    pairsWith: "dropoff",
    onhand: LESS,
    location: "update",
    state: "update",
    impliedTransfer: "custody",
  },
  dropoff: {
    ...SILENT,
    label: "drop off",
    inputOutput: "output",
    pairsWith: "pickup",
    onhand: MORE,
    location: "update",
    stage: "update",
    state: "update",
    impliedTransfer: "custody",
  },
  accept: {
    ...SILENT,
    label: "accept",
    inputOutput: "input",
    pairsWith: "modify",
    onhand: LESS,
    location: "update",
    state: "update",
    impliedTransfer: "custody",
  },
  modify: {
    ...SILENT,
    label: "modify",
    inputOutput: "output",
    pairsWith: "accept",
    onhand: MORE,
    location: "update",
    stage: "update",
    state: "update",
    impliedTransfer: "custody",
  },
  combine: { ...SILENT, label: "combine", inputOutput: "input", onhand: LESS, contained: "update", state: "update" },
  separate: { ...SILENT, label: "separate", inputOutput: "output", onhand: MORE, contained: "remove", stage: "update", state: "update" },
  transferCustody: {
    ...SILENT,
    label: "transfer custody",
    inputOutput: "none",
    createResource: "to",
    onhand: ACROSS,
    location: "updateTo",
    state: "updateTo",
  },
  transferAllRights: {
    ...SILENT,
    label: "transfer all rights",
    inputOutput: "none",
    createResource: "to",
    accounting: ACROSS,
    accountable: "updateTo",
    state: "updateTo",
  },
  transfer: {
    ...SILENT,
    label: "transfer",
    inputOutput: "none",
    createResource: "to",
    accounting: ACROSS,
    onhand: ACROSS,
    location: "updateTo",
    accountable: "updateTo",
    state: "updateTo",
  },
  move: {
    ...SILENT,
    label: "move",
    inputOutput: "none",
    createResource: "to",
    accounting: ACROSS,
    onhand: ACROSS,
    location: "updateTo",
    state: "updateTo",
    impliedTransfer: "refused",
  },
  copy: {
    ...SILENT,
    label: "copy",
    inputOutput: "none",
    createResource: "to",
    accounting: MORE_TO,
    onhand: MORE_TO,
    location: "new",
    accountable: "new",
    state: "updateTo",
  },
  raise: {
    ...SILENT,
    label: "raise",
    inputOutput: "none",
    createResource: "from",
    accounting: MORE,
    onhand: MORE,
    accountable: "new",
    state: "update",
    impliedTransfer: "refused",
  },
  lower: {
    ...SILENT,
    label: "lower",
    inputOutput: "none",
    accounting: LESS,
    onhand: LESS,
    accountable: "new",
    state: "update",
    impliedTransfer: "refused",
  },
};
