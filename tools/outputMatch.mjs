// Compares what a doc example shows with what its command printed.

/** Stands for the rest of a line, or, alone on a line, for any lines. */
const anything = "…";

/**
 * Whether the printed lines are those shown. White space at line ends and empty lines at the end do not count.
 * @param {readonly string[]} shown lines of the doc, in which `…` stands for anything
 * @param {readonly string[]} printed
 * @returns {string | undefined} undefined where they match, else a diff: `-` shown but not printed, `+` printed but not shown
 */
export function outputDiff(shown, printed) {
  const wanted = trimmed(shown);
  const got = trimmed(printed);
  if (linesMatch(wanted, got)) return undefined;
  const before = commonLength(wanted, got);
  const after = commonLength(wanted.slice(before).reverse(), got.slice(before).reverse());
  return [
    ...got.slice(0, before).map((line) => `  ${line}`),
    ...wanted.slice(before, wanted.length - after).map((line) => `- ${line}`),
    ...got.slice(before, got.length - after).map((line) => `+ ${line}`),
    ...got.slice(got.length - after).map((line) => `  ${line}`),
  ].join("\n");
}

/** @param {readonly string[]} lines @returns {string[]} */
const trimmed = (lines) =>
  lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trimEnd()
    .split("\n");

/**
 * A `…` line may swallow any count of lines: `reached[p]` says that the pattern up to p matches the lines read so far.
 * @param {readonly string[]} wanted
 * @param {readonly string[]} got
 */
function linesMatch(wanted, got) {
  let reached = [true, ...wanted.map((_, p) => wanted.slice(0, p + 1).every(isAnyLines))];
  for (const line of got) {
    const next = [false];
    for (const [p, pattern] of wanted.entries()) {
      next.push(isAnyLines(pattern) ? Boolean(reached[p + 1] || next[p]) : Boolean(reached[p] && lineMatches(pattern, line)));
    }
    reached = next;
  }
  return reached.at(-1) === true;
}

/** @param {string} pattern @returns {boolean} */
const isAnyLines = (pattern) => pattern.trim() === anything;

/** @param {string} pattern @param {string} line @returns {boolean} */
function lineMatches(pattern, line) {
  const parts = pattern.split(anything).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "u").test(line);
}

/** How many lines match from the front, up to the first `…` line. @param {readonly string[]} wanted @param {readonly string[]} got @returns {number} */
function commonLength(wanted, got) {
  const limit = Math.min(wanted.length, got.length);
  for (let at = 0; at < limit; at++) {
    const pattern = wanted[at] ?? "";
    if (isAnyLines(pattern) || !lineMatches(pattern, got[at] ?? "")) return at;
  }
  return limit;
}
