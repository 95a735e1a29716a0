// What the form lacks before it can be sent.

import type { NeedDraft } from "./draft";

/** A field, and what is wrong with it in a sentence. */
export interface FieldFault {
  readonly field: string;
  readonly sentence: string;
}

/** The first field that is empty, or null. */
export function missingIn(
  { item, quantity, place }: Pick<NeedDraft, "item" | "quantity" | "place">,
  words: { readonly chooseFirst: string; readonly needQuantity: string },
): FieldFault | null {
  if (item === "") return { field: "item", sentence: words.chooseFirst };
  if (quantity.trim() === "") return { field: "quantity", sentence: words.needQuantity };
  return place === "" ? { field: "place", sentence: words.chooseFirst } : null;
}
