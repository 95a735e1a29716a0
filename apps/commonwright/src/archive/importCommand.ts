// `commonwright import-community` and `commonwright restore`: an archive, checked to its end, then taken in whole or not at all.

import { type CommonsStore, KEPT_LISTS, treeHeadText } from "@commonwright/commons";
import { type ProgressLine, progressLine } from "../progressLine.js";
import { printable } from "../refusal.js";
import { type DataPlace, openAlone, withOwnData } from "../upkeep/keptData.js";
import { EXIT, type World } from "../world.js";
import { ArchiveFault, type ArchivedLog, type ArchiveKind } from "./archiveFormat.js";
import { checkArchive, type CheckedArchive, takeArchive } from "./archiveIntake.js";
import { count, secondsSince, unknownLines } from "./archiveWords.js";

/** What the commands are called with. `replace`: a backup takes the place of what is there. */
export interface ImportArguments extends DataPlace {
  readonly file: string;
  readonly kind: ArchiveKind;
  readonly replace: boolean;
}

type CommandWorld = Pick<World, "out" | "err" | "isErrTerminal" | "now">;

/** Takes the archive in and gives the exit code: 0 all of it is there, 1 nothing was changed. */
export async function runImport(given: ImportArguments, world: CommandWorld): Promise<number> {
  const done = await imported(given, world);
  if ("refused" in done) {
    world.err(`${printable(done.refused)}\n`);
    return EXIT.refused;
  }
  world.out(done.text);
  return EXIT.done;
}

type Told = { readonly refused: string } | { readonly text: string };

interface Asked {
  readonly given: ImportArguments;
  readonly checked: CheckedArchive;
  readonly line: ProgressLine;
}

async function imported(given: ImportArguments, world: CommandWorld): Promise<Told> {
  const started = world.now();
  const line = progressLine(world);
  try {
    const checked = await checkArchive(given.file, (entries) => line.tell(() => `${count(entries)} entries looked at`));
    if (checked.header.kind !== given.kind) return { refused: otherKindText(given) };
    const work = given.kind === "backup" ? restoreInto : importInto;
    const kept = await withOwnData(
      given,
      (store) => work(store, { given, checked, line }),
      openAlone(
        `${given.kind === "backup" ? "A restore" : "An import"} is for a server that is stopped; backup and export-community work beside one that runs.`,
      ),
    );
    const told = "refused" in kept ? kept : kept.outcome;
    line.end();
    return "refused" in told ? told : { text: takenText(told, checked, secondsSince(started, world.now())) };
  } catch (fault) {
    if (!(fault instanceof ArchiveFault)) throw fault;
    return { refused: `${fault.message} Nothing was changed.` };
  } finally {
    line.end();
  }
}

const otherKindText = ({ file, kind }: ImportArguments): string =>
  kind === "backup"
    ? `${file} holds one community and is no backup; commonwright import-community takes it.`
    : `${file} is a backup of a whole store and not the export of a community; commonwright restore takes it.`;

/** What was done, as a sentence without its point, and what follows from it. */
type Taken = { readonly refused: string } | { readonly done: string; readonly note: string };

async function restoreInto(store: CommonsStore, asked: Asked): Promise<Taken> {
  const { given, checked } = asked;
  if (!given.replace && !(await isEmpty(store)))
    return { refused: "There is data in this place already; restore into another one, or put the backup in its place with --replace." };
  await takeArchive(store, { ...takingOf(asked), replacing: given.replace, listsAlso: true });
  const { length } = checked.header.communities;
  return { done: `${count(length)} ${length === 1 ? "community" : "communities"} with ${entriesText(checked.entries)} restored`, note: "" };
}

const isEmpty = (store: CommonsStore): Promise<boolean> =>
  store.whole(async (view) => {
    if ((await view.communities()).length > 0) return false;
    for (const { name, isOfCommunity } of KEPT_LISTS)
      if (!isOfCommunity) for await (const rows of view.rows({ name, community: null })) if (rows.length > 0) return false;
    return true;
  });

async function importInto(store: CommonsStore, asked: Asked): Promise<Taken> {
  const [log] = asked.checked.header.communities;
  if (log === undefined) throw new Error("an archive of a community has one");
  const { id, head } = log;
  const { sequence: there } = await store.head(id);
  if (there >= head.sequence) return { refused: thereText(log, there) };
  await takeArchive(store, { ...takingOf(asked), replacing: false, listsAlso: there === 0 });
  const [served] = await store.communities();
  const note = served === id ? "commonwright up serves it." : `commonwright up serves another one that this data has, ${served}.`;
  const taken =
    there === 0
      ? `${entriesText(head.sequence)} of the community ${id} were taken in`
      : `The community ${id} was there with ${entriesText(there)}; ${count(head.sequence - there)} more were taken in, and no plans`;
  return { done: taken, note };
}

const entriesText = (entries: number): string => `${count(entries)} ${entries === 1 ? "entry" : "entries"}`;

function thereText({ id, head }: ArchivedLog, there: number): string {
  const begun = `The community ${id} is there already, with ${entriesText(there)}; the archive has ${count(head.sequence)}.`;
  return `${begun} Nothing was changed: only an archive that goes on behind them is taken in.`;
}

function takingOf({ given, checked, line }: Asked) {
  const onEntries = (entries: number) => line.tell(() => `${count(entries)} of ${count(checked.entries)} entries taken in`);
  return { file: given.file, checked, onEntries };
}

function takenText(
  { done, note }: { readonly done: string; readonly note: string },
  { header, unknown, skipped }: CheckedArchive,
  seconds: string,
): string {
  return [
    `${done}, in ${seconds} s.${note === "" ? "" : ` ${note}`}`,
    ...unknownLines(unknown),
    ...skipped.map(
      (name) => `The section ${JSON.stringify(name)} was passed over: this version does not know it, and nothing is wrong without it.`,
    ),
    ...header.communities.flatMap(({ id, head }) => [`Community ${id}`, `Head: ${treeHeadText(head)}`]),
  ]
    .map((line) => `${printable(line)}\n`)
    .join("");
}
