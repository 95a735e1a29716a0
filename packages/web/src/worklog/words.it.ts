// Parole del registro del lavoro.

import type { worklogWordsEn } from "./words.en";

export const worklogWordsIt: Partial<typeof worklogWordsEn> = {
  title: "Segna il lavoro",
  job: "A che cosa hai lavorato?",
  otherJob: "Altro",
  otherJobName: "Che cos'era?",
  forWhom: "Per chi?",
  howLong: "Quanto tempo?",
  since: (time) => `dalle ${time}`,
  done: "Che cosa è fatto?",
  doneOf: (done, whole) => `${done} di ${whole}`,
  used: "Che cosa hai usato?",
  scrap: "Che cosa è avanzato?",
  made: "Che cosa hai fatto?",
  note: "Una nota",
  log: (what) => `Segna ${what}`,
  and: (first, last) => `${first} e ${last}`,
  noSignal: "Nessun segnale.",
};
