// Parole delle scorte.

import type { stockWordsEn } from "./words.en";

export const stockWordsIt: Partial<typeof stockWordsEn> = {
  title: "Scorte",
  more: "Mostra altro",
  find: "Trova una cosa, un luogo o una persona",
  none: "Nulla corrisponde.",
  nowhere: "Senza luogo",
  thing: "cosa",
  onhand: "presente",
  promised: "promesso",
  free: "libero",
  owner: "di chi",
};
