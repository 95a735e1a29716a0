// The name that somebody probably meant: nearest by the number of slips of the finger.

/** Beyond so many names a search costs more than it helps. */
const MOST_NAMES = 20_000;

/** The nearest of `names` to `given`, or undefined where none is near (at most a third of the letters slipped). Ties go to the first. */
export function nearestName(given: string, names: Iterable<string>): string | undefined {
  const wanted = given.toLowerCase();
  if (wanted.length > 60) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let tried = 0;
  for (const name of names) {
    if (++tried > MOST_NAMES) break;
    if (Math.abs(name.length - wanted.length) >= least) continue;
    const count = slips(wanted, name.toLowerCase(), least);
    if (count < least) [best, least] = [name, count];
    if (least === 0) break;
  }
  return best;
}

/** ` did you mean "x"?` with a leading semicolon, or nothing where no name is near. */
export function didYouMean(given: string, names: Iterable<string>): string {
  const nearest = nearestName(given, names);
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}

/** Letters put in, left out, exchanged or swapped with their neighbour (Damerau 1964, Levenshtein 1966); counts no further than `enough`. */
function slips(a: string, b: string, enough: number): number {
  let before = new Uint16Array(b.length + 1);
  let above = Uint16Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint16Array(b.length + 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least >= enough) return enough;
    [before, above] = [above, row];
  }
  return above[b.length];
}
