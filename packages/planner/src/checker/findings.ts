// What the checker found wrong, with the path of the value and a sentence for a person.

/** One thing that is wrong: where it stands in the problem or result, and what was stated and is right. */
export interface Finding {
  readonly path: string;
  readonly message: string;
}

/** Collects findings up to a limit, so that a broken file does not print a million lines. */
export interface Findings {
  readonly list: Finding[];
  /** How many there were, also those beyond the limit. */
  count: number;
}

const MOST_FINDINGS = 100;

/** An empty collection. */
export function noFindings(): Findings {
  return { list: [], count: 0 };
}

/** Adds one finding; beyond the limit it is dropped, since the file is refused anyway. */
export function report(findings: Findings, path: string, message: string): void {
  findings.count++;
  if (findings.list.length < MOST_FINDINGS) findings.list.push({ path, message });
}

/** A number as a person reads it: 12 digits are more than any check asks for. */
export function shown(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(12))) : String(value);
}
