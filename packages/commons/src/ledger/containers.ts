// What is in what: packing lists, herds, toolboxes.

import type { EconomicEvent } from "@commonwright/rea";
import { textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { LedgerRefusal } from "./refusals.js";
import { isAccount } from "./resources.js";

const PACKS = new Set(["produce", "accept", "modify"]);

/**
 * The container that something is combined into, where the event does not name it: the one other resource that is produced, accepted or
 * modified in the same process. Refused where there is none, or more than one.
 */
export function inferredContainer(
  event: EconomicEvent,
  records: RecordsView,
): { readonly id: string } | { readonly refusal: LedgerRefusal } {
  const process = { kind: "process", id: event.inputOf ?? "" } as const;
  const inputs = records.referring("economicEvent", "inputOf", process);
  const outputs = records.referring("economicEvent", "outputOf", process);
  const packed = [...inputs, ...outputs].filter(({ body }) => PACKS.has(textOf(body["action"])));
  const ids = new Set(packed.map(({ body }) => body["resourceInventoriedAs"]).filter((id): id is string => typeof id === "string"));
  ids.delete(event.resourceInventoriedAs ?? "");
  const [id] = ids;
  return id !== undefined && ids.size === 1 ? { id } : { refusal: { type: "NoContainer", found: ids.size } };
}

/** What is wrong with putting a resource into a container, or taking it out. */
export function containerRefusal(event: EconomicEvent, records: RecordsView): LedgerRefusal | null {
  const { action, resourceInventoriedAs: resource, toResourceInventoriedAs: container } = event;
  if (resource === undefined || event.corrects !== undefined) return null;
  const within = records.get("economicResource", resource)?.body["containedIn"];
  if (action === "separate") return within === undefined ? { type: "NotContained", resource } : null;
  if (action !== "combine") return null;
  if (container === undefined) return { type: "NoContainer", found: 0 };
  if (isAccount(records.get("economicResource", container)?.body)) return { type: "AccountAsContainer", account: container };
  if (typeof within === "string" && within !== container) return { type: "ContainedElsewhere", resource, container: within };
  return isInside(container, resource, records) ? { type: "ContainsItself", resource } : null;
}

/** Whether a resource is another, or lies in it, however deep. */
export function isInside(resource: string, other: string, records: RecordsView): boolean {
  const passed = new Set<string>();
  for (
    let at: unknown = resource;
    typeof at === "string" && !passed.has(at);
    at = records.get("economicResource", at)?.body["containedIn"]
  ) {
    if (at === other) return true;
    passed.add(at);
  }
  return false;
}
