// Lines and columns of plain text.

/** No line is longer than this. */
export const LINE_WIDTH = 100;

/** How the cells of a column stand: words on the left, numbers under each other by their decimal point. */
export type Alignment = "left" | "number";

/** The name at the front of a row is cut to at most so many characters, and to fewer where the line would get too long. */
const MOST_LABEL = 40;
const LEAST_LABEL = 12;

/** What stands above a table (absent: nothing), how far the table is indented (absent: 2), and how wide the first column is at least. */
export type TableFrame = { readonly header?: readonly string[]; readonly indent?: number; readonly leastLabel?: number };

/** Rows as indented lines; a missing cell is empty. Headers of numbers end where their column ends. */
export function tableLines(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
  { header, indent = 2, leastLabel = 0 }: TableFrame = {},
): string[] {
  const column = (cells: readonly string[], c: number) => {
    const aligned = alignments[c] === "number" ? alignedNumbers(cells) : cells;
    return padded(header === undefined ? aligned : [header[c] ?? "", ...aligned], alignments[c]);
  };
  const rest = alignments.slice(1).map((_, k) =>
    column(
      rows.map((row) => row[k + 1] ?? ""),
      k + 1,
    ),
  );
  const taken = rest.reduce((sum, cells) => sum + 2 + widthOf(cells[0] ?? ""), indent);
  const room = Math.max(LEAST_LABEL, Math.min(MOST_LABEL, LINE_WIDTH - taken));
  const labels = column(
    rows.map((row) => clipped(row[0] ?? "", room).padEnd(Math.min(leastLabel, room))),
    0,
  );
  return labels.map((label, r) =>
    clipped(`${" ".repeat(indent)}${[label, ...rest.map((cells) => cells[r])].join("  ")}`.trimEnd(), LINE_WIDTH),
  );
}

/** Text cut to so many characters, with `…` where something is missing. */
export function clipped(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join("")}…`;
}

/** A sentence as lines, the first indented by `first` spaces and the others by `rest`; a word longer than a line is cut. */
export function wrapped(text: string, first = 2, rest = 4): string[] {
  const lines: string[] = [];
  let line = " ".repeat(first);
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = " ".repeat(rest);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].map((whole) => clipped(whole, LINE_WIDTH));
}

function padded(cells: readonly string[], alignment: Alignment): string[] {
  const width = Math.max(0, ...cells.map(widthOf));
  return cells.map((cell) => {
    const space = " ".repeat(width - widthOf(cell));
    return alignment === "number" ? space + cell : cell + space;
  });
}

/** Cells of one width, their decimal points under each other. */
function alignedNumbers(cells: readonly string[]): string[] {
  const halves = cells.map((cell) => {
    const [, whole = "", rest = ""] = /^([^.%]*?)((?:\.| %).*)?$/.exec(cell) ?? [];
    return [whole, rest] as const;
  });
  const left = Math.max(0, ...halves.map(([whole]) => widthOf(whole)));
  const right = Math.max(0, ...halves.map(([, rest]) => widthOf(rest)));
  return halves.map(([whole, rest]) => " ".repeat(left - widthOf(whole)) + whole + rest + " ".repeat(right - widthOf(rest)));
}

const widthOf = (text: string) => [...text].length;
