// A record that a field names: mostly at hand, else waited for.

import type { RecordRow } from "@commonwright/commons";

/** A record that is at hand, or one that is waited for. Lists name the same few agents and units over and over: each wait costs more than the rest of their field. */
export type FoundRecord = RecordRow | null | Promise<RecordRow | null>;

/** What was found, or else something other; at once where nothing is waited for. */
export function orElse<Other extends RecordRow | null>(
  found: FoundRecord,
  other: () => Other | Promise<Other>,
): RecordRow | Other | Promise<RecordRow | Other> {
  if (found instanceof Promise) return found.then((row) => row ?? other());
  return found ?? other();
}
