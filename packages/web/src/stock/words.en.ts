// Words of the stock.

export const stockWordsEn = {
  title: "Stock",
  line: (many: number, places: number) =>
    `${many} ${many === 1 ? "stock" : "stocks"} at ${places} ${places === 1 ? "place" : "places"}. What is promised is still there, and not free.`,
  more: "Show more",
  find: "Find a thing, a place or a person",
  none: "Nothing here fits.",
  empty: "Nothing is recorded yet. What is made, counted or handed over comes here.",
  nowhere: "No place said",
  thing: "thing",
  kind: "kind",
  state: "state",
  onhand: "at hand",
  promised: "promised",
  free: "free",
  unit: "unit",
  owner: "whose",
  keeper: "who has it",
  place: "place",
  id: "id",
  heldBy: (who: string) => `with ${who}`,
  csv: "CSV",
};
