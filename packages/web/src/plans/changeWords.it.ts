// Parole per ciò che cambia da un piano all'altro.

import type { changeWordsEn } from "./changeWords.en";

const workshops = (count: number) => (count === 1 ? "1 officina fa" : `${count} officine fanno`);

export const changeWordsIt: Partial<typeof changeWordsEn> = {
  work: (more, less) => {
    if (more === 0 && less === 0) return "Nessuna officina fa di più o di meno";
    if (more === 0) return `${workshops(less)} di meno`;
    return less === 0 ? `${workshops(more)} di più` : `${workshops(more)} di più, ${less} di meno`;
  },
  same: "il costo resta uguale",
  cheaper: (money) => `${money} in meno`,
  dearer: (money) => `${money} in più`,
  gained: (count) => (count === 1 ? "1 bisogno riceve più di prima" : `${count} bisogni ricevono più di prima`),
  lost: (count) => (count === 1 ? "1 bisogno riceve meno di prima" : `${count} bisogni ricevono meno di prima`),
  since: (plan) => `Dal piano ${plan}:`,
};
