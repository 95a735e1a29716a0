// A need's tree as rows of a table: which are shown, and how their branches run.

/** What a row wants to know of a line. */
export interface TreeLine {
  readonly id: string;
  readonly parent: string | null;
  readonly depth: number;
}

/** A line as a row. `rails`: for each step to its left, whether a branch runs on below it. */
export interface TreeRow<Line extends TreeLine> {
  readonly line: Line;
  readonly children: number;
  readonly isOpen: boolean;
  readonly isLast: boolean;
  readonly rails: readonly boolean[];
}

/** Trees up to so many lines are open at first; of larger ones only the first steps. */
const MOST_OPEN = 16;

/** Lines that are open at first: all of a small tree, else the thing itself. */
export function openAtFirst(lines: readonly TreeLine[]): ReadonlySet<string> {
  return new Set(lines.filter(({ depth }) => lines.length <= MOST_OPEN || depth === 0).map(({ id }) => id));
}

/** The rows that are shown: all whose parents are open. */
export function treeRows<Line extends TreeLine>(lines: readonly Line[], open: ReadonlySet<string>): TreeRow<Line>[] {
  const children = new Map<string | null, Line[]>();
  for (const line of lines) children.set(line.parent, [...(children.get(line.parent) ?? []), line]);
  const rows: TreeRow<Line>[] = [];
  const walk = (parent: string | null, rails: readonly boolean[]) => {
    const siblings = children.get(parent) ?? [];
    for (const [index, line] of siblings.entries()) {
      const isLast = index === siblings.length - 1;
      const below = children.get(line.id)?.length ?? 0;
      rows.push({ line, children: below, isOpen: open.has(line.id), isLast, rails });
      if (open.has(line.id)) walk(line.id, parent === null ? [] : [...rails, !isLast]);
    }
  };
  walk(null, []);
  return rows;
}
