// Parole delle parti di cui è fatta ogni pagina.

import type { designWordsEn } from "./words.en";

export const designWordsIt: Partial<typeof designWordsEn> = {
  figure: (number) => `Fig. ${number}`,
  table: "Tabella",
  picture: "Figura",
  saveCsv: (name) => `Salva ${name} come CSV`,
  saveSvg: (name) => `Salva ${name} come SVG`,
  why: "perché?",
  whyOf: (what) => `Perché: ${what}`,
  close: "Chiudi",
  vital: "vitale",
  useful: "utile",
  nice: "gradito",
  personal: "casa",
  outlet: "bottega",
  regional: "regione",
  remote: "lontano",
  stations: "espresso, pianificato, invitato, promesso, fatto, consegnato, saldato",
  loading: "Lettura…",
  offline: "Nessun collegamento con il programma. Quello che vedi resta; si continua appena il collegamento torna.",
  fault: "Qualcosa è andato storto. Riprova, o guarda la finestra del programma.",
  again: "Riprova",
};
