// What is decided on needs and machines: interim, until the commons decides.

import { type Entry, type JsonObject, type Recorded, type Need, type RegionState, toJson } from "@commonwright/commons";
import type { ApiRefusal, NeedChange, NeedInput, WorkshopCorrection } from "@commonwright/graphql";
import type { Decided } from "./writer.js";

export type Decision = Decided<{ readonly id: string; readonly warnings: readonly string[] }, ApiRefusal>;
interface Made {
  readonly at: string;
  readonly by: string;
}

const PRIORITIES = { vital: 1, useful: 2, nice: 3 } as const;
const refusal = (code: ApiRefusal["code"], message: string, details: ApiRefusal["details"]): Decision => ({
  refusal: { code, message, details },
});
const entry = (kind: Entry["kind"], { at, by }: Made, body: object): Entry => ({
  kind,
  version: 1,
  at,
  by,
  body: toJson(body) as JsonObject,
});
const decided = (id: string, entries: readonly Entry[]): Decision => ({ entries, answer: { id, warnings: [] } });

export function stateNeed(state: RegionState, need: NeedInput & { readonly id: string }, made: Made): Decision {
  const item = state.items.get(need.item);
  if (item === undefined) return refusal("BAD_INPUT", `There is no item ${need.item}.`, { item: need.item });
  if (!state.places.has(need.place)) return refusal("BAD_INPUT", `There is no place ${need.place}.`, { place: need.place });
  if (!(Number(need.quantity) > 0)) return refusal("BAD_INPUT", "A need asks for more than nothing.", { quantity: need.quantity });
  const body = {
    id: need.id,
    action: "transfer",
    resourceConformsTo: need.item,
    resourceQuantity: { hasNumericalValue: need.quantity, hasUnit: item.defaultUnitOfResource },
    atLocation: need.place,
    due: need.due,
    priority: PRIORITIES[need.priority],
    ...(need.name != null && { name: need.name }),
    ...(need.note != null && { note: need.note }),
  };
  const before = state.needs.get(need.id);
  if (before !== undefined) {
    const isSame =
      before.resourceConformsTo === need.item &&
      before.atLocation === need.place &&
      before.resourceQuantity.hasNumericalValue === need.quantity;
    return isSame ? decided(need.id, []) : refusal("CONFLICT", `The id ${need.id} was given to another need.`, { id: need.id });
  }
  return decided(need.id, [entry("intentStated", made, { ...body, statedAt: made.at, statedBy: made.by })]);
}

export function changeNeed(state: RegionState, change: NeedChange, made: Made): Decision {
  const need = state.needs.get(change.id);
  const wrong = checkRevision(need, change, "need");
  if (wrong !== null || need === undefined) return wrong ?? refusal("NOT_FOUND", "There is no such need.", {});
  const { revision: _revision, ...body } = need;
  return decided(need.id, [
    entry("intentChanged", made, {
      ...body,
      ...(change.quantity != null && { resourceQuantity: { ...need.resourceQuantity, hasNumericalValue: change.quantity } }),
      ...(change.place != null && { atLocation: change.place }),
      ...(change.due != null && { due: change.due }),
      ...(change.priority != null && { priority: PRIORITIES[change.priority] }),
      ...(change.name != null && { name: change.name }),
      ...(change.note != null && { note: change.note }),
    }),
  ]);
}

export function withdrawNeed(state: RegionState, asked: { readonly id: string; readonly revisionId: string }, made: Made): Decision {
  if (state.withdrawnNeeds.has(asked.id)) return decided(asked.id, []);
  const wrong = checkRevision(state.needs.get(asked.id), asked, "need");
  return wrong ?? decided(asked.id, [entry("intentWithdrawn", made, { id: asked.id })]);
}

export function correctWorkshop(state: RegionState, correction: WorkshopCorrection, made: Made): Decision {
  const workshop = state.workshops.get(correction.id);
  const wrong = checkRevision(workshop, correction, "workshop");
  if (wrong !== null || workshop === undefined) return wrong ?? refusal("NOT_FOUND", "There is no such workshop.", {});
  const { revision: _revision, ...body } = workshop;
  const machines = correction.machines.map((machine) => ({
    ...machine,
    isConfirmed: true,
    confirmedBy: correction.by,
    confirmedAt: made.at,
  }));
  return decided(workshop.id, [entry("machinesCorrected", made, { ...body, machines })]);
}

function checkRevision(
  noun: Recorded<Pick<Need, "id">> | undefined,
  { id, revisionId }: { readonly id: string; readonly revisionId: string },
  what: string,
): Decision | null {
  if (noun === undefined) return refusal("NOT_FOUND", `There is no ${what} ${id}.`, { id });
  const revision = String(noun.revision);
  if (revision === revisionId) return null;
  return refusal("STALE_REVISION", `Somebody changed this ${what} meanwhile; look at it again and change it anew.`, {
    id,
    revisionId,
    revision,
  });
}
