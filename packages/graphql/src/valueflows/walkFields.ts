// Track and trace: one step or all of them, from an event, a resource or a process.

import type { RecordRow } from "@commonwright/commons";
import { API_LIMITS } from "../execution/limits.js";
import { refusalError } from "../execution/refusal.js";
import type { FlowKind, WalkAsk, WalkPage } from "../ports.js";
import type { ApiContext } from "../viewing/apiContext.js";
import type { RecordField } from "./nounFields.js";

interface WalkArgs {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** The fields `previous`, `next`, `track` and `trace` of a kind of flow, and their pages. */
export function walkFields(kind: FlowKind): Record<string, RecordField> {
  const step =
    (way: "previous" | "next"): RecordField =>
    async (row, _args, context) =>
      flowsOf(await walk(context, { row, kind, way }, {}), context);
  const whole =
    (way: "track" | "trace"): RecordField =>
    async (row, args: WalkArgs, context) =>
      flowsOf(await walk(context, { row, kind, way }, args), context);
  const page =
    (way: "track" | "trace"): RecordField =>
    async (row, args: WalkArgs, context) => {
      const skip = skipOf(args);
      const found = await walk(context, { row, kind, way }, args);
      const end = skip + found.flows.length;
      return {
        items: await flowsOf(found, context),
        endCursor: found.flows.length === 0 ? null : `flow${end}`,
        hasNextPage: end < found.total,
        truncated: found.isTruncated,
        totalCount: found.isTruncated ? null : found.total,
      };
    };
  return {
    previous: step("previous"),
    next: step("next"),
    track: whole("track"),
    trace: whole("trace"),
    trackPage: page("track"),
    tracePage: page("trace"),
  };
}

interface Start {
  readonly row: RecordRow;
  readonly kind: FlowKind;
  readonly way: WalkAsk["way"];
}

async function walk(context: ApiContext, { row, kind, way }: Start, args: WalkArgs): Promise<WalkPage> {
  const first = args.first ?? API_LIMITS.page;
  const most = API_LIMITS.page;
  if (first < 0)
    throw refusalError({ code: "BAD_INPUT", message: `A page cannot have ${first} flows; ask for 0 to ${most}.`, details: {} });
  if (first > most) {
    const message = `A page has at most ${most} flows; ${first} were asked for. Read on with endCursor.`;
    throw refusalError({ code: "LIMIT", message, details: { asked: first, most } });
  }
  return context.ledger.walk({ start: { kind, id: row.id, created: row.created }, way, first, skip: skipOf(args) });
}

function skipOf({ after }: WalkArgs): number {
  if (after === undefined || after === null) return 0;
  const parts = /^flow(\d{1,9})$/.exec(after);
  if (parts === null)
    throw refusalError({ code: "BAD_INPUT", message: `"${after.slice(0, 60)}" is no cursor; give back an endCursor.`, details: {} });
  return Number(parts[1]);
}

const flowsOf = ({ flows }: WalkPage, { ledger }: ApiContext): Promise<readonly RecordRow[]> => ledger.records(flows);
