// Lines and columns of plain text.

/** No line is longer than this. */
export const LINE_WIDTH = 100;

/** How the cells of a column stand: words on the left, numbers under each other by their decimal point. */
export type Alignment = "left" | "number";

/** Rows as indented lines; a missing cell is empty. */
export function tableLines(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string[] {
  const columns = alignments.map((alignment, c) => {
    const cells = rows.map((row) => row[c] ?? "");
    return alignment === "number" ? alignedNumbers(cells) : padded(cells);
  });
  return rows.map((_, r) => clipped(`  ${columns.map((cells) => cells[r]).join("  ")}`.trimEnd(), LINE_WIDTH));
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

/** The first lines of a long list, and how many more there are. `what` names what a line stands for, in the plural. */
export function shortened<T>(list: readonly T[], most: number, what: string): { readonly shown: readonly T[]; readonly more: readonly string[] } {
  // One more line is as long as saying that there is one more.
  if (list.length <= most + 1) return { shown: list, more: [] };
  return { shown: list.slice(0, most), more: [`  and ${list.length - most} more ${what}: --json has all`] };
}

function padded(cells: readonly string[]): string[] {
  const width = Math.max(0, ...cells.map(widthOf));
  return cells.map((cell) => cell + " ".repeat(width - widthOf(cell)));
}

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
