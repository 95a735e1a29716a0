// Ids that look like one that does not exist.

const MOST_SHOWN = 3;
const MOST_LOOKED_AT = 5_000;

/** At most three ids that are written alike: the same beginning, or a few letters apart, or whose name holds the text. */
export function nearest(id: string, known: ReadonlyMap<string, { readonly name?: string }>): string[] {
  const wanted = id.slice(0, 60).toLowerCase();
  const ranked = [...known]
    .slice(0, MOST_LOOKED_AT)
    .map(([key, { name }]) => ({ key, apart: apartness(wanted, key.toLowerCase(), name?.toLowerCase() ?? "") }))
    .filter(({ apart }) => apart <= Math.max(2, wanted.length / 3));
  return ranked
    .toSorted((a, b) => a.apart - b.apart || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map(({ key }) => key);
}

function apartness(wanted: string, key: string, name: string): number {
  if (wanted.length >= 3 && (key.includes(wanted) || name.includes(wanted))) return 0;
  return lettersApart(wanted, key.slice(0, 60));
}

/** Levenshtein's distance, row by row. */
function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
