// The processes of a plan as a network: which must end before which can begin.

import type { JsonObject } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { RecordRow } from "../log/records.js";
import { textAt } from "./bodyText.js";
import { instantOf } from "./instant.js";
import { type CriticalPath, criticalPath, type NetworkStep } from "./planSchedule.js";
import { readTogether } from "./readTogether.js";

/** The longest chain of a plan's processes: their ids, and how many milliseconds they take together. Processes without times are left aside. */
export const criticalPathOf = (records: RecordsView, planId: string): CriticalPath => criticalPath(planNetwork(records, planId));

interface Node {
  readonly row: RecordRow;
  readonly begin: number;
  readonly end: number;
  readonly inputs: readonly JsonObject[];
  readonly outputs: readonly JsonObject[];
}

/** Links between processes are not recorded: an input comes from what gives out the same resource, else the same kind at the stage that is wanted, in time. */
function planNetwork(records: RecordsView, planId: string): readonly NetworkStep[] {
  const processes = records.referring("process", "plannedWithin", { kind: "plan", id: planId });
  const nodes = readTogether(processes, (row) => nodeOf(records, row)).flat();
  return nodes.map((node) => ({
    id: node.row.id,
    duration: node.end - node.begin,
    needs: nodes.filter((other) => isBefore(other, node) && feeds(other, node)).map(({ row }) => row.id),
  }));
}

function nodeOf(records: RecordsView, row: RecordRow): readonly Node[] {
  const [begin, end] = [instantOf(textAt(row.body, "hasBeginning")), instantOf(textAt(row.body, "hasEnd"))];
  if (begin === null || end === null) return [];
  const [inputs = [], outputs = []] = readTogether(["inputOf", "outputOf"], (side) =>
    readTogether(["commitment", "intent"] as const, (kind) => records.referring(kind, side, row).map(({ body }) => body)).flat(),
  );
  return [{ row, begin, end, inputs, outputs }];
}

/** Of two that take no time at the same instant, the one planned later feeds the other: a plan is worked out from its end. */
function isBefore(one: Node, other: Node): boolean {
  if (one.row.id === other.row.id || one.end > other.begin) return false;
  return one.begin < other.begin || one.end < other.end || one.row.created > other.row.created;
}

const feeds = ({ row, outputs }: Node, { inputs }: Node): boolean =>
  inputs.some((input) =>
    outputs.some((output) => {
      const resource = input["resourceInventoriedAs"];
      if (resource !== undefined) return output["resourceInventoriedAs"] === resource;
      const isOfKind = input["resourceConformsTo"] !== undefined && input["resourceConformsTo"] === output["resourceConformsTo"];
      return isOfKind && [undefined, row.body["basedOn"], output["stage"]].includes(input["stage"]);
    }),
  );
