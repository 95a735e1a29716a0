// Ids to indices and back, for one list of the problem.
import { type Findings, report } from "./findings.js";
import { type JsonObject, valueAt } from "./jsonValues.js";

/** The ids of one list in its order. */
export interface IdTable {
  readonly noun: string;
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Makes the table; an id that stands twice, or is no text, is reported. */
export function idTable(noun: string, ids: readonly unknown[], path: string, findings: Findings): IdTable {
  const indexOf = new Map<string, number>();
  const texts = ids.map((id, n) => {
    if (typeof id !== "string") report(findings, `${path}[${n}]`, "must have an id that is a text");
    const text = String(id);
    if (indexOf.has(text)) report(findings, `${path}[${n}]`, `the id "${text}" stands twice`);
    else indexOf.set(text, n);
    return text;
  });
  return { noun, ids: texts, indexOf };
}

/** The index that the id under a key stands for, or -1 with a finding. */
export function indexAt(
  object: JsonObject,
  key: string,
  table: IdTable,
  at: { readonly path: string; readonly findings: Findings },
): number {
  const id = valueAt(object, key);
  const index = typeof id === "string" ? table.indexOf.get(id) : undefined;
  if (index !== undefined) return index;
  report(at.findings, `${at.path}.${key}`, typeof id === "string" ? `no ${table.noun} is called "${id}"` : `must name a ${table.noun}`);
  return -1;
}
