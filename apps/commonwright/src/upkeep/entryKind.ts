// Whether an entry is of a known kind, from its text: millions are looked at, and reading all that each says would take longer than hashing it.

import { isKnownEntry } from "@commonwright/commons";

/** Keys are in the order of their letters, so that kind and version are the last two. */
const LAST_KEYS = /,"kind":"([\w-]+)","version":(\d+)\}$/;
const LAST_LENGTH = 100;

/** Begins looks at entries one after the other, as canonical JSON: does this program know what each says? Most end as the one before did. */
export function knownTexts(): (text: string) => boolean {
  let knownEnd = "";
  return (text) => {
    if (knownEnd !== "" && text.endsWith(knownEnd)) return true;
    const [end = "", kind, version] = LAST_KEYS.exec(text.slice(-LAST_LENGTH)) ?? [];
    if (kind === undefined || version === undefined) return isKnownValue(text);
    const isKnown = isKnownEntry({ kind, version: Number(version) });
    if (isKnown) knownEnd = end;
    return isKnown;
  };
}

/** Where more is said behind the version, or the kind is no word. */
function isKnownValue(text: string): boolean {
  const { kind, version } = (JSON.parse(text) ?? {}) as { readonly kind?: unknown; readonly version?: unknown };
  return typeof kind === "string" && typeof version === "number" && isKnownEntry({ kind, version });
}
