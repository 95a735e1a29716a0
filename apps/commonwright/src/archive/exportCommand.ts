// `commonwright export-community` and `commonwright backup`: what is kept, written into an archive while others go on.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { treeHeadText, type WholeView } from "@commonwright/commons";
import { type ProgressLine, progressLine } from "../progressLine.js";
import { printable } from "../refusal.js";
import { communitiesAsked, type DataPlace, withKeptData } from "../upkeep/keptData.js";
import { logPages } from "../upkeep/logPages.js";
import { logFaultText, verifyLog } from "../upkeep/logVerification.js";
import { VERSION } from "../version.js";
import { EXIT, type World } from "../world.js";
import { archivePlaceRefusal, writeArchiveFile } from "./archiveFile.js";
import { ArchiveFault, type ArchivedLog, type ArchiveHeader, type ArchiveKind } from "./archiveFormat.js";
import { count, rowCountsText, secondsSince, unknownLines } from "./archiveWords.js";
import { archiveText, type WrittenArchive } from "./archiveWriting.js";

/** What the commands are called with. `community` absent: the one that is served; a backup has all. */
export interface ExportArguments extends DataPlace {
  readonly file: string;
  readonly kind: ArchiveKind;
  readonly force: boolean;
  readonly community?: string | undefined;
}

type CommandWorld = Pick<World, "out" | "err" | "isErrTerminal" | "now">;

/** Writes the archive and gives the exit code: 0 it is there whole, 1 nothing was written. */
export async function runExport(given: ExportArguments, world: CommandWorld): Promise<number> {
  const done = await exported(given, world);
  if ("refused" in done) {
    world.err(`${printable(done.refused)}\n`);
    return EXIT.refused;
  }
  world.out(done.text);
  return EXIT.done;
}

type Told = { readonly refused: string } | { readonly text: string };

async function exported(given: ExportArguments, world: CommandWorld): Promise<Told> {
  const refused = await archivePlaceRefusal(given);
  if (refused !== null) return refused;
  const line = progressLine(world);
  try {
    const kept = await withKeptData(given, (store) => store.whole((view) => writeArchive(view, { given, world, line })));
    return "refused" in kept ? kept : kept.outcome;
  } catch (fault) {
    if (!(fault instanceof ArchiveFault)) throw fault;
    return { refused: fault.message };
  } finally {
    line.end();
  }
}

interface Asked {
  readonly given: ExportArguments;
  readonly world: CommandWorld;
  readonly line: ProgressLine;
}

async function writeArchive(view: WholeView, { given, world, line }: Asked): Promise<Told> {
  const started = world.now();
  const ids = await idsAsked(view, given);
  if ("refused" in ids) return ids;
  const communities: ArchivedLog[] = [];
  let unknown = 0;
  for (const id of ids) {
    const onPage = (entries: number) => line.tell(() => `${count(entries)} entries looked at`);
    const verdict = await verifyLog(logPages(view, id), { community: id, onPage });
    if (verdict.fault !== null)
      return { refused: `${logFaultText(verdict.fault)} Nothing was written: what is not whole would not be taken in anywhere.` };
    communities.push({ id, head: verdict.head });
    unknown += verdict.unknown;
  }
  const header: ArchiveHeader = { kind: given.kind, madeAt: started.toISOString(), madeBy: `commonwright ${VERSION}`, communities };
  const all = communities.reduce((sum, { head }) => sum + head.sequence, 0);
  const onEntries = (written: number) => line.tell(() => `${count(written)} of ${count(all)} entries written`);
  const { bytes, outcome } = await writeArchiveFile(given, archiveText(view, { header, onEntries }));
  line.end();
  return { text: writtenText(given, { header, outcome, bytes, unknown, seconds: secondsSince(started, world.now()) }) };
}

/** A backup of what has no community yet is one, too: there may be sessions. */
async function idsAsked(view: WholeView, { kind, community }: ExportArguments): Promise<readonly string[] | { readonly refused: string }> {
  if (kind === "backup") return view.communities();
  const ids = await communitiesAsked(view, community);
  return "refused" in ids ? ids : ids.slice(0, 1);
}

interface Written {
  readonly header: ArchiveHeader;
  readonly outcome: WrittenArchive;
  readonly bytes: number;
  readonly unknown: number;
  readonly seconds: string;
}

/** What an archive does not hold, where it is there. */
function keysLines(data: string): readonly string[] {
  const file = join(resolve(data), "keys.json");
  return existsSync(file) ? [`The keys that the community was founded with are not in it; keep a copy of ${printable(file)}.`] : [];
}

function writtenText({ file, kind, data }: ExportArguments, { header, outcome, bytes, unknown, seconds }: Written): string {
  const { communities } = header;
  const of = kind === "backup" ? `${count(communities.length)} ${communities.length === 1 ? "community" : "communities"}, with ` : "";
  return [
    `${printable(file)} holds ${of}${rowCountsText(outcome.rows)}: ${count(bytes)} bytes, in ${seconds} s.`,
    ...unknownLines(unknown),
    ...outcome.leftOut.map(({ list, key, bytes: long }) => `Of the ${list}, ${printable(key)} was left out: it has ${count(long)} bytes.`),
    ...keysLines(data),
    ...communities.flatMap(({ id, head }) => [`Community ${id}`, `Head: ${treeHeadText(head)}`]),
    "",
  ].join("\n");
}
