// Parole delle officine.

import type { workshopWordsEn } from "./words.en";

export const workshopWordsIt: Partial<typeof workshopWordsEn> = {
  title: "Officine",
  line: (count, confirmed) =>
    `${count} officine. ${confirmed === 0 ? "Macchine e ore sono presunte" : `${confirmed} hanno confermato che cosa sanno fare`}; ognuna si può correggere.`,
  find: "Trova un'officina o un luogo",
  can: "Sa fare",
  anything: "qualsiasi cosa",
  none: "Nessuna officina corrisponde.",
  name: "Nome",
  where: "Dove",
  machines: "Macchine",
  hours: "Ore libere",
  busy: "In piano",
  said: "Detto da",
  assumed: "presunto",
  confirmed: (by) => `confermato da ${by}`,
  confirmedOn: (by, day) => `confermato da ${by}, ${day}`,
  partly: "confermato in parte",
  machine: "Macchina",
  perPeriod: "Ore per periodo",
  costPerHour: (currency) => `${currency} l'ora`,
  correct: "Correggi",
  sheet: "Foglio di lavoro",
  work: "Lavoro in piano",
  noWork: "Qui non è previsto niente.",
};
