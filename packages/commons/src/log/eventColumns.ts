// Events as columns of numbers: what track and trace need to know of them, and nothing else.

import { ACTIONS, type Action } from "@commonwright/rea";
import type { RecordKind } from "./records.js";

/** A place for each event, in the order of their sequences. What is named stands as its `created`; -1: nothing is named. */
export interface EventColumns {
  /** The entry that recorded the event. */
  readonly sequence: Float64Array<ArrayBuffer>;
  /** As `actionNumber` gives it. */
  readonly action: Uint8Array<ArrayBuffer>;
  /** `resourceInventoriedAs` */
  readonly resource: Float64Array<ArrayBuffer>;
  /** `toResourceInventoriedAs` */
  readonly toResource: Float64Array<ArrayBuffer>;
  readonly inputOf: Float64Array<ArrayBuffer>;
  readonly outputOf: Float64Array<ArrayBuffer>;
}

/** A record by the entry that wrote it first: there is at most one of a kind for each entry. */
export interface CreatedKey {
  readonly kind: RecordKind;
  readonly created: number;
}

/** The number of an action: its place in ACTIONS of rea, from 1; 0 for what is no action. */
export const actionNumber = (action: string): number => ACTION_NAMES.indexOf(action) + 1;

const ACTION_NAMES: readonly string[] = ACTIONS;

/** The action with a number. @throws RangeError where there is none */
export function actionNumbered(number: number): Action {
  const action = ACTIONS[number - 1];
  if (action === undefined) throw new RangeError(`${number} is the number of no action`);
  return action;
}
