// Of which kind an entry is, from its text: millions are looked at, and reading all that each says would take longer than hashing it.

import { isKnownEntry } from "@commonwright/commons";

/** Keys are in the order of their letters, so that the last two are at the end. */
const LAST_KEYS = /,"kind":"([\w-]+)","version":(\d+)\}$/;
const LAST_LENGTH = 100;

/** Whether this program knows what an entry says; `text` is canonical JSON. */
export function isKnownText(text: string): boolean {
  const [, kind, version] = LAST_KEYS.exec(text.slice(-LAST_LENGTH)) ?? [];
  return kind === undefined || version === undefined ? isKnownValue(text) : isKnownEntry({ kind, version: Number(version) });
}

/** Where more is said behind the version, or the kind is no word. */
function isKnownValue(text: string): boolean {
  const { kind, version } = (JSON.parse(text) ?? {}) as { readonly kind?: unknown; readonly version?: unknown };
  return typeof kind === "string" && typeof version === "number" && isKnownEntry({ kind, version });
}
