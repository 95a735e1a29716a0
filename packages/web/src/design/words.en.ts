// Words of the parts that every page is made of.

export const designWordsEn = {
  figure: (number: number) => `Fig. ${number}`,
  table: "Table",
  picture: "Picture",
  saveCsv: (name: string) => `Save ${name} as CSV`,
  saveSvg: (name: string) => `Save ${name} as SVG`,
  why: "why?",
  whyOf: (what: string) => `Why: ${what}`,
  close: "Close",
  vital: "vital",
  useful: "useful",
  nice: "nice",
  personal: "home",
  outlet: "outlet",
  regional: "region",
  remote: "far",
  stations: "stated, planned, invited, promised, made, delivered, settled",
  loading: "Reading…",
  offline: "No connection to the program. What you see stays; it goes on when the connection is back.",
  fault: "Something went wrong on the way. Try again, or look at the program's window.",
  again: "Try again",
};
