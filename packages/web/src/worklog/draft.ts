// What somebody is about to log, as they typed it.

import { quarter } from "./minutes";
import type { Pieces } from "./PieceTiles";
import { type Job, type JobPart, quantityOf, type Stock, type WorkEntry } from "./workEntry";
import { type Kind, type LogView, tilesOf } from "./logView";

/** A material or a thing with how much of it. */
export interface Line {
  /** Id of a stock, or of a kind of thing. */
  readonly of: string;
  readonly quantity: string;
}

/** The page as it stands. `job`: id of an open one; "": something else, called `name`. */
export interface LogDraft {
  readonly id: string;
  /** When it was begun; milliseconds. */
  readonly begun: number;
  readonly job: string;
  readonly name: string;
  /** For whom something else was done. */
  readonly maker: string;
  readonly minutes: number;
  /** Id of a kind of work; null: there is none yet. */
  readonly work: string | null;
  /** By the id of a promise. */
  readonly pieces: Readonly<Record<string, Pieces>>;
  readonly amounts: Readonly<Record<string, string>>;
  readonly used: readonly Line[];
  readonly made: readonly Line[];
  readonly scrap: readonly Line[];
  readonly note: string;
}

/** A page on which nothing was said yet. */
export function freshDraft({ id, begun }: { readonly id: string; readonly begun: number }, view: LogView): LogDraft {
  const [job] = view.jobs;
  const blank = { pieces: {}, amounts: {}, used: [], made: [], scrap: [], note: "", minutes: 0, work: view.works[0]?.id ?? null };
  return { ...blank, id, begun, job: job?.id ?? "", name: "", maker: view.me.id };
}

/** The job that a draft is about, new or open. */
export function jobOfDraft({ job, id, name, maker }: LogDraft, { jobs }: LogView): Job {
  return jobs.find((each) => each.id === job) ?? { id: `${id}:job`, name: name.trim(), forWhom: "", maker, outputs: [], inputs: [] };
}

/** Nothing of a part was done yet. */
export const NO_PIECES: Pieces = { now: 0, spoiled: new Set() };

/** How many of a part were made now, and how many of these are spoiled; `text` as it is sent. */
export function madeOf(draft: LogDraft, part: JobPart): { readonly text: string; readonly spoiled: number } {
  const key = part.promise ?? part.kind;
  if (tilesOf(part) === null) return { text: draft.amounts[key] ?? "", spoiled: 0 };
  const { now, spoiled } = draft.pieces[key] ?? NO_PIECES;
  return { text: String(now - spoiled.size), spoiled: spoiled.size };
}

/** What is wrong with a draft: the name of the line that is no quantity, or that something has no name; null: it can be sent. */
export type DraftFault = { readonly type: "NoName" } | { readonly type: "NoQuantity"; readonly name: string };

export function faultOf(draft: LogDraft, view: LogView): DraftFault | null {
  if (!view.jobs.some(({ id }) => id === draft.job) && draft.name.trim() === "") return { type: "NoName" };
  const lines = [...draft.used, ...draft.made, ...draft.scrap];
  const wrong = lines.find(({ of, quantity }) => of !== "" && quantity.trim() !== "" && quantityOf(quantity) === null);
  if (wrong !== undefined) return { type: "NoQuantity", name: nameOf(wrong.of, view) };
  const part = jobOfDraft(draft, view).outputs.find((each) => {
    const { text } = madeOf(draft, each);
    return text.trim() !== "" && !/^[0.]+$/.test(text) && quantityOf(text) === null;
  });
  return part === undefined ? null : { type: "NoQuantity", name: part.name };
}

const nameOf = (id: string, { stocks, kinds }: LogView): string => [...stocks, ...kinds].find((each) => each.id === id)?.name ?? id;

/** The draft as an entry. `spoiledNote` says in words how many are spoiled. */
export function entryOf(
  draft: LogDraft,
  view: LogView,
  { at, spoiledNote }: { readonly at: string; readonly spoiledNote: (many: number) => string },
): WorkEntry {
  const job = jobOfDraft(draft, view);
  const promised = job.outputs.map((part) => ({ part, ...madeOf(draft, part) }));
  const spoiled = promised.reduce((sum, each) => sum + each.spoiled, 0);
  return {
    id: draft.id,
    at,
    me: view.me.id,
    job,
    isNewJob: job.id === `${draft.id}:job`,
    minutes: quarter(draft.minutes),
    work: draft.work,
    made: [
      ...promised.map(({ part, text }) => ({ part, quantity: text })),
      ...draft.made.flatMap(({ of, quantity }) => kindLine(of, view).map((kind) => ({ part: plainPart(kind), quantity }))),
    ],
    used: draft.used.flatMap(({ of, quantity }) =>
      stockLine(of, view).map((stock) => ({ stock, quantity, promise: promiseFor(stock, job) })),
    ),
    scrap: draft.scrap.flatMap(({ of, quantity }) => kindLine(of, view).map(({ id, name, unit }) => ({ kind: id, name, unit, quantity }))),
    note: [draft.note.trim(), spoiled === 0 ? "" : spoiledNote(spoiled)].filter((part) => part !== "").join("; "),
  };
}

const kindLine = (id: string, { kinds }: LogView): readonly Kind[] => kinds.filter((kind) => kind.id === id);
const stockLine = (id: string, { stocks }: LogView): readonly Stock[] => stocks.filter((stock) => stock.id === id);
const plainPart = ({ id, name, unit }: Kind): JobPart => ({ promise: null, kind: id, name, unit, planned: "0", open: "0" });

/** The promise of material that a stock keeps: of its kind, in its unit. */
const promiseFor = ({ kind, unit }: Stock, { inputs }: Job): string | null =>
  inputs.find((part) => part.kind === kind && part.unit === unit)?.promise ?? null;
