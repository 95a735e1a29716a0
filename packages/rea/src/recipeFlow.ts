// What goes into a recipe's process, and what comes out.

import type { Action } from "./action.js";
import type { Measure } from "./measure.js";

/** One input or output of a recipe's process. It names a kind of resource by id (`resourceConformsTo`), or by what it is classified as. */
export interface RecipeFlow {
  readonly action: Action;
  readonly note?: string;
  readonly resourceConformsTo?: string;
  readonly resourceClassifiedAs?: readonly string[];
  /** So much of the thing. */
  readonly resourceQuantity?: Measure;
  /** So much time: of a machine that is used, of a person who works. */
  readonly effortQuantity?: Measure;
}
