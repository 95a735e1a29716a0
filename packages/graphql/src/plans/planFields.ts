// Plans: flows, workshops over time, deliveries, purchases, shortages, and what changed.

import type { CurrentPlan, PlanSummary } from "../ports.js";
import type { Fields } from "../viewing/fields.js";
import type { VisiblePlace, VisibleWorkshop } from "../viewing/mask.js";
import type { RegionView } from "../viewing/regionView.js";
import { priorityName } from "../needs/needFields.js";
import { unmetCodeName } from "../needs/needAnswer.js";
import { limitFields } from "./limitFields.js";
import { type PlanChange, planChange, type WorkshopHours } from "./planChange.js";
import type { FlowNodeReading, PlanReading, PurchaseReading, ScarcityReading, ShipmentReading, WorkReading } from "./planReading.js";
import { openShares } from "./shares.js";
import { whyFieldMaps } from "./whyFields.js";

type Row = PlanReading["rows"][number];
type UnmetReading = PlanReading["needs"][number];
/** A row with the plan's work at that workshop. */
export interface GanttRow extends Row {
  readonly bars: readonly WorkReading[];
}

const planFields: Fields<CurrentPlan> = {
  number: ({ row }) => row.number,
  hash: ({ row }) => row.hash,
  madeAt: ({ row }) => row.madeAt,
  status: ({ reading }) => reading.status,
  proof: ({ reading }) => reading,
  cost: ({ reading }) => reading.cost,
  isBehind: ({ row }, _args, { view }) => row.sequence < view.state.head.sequence,
  priorities: ({ reading }) => reading.priorities,
  marketMoney: ({ reading }) => reading.marketMoney,
  marketKnownShare: ({ reading }) => reading.marketKnownShare,
  flows: ({ reading }) => reading.flows,
  rows: ({ reading }): GanttRow[] =>
    reading.rows.map((row) => ({ ...row, bars: reading.work.filter(({ workshop }) => workshop === row.workshop) })),
  shipments: ({ reading }) => reading.shipments,
  purchases: ({ reading }) => reading.purchases,
  scarce: ({ reading }) => reading.scarce,
  unmet: ({ reading }, _args, { view }) =>
    reading.needs.filter(({ need, unmet, unmetCode }) => unmet > 0 && unmetCode !== null && view.need(need)),
  levels: ({ reading }) => reading.levels,
  boughtShare: ({ reading }) => reading.boughtShare,
  stockShare: ({ reading }) => reading.stockShare,
  unmetShare: ({ reading }) => reading.unmetShare,
  change: (plan) => planChange(plan),
};

const planHeadFields: Fields<PlanSummary> = {
  number: ({ row }) => row.number,
  hash: ({ row }) => row.hash,
  madeAt: ({ row }) => row.madeAt,
  sequence: ({ row }) => row.sequence,
  status: ({ reading }) => reading.status,
  gap: ({ reading }) => reading.gap,
  cost: ({ reading }) => reading.cost,
};

const outcomeFields: Fields<PlanReading["priorities"][number]> = { priority: ({ priority }) => priorityName(priority) };

const flowNodeFields: Fields<FlowNodeReading> = {
  ref: ({ kind, ref }, _args, { view }) => (kind === "workshop" && ref !== null ? view.mask.workshop(ref).id : ref),
  name: (node, _args, { view }) => nodeName(node, view),
  level: ({ kind, ref }, _args, { view }) =>
    kind === "workshop" && ref !== null ? view.mask.place(view.mask.workshop(ref).workshop.primaryLocation).level : null,
  unit: ({ kind, ref }, _args, { view }) => (kind === "need" && ref !== null ? view.item(ref).defaultUnitOfResource : null),
};

function nodeName({ kind, ref }: FlowNodeReading, view: RegionView): string {
  if (ref === null) return kind;
  switch (kind) {
    case "workshop":
      return view.mask.workshop(ref).name;
    case "item":
    case "stock":
    case "need":
      return view.item(ref).name ?? ref;
    case "machine":
    case "labour":
    case "carrying":
      return ref;
  }
}

const ganttRowFields: Fields<GanttRow> = {
  workshop: ({ workshop }, _args, { view }) => view.mask.workshop(workshop),
  isScarce: ({ bars }) => bars.some(({ isScarce }) => isScarce),
};

const hoursOf = ({ machineHours }: WorkReading) => machineHours.reduce((sum, { hours }) => sum + hours, 0);
const ganttBarFields: Fields<WorkReading> = {
  item: ({ item }, _args, { view }) => view.item(item),
  hours: (line) => hoursOf(line),
};

const shipmentFields: Fields<ShipmentReading> = {
  item: ({ item }, _args, { view }) => view.item(item),
  from: ({ from }, _args, { view }): VisiblePlace => view.mask.place(from),
  to: ({ to }, _args, { view }): VisiblePlace => view.mask.place(to),
};
const purchaseFields: Fields<PurchaseReading> = {
  item: ({ item }, _args, { view }) => view.item(item),
  place: ({ place }, _args, { view }): VisiblePlace => view.mask.place(place),
};
const scarcityFields: Fields<ScarcityReading> = {
  priority: ({ priority }) => (priority === null ? null : priorityName(priority)),
  waiting: ({ waiting }, _args, { view }) => openShares(view, waiting),
};
const unmetFields: Fields<UnmetReading> = {
  need: ({ need }, _args, { view }) => view.need(need),
  quantity: ({ unmet }) => unmet,
  code: ({ unmetCode }) => unmetCodeName(unmetCode ?? "limits"),
  reason: ({ unmetReason }, _args, { view }) => view.mask.sentence(unmetReason ?? ""),
};
const changeFields: Fields<PlanChange> = {
  needsGained: ({ needsGained }, _args, { view }) => openShares(view, needsGained),
  needsLost: ({ needsLost }, _args, { view }) => openShares(view, needsLost),
};
const workshopChangeFields: Fields<WorkshopHours> = {
  workshop: ({ workshop }, _args, { view }): VisibleWorkshop => view.mask.workshop(workshop),
};

export const planFieldMaps = {
  Plan: planFields,
  PlanHead: planHeadFields,
  PriorityOutcome: outcomeFields,
  FlowNode: flowNodeFields,
  GanttRow: ganttRowFields,
  GanttBar: ganttBarFields,
  Shipment: shipmentFields,
  Purchase: purchaseFields,
  Scarcity: scarcityFields,
  UnmetNeed: unmetFields,
  PlanChange: changeFields,
  WorkshopChange: workshopChangeFields,
  LimitPrice: limitFields,
  ...whyFieldMaps,
};
