// Parole del piano che si vedono anche nella pagina della regione.

import type { planWordsEn } from "./words.en";

export const planWordsIt: Partial<typeof planWordsEn> = {
  plan: "Piano",
  title: (number) => `Piano ${number}`,
  flowName: "Dal materiale al bisogno",
  flowSays: (total) => `Larghezza: a costo, ${total} in tutto.`,
  money: "denaro",
  hours: "ore",
  co2: "CO2",
  columns: "Materiale e ore|Parti fatte presso|Montato presso|Serve",
  carrying: "Trasporto",
  others: (count) => `${count} altri`,
  planned: "in piano",
  scarceKey: "scarso",
  from: "Da",
  to: "A",
  value: "Valore",
};
