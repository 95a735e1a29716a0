// The canonical text of a value and its hash (rule R1): keys sorted by code unit, no white space, UTF-8.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** A value nested deeper, or larger, than any plan is refused instead of followed for ever (YAML can hold circles). */
const DEEPEST = 200;
const MOST_VALUES = 20_000_000;

/** The hash, or why there is none. */
export type Hash = { readonly hash: string } | { readonly refusal: string };

/** `sha256:` and the hex digest of the canonical JSON of the value; the top-level keys in `without` are left out. */
export function canonicalHash(value: unknown, without: readonly string[] = []): Hash {
  const writing: Writing = { hash: sha256.create(), parts: [], left: MOST_VALUES };
  const refusal = write(leaveOut(value, without), writing, 0);
  if (refusal !== undefined) return { refusal };
  hashParts(writing);
  return { hash: `sha256:${bytesToHex(writing.hash.digest())}` };
}

/** The text goes into the hash piece by piece, since a region's plan need not stand in memory twice. */
interface Writing {
  readonly hash: ReturnType<typeof sha256.create>;
  parts: string[];
  left: number;
}

const PARTS_AT_ONCE = 10_000;

function hashParts(writing: Writing): void {
  writing.hash.update(utf8ToBytes(writing.parts.join("")));
  writing.parts = [];
}

function leaveOut(value: unknown, without: readonly string[]): unknown {
  if (without.length === 0 || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !without.includes(key)));
}

/** Writes the value; the answer is why it cannot be written, if so. */
function write(value: unknown, writing: Writing, depth: number): string | undefined {
  if (depth > DEEPEST) return `it is nested deeper than ${DEEPEST} levels`;
  if (writing.parts.length > PARTS_AT_ONCE) hashParts(writing);
  if (writing.left-- <= 0) return `it holds more than ${MOST_VALUES} values`;
  if (typeof value === "number" && !Number.isFinite(value)) return `it holds the number ${value}, which JSON does not know`;
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string") {
    writing.parts.push(JSON.stringify(value));
    return undefined;
  }
  if (Array.isArray(value)) return writeList(value, writing, depth);
  if (typeof value === "object") return writeObject(value as Readonly<Record<string, unknown>>, writing, depth);
  return `it holds a value of type ${typeof value}, which JSON does not know`;
}

function writeList(list: readonly unknown[], writing: Writing, depth: number): string | undefined {
  writing.parts.push("[");
  for (let n = 0; n < list.length; n++) {
    if (n > 0) writing.parts.push(",");
    const refusal = write(list[n], writing, depth + 1);
    if (refusal !== undefined) return refusal;
  }
  writing.parts.push("]");
  return undefined;
}

function writeObject(object: Readonly<Record<string, unknown>>, writing: Writing, depth: number): string | undefined {
  // The default order of sort() is that of UTF-16 code units. A key without a value does not exist in JSON.
  const keys = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort();
  writing.parts.push("{");
  for (const [n, key] of keys.entries()) {
    writing.parts.push(n > 0 ? "," : "", JSON.stringify(key), ":");
    const refusal = write(object[key], writing, depth + 1);
    if (refusal !== undefined) return refusal;
  }
  writing.parts.push("}");
  return undefined;
}
