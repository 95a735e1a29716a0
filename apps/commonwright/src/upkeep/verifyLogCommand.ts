// `commonwright verify`: is the log whole, and are the records what it amounts to?

import { type CommonsStore, newReplay, type RecordDifference, type TreeHead, treeHeadText } from "@commonwright/commons";
import { StoreFault } from "@commonwright/store";
import { progressLine } from "../progressLine.js";
import { printable } from "../refusal.js";
import { EXIT, type World } from "../world.js";
import { countText, differenceLines } from "./differenceText.js";
import { unknownLines } from "../archive/archiveWords.js";
import { communitiesAsked, type DataPlace, withKeptData } from "./keptData.js";
import { logPages } from "./logPages.js";
import { logFaultText, type LogVerdict, verifyLog } from "./logVerification.js";

/** What the command is called with. */
export interface VerifyLogArguments extends DataPlace {
  /** Absent: every community there is. */
  readonly community?: string | undefined;
  readonly expectedHead?: TreeHead | undefined;
  readonly json: boolean;
  /** True: records are not looked at. */
  readonly logOnly: boolean;
}

type CommandWorld = Pick<World, "out" | "err" | "isErrTerminal" | "now">;

/** One community, looked at. `differences` is null where records were not compared; `unreadable` says why they could not be. */
interface Finding extends LogVerdict {
  readonly community: string;
  readonly expected: TreeHead | undefined;
  readonly differences: readonly RecordDifference[] | null;
  readonly unreadable: string | null;
}

/** Looks at everything and gives the exit code: 0 all is whole, 1 it is not, or cannot be looked at. */
export async function runVerifyLog(given: VerifyLogArguments, world: CommandWorld): Promise<number> {
  const kept = await withKeptData(given, async (store) => {
    const communities = await communitiesAsked(store, given.community);
    if ("refused" in communities) return communities;
    if (given.expectedHead !== undefined && communities.length > 1)
      return { refused: `The head that was kept is that of one community; say which with --community: ${communities.join(", ")}.` };
    const findings: Finding[] = [];
    for (const community of communities) findings.push(await finding(store, community, { given, world }));
    return findings;
  });
  const result = "refused" in kept ? kept : kept.outcome;
  if ("refused" in result) {
    if (given.json) world.out(`${JSON.stringify({ ok: false, message: result.refused, logs: [] })}\n`);
    else world.err(`${printable(result.refused)}\n`);
    return EXIT.refused;
  }
  const ok = result.every(isWhole);
  if (given.json) world.out(`${JSON.stringify({ ok, logs: result.map(findingDocument) })}\n`);
  else world.out(result.map(findingText).join("\n"));
  return ok ? EXIT.done : EXIT.refused;
}

interface Asked {
  readonly given: VerifyLogArguments;
  readonly world: CommandWorld;
}

async function finding(store: CommonsStore, community: string, { given, world }: Asked): Promise<Finding> {
  const line = progressLine(world);
  try {
    const onPage = (entries: number) => line.tell(() => `${count(entries)} entries looked at`);
    const expected = given.expectedHead;
    const verdict = await verifyLog(logPages(store, community), { community, expected, onPage });
    const found = { ...verdict, community, expected };
    // Records of a log that is not whole say nothing.
    if (verdict.fault !== null || given.logOnly) return { ...found, differences: null, unreadable: null };
    return { ...found, ...(await compared(store, community, line.tell)) };
  } finally {
    line.end();
  }
}

async function compared(store: CommonsStore, community: string, tell: (text: () => string) => void) {
  const replay = newReplay();
  let entries = 0;
  try {
    const differences = await store.compare(community, (page) => {
      entries += page.length;
      tell(() => `records of ${count(entries)} entries made`);
      return replay(page);
    });
    return { differences, unreadable: null };
  } catch (fault) {
    // Entries that amount to nothing that can be kept: whoever wrote them, it was not this program.
    if (fault instanceof StoreFault) throw fault;
    return { differences: null, unreadable: fault instanceof Error ? fault.message : String(fault) };
  }
}

const isWhole = ({ fault, differences, unreadable }: Finding): boolean =>
  fault === null && unreadable === null && (differences === null || differences.length === 0);

function findingText(found: Finding): string {
  const { community, head, fault, differences, unreadable, unknown } = found;
  const lines = [`Community ${printable(community)}`];
  if (fault === null)
    lines.push(`The log is whole: ${count(head.sequence)} ${head.sequence === 1 ? "entry" : "entries"}, each behind the one before.`);
  else lines.push(logFaultText(fault));
  lines.push(...expectedLines(found), ...unknownLines(unknown));
  if (unreadable !== null) lines.push(`The records could not be compared with the log: ${printable(unreadable)}`);
  if (differences !== null && differences.length === 0) lines.push("The records are what the log amounts to.");
  if (differences !== null && differences.length > 0)
    lines.push(
      `${capitalised(countText(differences))} from what the log amounts to; commonwright rebuild mends that:`,
      ...differenceLines(differences),
    );
  lines.push(`${fault === null ? "Head" : "Whole up to"}: ${treeHeadText(head)}`);
  return `${lines.join("\n")}\n`;
}

/** That the log has had the head that was kept. That it has not is told as its fault. */
function expectedLines({ expected, hasExpected, head, fault }: Finding): readonly string[] {
  if (expected === undefined || hasExpected !== true) return [];
  const { sequence } = expected;
  const kept =
    sequence === 0
      ? "The head that was kept is that of a log before its first entry"
      : `Entry ${count(sequence)} is the head that was kept`;
  if (fault !== null) return [`${kept}; what is wrong came after it.`];
  const more = head.sequence - sequence;
  const later = more === 0 ? "nothing" : `${count(more)} ${more === 1 ? "entry" : "entries"}`;
  return [`${kept}; ${later} came after it.`];
}

function findingDocument(found: Finding): unknown {
  const { community, head, fault, expected, hasExpected, differences, unreadable, unknown } = found;
  return {
    community,
    ok: isWhole(found),
    head: treeHeadText(head),
    ...(expected === undefined ? {} : { expectedHead: { head: treeHeadText(expected), found: hasExpected } }),
    fault: fault === null ? null : { ...fault, message: logFaultText(fault) },
    unknown,
    differences,
    ...(unreadable === null ? {} : { message: unreadable }),
  };
}

const count = (number: number) => number.toLocaleString("en");
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
