// Plans: flows, workshops over time, deliveries, purchases, shortages, and what changed.

import {
  adoptedPlanId,
  type FlowNodeReading,
  type FlowReading,
  type PlanChange,
  planChange,
  type PlanReading,
  type WorkshopChange,
} from "@commonwright/commons";
import type { CurrentPlan, PlanSummary } from "../ports.js";
import { coarseCosts, visibleRoad } from "../viewing/coarse.js";
import type { Fields } from "../viewing/fields.js";
import type { VisiblePlace, VisibleWorkshop } from "../viewing/mask.js";
import type { RegionView } from "../viewing/regionView.js";
import { priorityName } from "../needs/needFields.js";
import { unmetCodeName } from "../needs/needAnswer.js";
import { limitFields } from "./limitFields.js";
import { openShares } from "./shares.js";
import { whyFieldMaps } from "./whyFields.js";

type UnmetReading = PlanReading["needs"][number];
type GanttRow = PlanReading["rows"][number];
type GanttBar = GanttRow["bars"][number];
type ShipmentReading = PlanReading["shipments"][number];
type PurchaseReading = PlanReading["purchases"][number];
type ScarcityReading = PlanReading["scarce"][number];
/** Between two plans by their numbers. */
interface NumberedChange extends PlanChange {
  readonly from: number;
  readonly to: number;
}

const planFields: Fields<CurrentPlan> = {
  number: ({ row }) => row.number,
  hash: ({ row }) => row.hash,
  madeAt: ({ row }) => row.madeAt,
  status: ({ reading }) => reading.status,
  proof: ({ reading }) => reading,
  cost: ({ reading }) => reading.cost,
  adopted: async ({ row }, _args, context) => {
    context.isOfMoment = false;
    return (await context.ledger.record("plan", adoptedPlanId(row.hash)))?.id ?? null;
  },
  isBehind: ({ row }, _args, { view }) => row.sequence < view.state.regionSequence,
  priorities: ({ reading }) => reading.priorities,
  marketMoney: ({ reading }) => reading.marketMoney,
  marketKnownShare: ({ reading }) => reading.marketKnownShare,
  flows: ({ reading }, _args, { view }) => reading.flows.map((flow) => visibleFlow(view, flow)),
  rows: ({ reading }) => reading.rows,
  shipments: ({ reading }) => reading.shipments,
  purchases: ({ reading }) => reading.purchases,
  scarce: ({ reading }) => reading.scarce,
  unmet: ({ reading }, _args, { view }) =>
    reading.needs.filter(({ need, unmet, unmetCode }) => unmet > 0 && unmetCode !== null && view.need(need)),
  levels: ({ reading }) => reading.levels,
  boughtShare: ({ reading }) => reading.boughtShare,
  stockShare: ({ reading }) => reading.stockShare,
  unmetShare: ({ reading }) => reading.unmetShare,
  change: ({ row, reading, before }): NumberedChange | null =>
    before === null ? null : { from: before.number, to: row.number, ...planChange(before.reading, reading) },
};

/** What is paid for carrying to one place tells how far away it is. */
function visibleFlow(view: RegionView, flow: FlowReading): FlowReading {
  return flow.from.kind === "carrying" && view.mask.isHiding ? { ...flow, ...coarseCosts(view, flow, 2) } : flow;
}

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
};

const ganttBarFields: Fields<GanttBar> = {
  item: ({ item }, _args, { view }) => view.item(item),
};

const shipmentFields: Fields<ShipmentReading> = {
  item: ({ item }, _args, { view }) => view.item(item),
  from: ({ from }, _args, { view }): VisiblePlace => view.mask.place(from),
  to: ({ to }, _args, { view }): VisiblePlace => view.mask.place(to),
  km: (shipment, _args, { view }) => visibleRoad(view, shipment).km,
  cost: (shipment, _args, { view }) => visibleRoad(view, shipment).cost,
};
const purchaseFields: Fields<PurchaseReading> = {
  item: ({ item }, _args, { view }) => view.item(item),
  place: ({ place }, _args, { view }): VisiblePlace => view.mask.place(place),
};
const scarcityFields: Fields<ScarcityReading> = {
  limit: (row) => row,
  priority: ({ priority }) => (priority === undefined ? null : priorityName(priority)),
  waiting: ({ waiting }, _args, { view }) => openShares(view, waiting),
};
const unmetFields: Fields<UnmetReading> = {
  need: ({ need }, _args, { view }) => view.need(need),
  quantity: ({ unmet }) => unmet,
  code: ({ unmetCode }) => unmetCodeName(unmetCode ?? "limits"),
  reason: ({ unmetReason }, _args, { view }) => view.mask.sentence(unmetReason ?? ""),
};
const changeFields: Fields<NumberedChange> = {
  needsGained: ({ needsGained }, _args, { view }) => openShares(view, needsGained),
  needsLost: ({ needsLost }, _args, { view }) => openShares(view, needsLost),
};
const workshopChangeFields: Fields<WorkshopChange> = {
  workshop: ({ workshop }, _args, { view }): VisibleWorkshop => view.mask.workshop(workshop),
};

export const planFieldMaps = {
  ProvisioningPlan: planFields,
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
