// The form in which the example region names the cell that a number comes from, and the number that the cell gives.
//
//   [FILE ] row 5 "text in the row", COLUMN   a table row: its number in a CSV, its line or first cell in Markdown
//   [FILE ] cell K4 "text in the row"         a cell of the first sheet of a spreadsheet
//   [FILE ] says "3x [M3 brass nut]"          a stretch of text whose first number it is
//
// then, if needed, ", in UNIT" (a currency, g, min, h:mm, cm, cm2) and ", times N" or ", over N". Without FILE, the file is the one
// that the surrounding recipe names.

/** Where a number comes from. `scale` turns the number of the cell into the unit of the problem. */
export type Citation = {
  readonly file: string;
  readonly locator:
    | { readonly kind: "row"; readonly row: string; readonly text: string; readonly column: string }
    | { readonly kind: "cell"; readonly cell: string; readonly text: string }
    | { readonly kind: "says"; readonly text: string };
  readonly unit: string;
  readonly scale: number;
};

/** EUR for one unit of the currency: the assumed rates that examples/milan states in its README and in `note`. */
export const EXCHANGE_RATES: Readonly<Record<string, number>> = { CAD: 0.62, USD: 0.86 };

const UNIT_SCALES: Readonly<Record<string, number>> = { ...EXCHANGE_RATES, g: 0.001, min: 1 / 60, "h:mm": 1, cm: 0.01, cm2: 0.0001 };

const FORM =
  /^(?:(?<file>(?:bom|okw)\/\S+) )?(?:row (?<row>\S+) "(?<rowText>[^"]+)", (?<column>.+?)|cell (?<cell>[A-Z]+\d+) "(?<cellText>[^"]+)"|says "(?<quote>[^"]+)")(?:, in (?<unit>\S+?))?(?:, (?<factor>times|over) (?<amount>[\d.]+))?$/;

/**
 * Reads a citation.
 *
 * @param file the file that a citation without one refers to; "" for none.
 * @throws if the text has another form, names no file, or a unit that is not known.
 */
export function readCitation(source: string, file: string): Citation {
  const groups = FORM.exec(source)?.groups;
  if (groups === undefined) throw new Error(`not a citation: ${source}`);
  const cited = groups.file ?? file;
  if (cited === "") throw new Error(`no file is named: ${source}`);
  const unit = groups.unit ?? "";
  const unitScale = unit === "" ? 1 : UNIT_SCALES[unit];
  if (unitScale === undefined) throw new Error(`unknown unit ${unit}: ${source}`);
  const amount = groups.amount === undefined ? 1 : Number(groups.amount);
  return { file: cited, locator: locatorOf(groups), unit, scale: groups.factor === "over" ? unitScale / amount : unitScale * amount };
}

function locatorOf(groups: Readonly<Record<string, string | undefined>>): Citation["locator"] {
  if (groups.row !== undefined) return { kind: "row", row: groups.row, text: groups.rowText ?? "", column: groups.column ?? "" };
  if (groups.cell !== undefined) return { kind: "cell", cell: groups.cell, text: groups.cellText ?? "" };
  return { kind: "says", text: groups.quote ?? "" };
}

/**
 * The first number in a cell, in the unit of the problem: "$1,250.00" is 1250, "~1m" is 1, "1:48" in h:mm is 1.8 h. Marks of doubt such as
 * "(?)" are passed over.
 *
 * @throws if there is no number.
 */
export function numberInCell(cell: string, citation: Citation): number {
  const clock = /(\d+):(\d\d)/.exec(cell);
  if (citation.unit === "h:mm" && clock !== null) return (Number(clock[1]) + Number(clock[2]) / 60) * citation.scale;
  const found = /\d+(?:\.\d+)?/.exec(cell.replaceAll(/(?<=\d),(?=\d{3}\b)/g, ""));
  if (found === null) throw new Error(`no number in ${JSON.stringify(cell)}`);
  return Number(found[0]) * citation.scale;
}
