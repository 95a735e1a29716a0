// Whole logs are found whole, and a thousand tampered copies are found where they were tampered with.

import type { LogText } from "@commonwright/commons";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logPages } from "../../src/upkeep/logPages.js";
import { logFaultText, verifyLog } from "../../src/upkeep/logVerification.js";
import { agentEntry, anyLog, anyTampering, FOUNDED, headAt, logOf } from "./tampering.js";

async function* pagesOf(texts: readonly LogText[], size: number) {
  for (let at = 0; at < texts.length; at += size) yield texts.slice(at, at + size);
}

const community = FOUNDED.id;
const anySize = fc.integer({ min: 1, max: 8 });

describe("the verification of a log", () => {
  it("[A50] finds a log whole that is, gives its head, and takes any head that the log has had", async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, anySize, fc.nat(), async (log, size, any) => {
        const seen: number[] = [];
        const expected = headAt(log, any % (log.texts.length + 1));
        const verdict = await verifyLog(pagesOf(log.texts, size), { community, expected, onPage: (entries) => seen.push(entries) });
        expect(verdict).toEqual({ head: headAt(log, log.texts.length), fault: null, hasExpected: true, unknown: 0 });
        expect(seen.at(-1)).toBe(log.texts.length);
      }),
      { numRuns: 200 },
    );
  });

  it("[A50] [A51] finds each of 1,000 tampered copies, at the first entry that is wrong", async () => {
    const tampered = anyLog.chain((log) => anyTampering(log).map((copy) => ({ log, copy })));
    await fc.assert(
      fc.asyncProperty(tampered, anySize, async ({ log, copy }, size) => {
        const expected = copy.needsHead ? headAt(log, log.texts.length) : undefined;
        const { fault, head } = await verifyLog(pagesOf(copy.texts, size), { community, expected });
        expect([copy.what, fault?.sequence]).toEqual([copy.what, copy.at]);
        if (fault === null) return;
        expect(logFaultText(fault)).toMatch(/^[A-Z].*\.$/);
        // Up to there it is as it was; a log that was written anew is whole by itself.
        if (copy.needsHead) expect((await verifyLog(pagesOf(copy.texts, size), { community })).fault).toBeNull();
        else expect(head.sequence).toBe(fault.sequence - 1);
      }),
      { numRuns: 1_000 },
    );
  });

  const log = logOf([FOUNDED.entry, ...["a", "b", "c", "d"].map((id) => agentEntry(id))]);
  const at = (index: number) => log.texts[index] ?? { sequence: 0, hash: "", text: "" };
  const kindOf = async (texts: readonly LogText[], size = 2, expected = headAt(log, 5)) =>
    (await verifyLog(pagesOf(texts, size), { community, expected })).fault?.kind;

  it.each([1, 2, 5])("[A50] says which of text and hash was changed, also across pages of %i", async (size) => {
    expect(await kindOf(log.texts.with(1, { ...at(1), text: at(2).text }), size)).toBe("Replaced");
    expect(await kindOf(log.texts.with(1, { ...at(1), hash: at(2).hash }), size)).toBe("WrongHash");
    expect(await kindOf(log.texts.with(1, { ...at(1), hash: at(2).hash, text: at(3).text }), size)).toBe("Unfitting");
    expect(await kindOf(log.texts.with(4, { ...at(4), text: at(2).text }), size)).toBe("Unfitting");
    expect(await kindOf(log.texts.with(1, at(0)), size)).toBe("Misplaced");
    expect(await kindOf(log.texts.toSpliced(1, 1), size)).toBe("Missing");
  });

  it("[A51] tells a head of another log from a head that is none, and a cut log", async () => {
    const [right, other] = [headAt(log, 3), headAt(log, 4)];
    expect(await kindOf(log.texts, 2, { ...right, hash: other.hash })).toBe("Rewritten");
    expect(await kindOf(log.texts, 2, { ...right, root: other.root })).toBe("OtherRoot");
    expect(await kindOf(log.texts, 2, { ...headAt(log, 0), root: other.root })).toBe("OtherRoot");
    expect(await kindOf(log.texts.slice(0, 2), 2, right)).toBe("Cut");
    expect(await kindOf([], 2, right)).toBe("Cut");
  });

  it("[A52] reads a log that grows as fast as it is read up to the head that it had, and no further", async () => {
    let written = 2;
    const growing = {
      head: async () => headAt(log, written),
      texts: async (_: string, after: number, limit: number) => {
        written += 1;
        return log.texts.slice(after, Math.min(after + limit, written));
      },
    };
    const read: number[] = [];
    for await (const page of logPages(growing, community, 1)) read.push(...page.map(({ sequence }) => sequence));
    expect(read).toEqual([1, 2]);
  });

  it("[A50] takes entries of any length", async () => {
    const long = logOf([FOUNDED.entry, agentEntry("a", "é".repeat(200_000)), agentEntry("b")]);
    expect(await verifyLog(pagesOf(long.texts, 1), { community })).toEqual({
      head: headAt(long, 3),
      fault: null,
      hasExpected: null,
      unknown: 0,
    });
  });
});
