// What a log amounts to, from its entries alone: how stores make their records anew.

import { isKnownEntry } from "./entry.js";
import { recordKeyText, type Projection, type RecordsView } from "./logBatch.js";
import type { Replay } from "./ports.js";
import { projectEntry } from "./projection.js";
import { type RecordRow, referencesOf } from "./records.js";

/** What is known is projected; an entry that this program does not know makes no records. */
const projectKnown: Projection = (sealed, records) => (isKnownEntry(sealed.entry) ? projectEntry(sealed, records) : []);

/** Begins the replay of one log at its first entry. It keeps every record that it has made, and an index of who names whom. */
export function newReplay(project: Projection = projectKnown): Replay {
  const rows = new Map<string, RecordRow>();
  // For each record that is named, as "PROPERTY KIND ID", the keys of those that name it.
  const naming = new Map<string, Set<string>>();
  const view = replayedView(rows, naming);
  return (entries) => {
    const touched = new Set<string>();
    for (const { entry, sequence } of entries) {
      for (const row of project({ entry, sequence }, view)) {
        const key = recordKeyText(row);
        const before = rows.get(key);
        if (before !== undefined) for (const name of namesIn(before)) naming.get(name)?.delete(key);
        if (!row.isRemoved) for (const name of namesIn(row)) noted(naming, name).add(key);
        rows.set(key, row);
        touched.add(key);
      }
    }
    return [...touched].flatMap((key) => rows.get(key) ?? []);
  };
}

function replayedView(rows: ReadonlyMap<string, RecordRow>, naming: ReadonlyMap<string, ReadonlySet<string>>): RecordsView {
  return {
    get: (kind, id) => rows.get(recordKeyText({ kind, id })),
    referring: (kind, property, target) =>
      [...(naming.get(`${property} ${recordKeyText(target)}`) ?? [])]
        .flatMap((key) => rows.get(key) ?? [])
        .filter((row) => row.kind === kind)
        .toSorted((one, other) => one.created - other.created),
    firstSaid: () => {
      throw new Error("only decisions ask what was said first");
    },
  };
}

// Events are not looked for by what they name when records are made, and there are many of them.
const namesIn = ({ kind, body }: RecordRow): string[] =>
  kind === "economicEvent" ? [] : referencesOf(kind, body).map((named) => `${named.property} ${recordKeyText(named)}`);

function noted(naming: Map<string, Set<string>>, name: string): Set<string> {
  const known = naming.get(name) ?? new Set();
  naming.set(name, known);
  return known;
}
