// Saves what is on the page: tables as CSV, drawings as SVG.

/** A column of a table that is saved. */
export interface Column {
  readonly name: string;
}
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The table as CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvText({ columns, rows }: Table): string {
  const lines = [columns.map(({ name }) => name), ...rows].map((row) => row.map(csvCell).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function saveCsv(table: Table, name: string): void {
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  download(new Blob(["\ufeff", csvText(table)], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

/** Properties whose values hang on the page's style sheets; a drawing that leaves the page takes them along. */
const INLINED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "paint-order",
  "text-anchor",
];

/** Saves a drawing as it looks now, with its colours and fonts written into it. */
export function saveSvg(drawing: SVGSVGElement, name: string): void {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  for (const [index, element] of [copy, ...copy.querySelectorAll("*")].entries()) {
    const original = originals[index];
    if (original === undefined) continue;
    const style = getComputedStyle(original);
    for (const property of INLINED) {
      const value = style.getPropertyValue(property);
      if (value !== "") element.setAttribute(property, value);
    }
    element.removeAttribute("class");
    element.removeAttribute("style");
  }
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute(
    "fill",
    getComputedStyle(document.documentElement).getPropertyValue("--sheet") &&
      getComputedStyle(drawing.closest(".figure") ?? drawing).backgroundColor,
  );
  copy.prepend(paper);
  download(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }), `${name}.svg`);
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
