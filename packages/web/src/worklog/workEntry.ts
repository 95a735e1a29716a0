// What somebody says they did, and the events that it comes to.

import { hoursText } from "./minutes";

/** What comes out of a job, or goes into it. */
export interface JobPart {
  /** Id of the promise that it keeps; null: nothing was promised. */
  readonly promise: string | null;
  /** Id of a ResourceSpecification. */
  readonly kind: string;
  readonly name: string;
  readonly unit: string;
  /** Exact decimal: what was promised. */
  readonly planned: string;
  /** What of it is still open. */
  readonly open: string;
}

/** A job that is open. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly forWhom: string;
  /** Id of the agent that does it: whose material goes in, and whose things come out. */
  readonly maker: string;
  readonly outputs: readonly JobPart[];
  readonly inputs: readonly JobPart[];
}

/** A stock at hand. */
export interface Stock {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly onhand: string;
  readonly unit: string;
  readonly symbol: string;
}

/** What is said; quantities are texts as they were typed, with a point. */
export interface WorkEntry {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly me: string;
  readonly job: Pick<Job, "id" | "name" | "maker">;
  /** Whether the job is recorded with it. */
  readonly isNewJob: boolean;
  readonly minutes: number;
  /** Id of the ResourceSpecification of the work; null: the plain one, which is recorded with it. */
  readonly work: string | null;
  readonly made: readonly { readonly part: JobPart; readonly quantity: string }[];
  readonly used: readonly { readonly stock: Stock; readonly quantity: string; readonly promise: string | null }[];
  /** What is left over of a material and kept, such as offcuts. */
  readonly scrap: readonly { readonly kind: string; readonly name: string; readonly unit: string; readonly quantity: string }[];
  readonly note: string;
}

/** One change of the API. */
export type Call =
  | { readonly change: "createProcess"; readonly process: Readonly<Record<string, unknown>> }
  | { readonly change: "createResourceSpecification"; readonly resourceSpecification: Readonly<Record<string, unknown>> }
  | {
      readonly change: "createEconomicEvent";
      readonly event: Readonly<Record<string, unknown>>;
      readonly newInventoriedResource?: Readonly<Record<string, unknown>>;
    };

const QUANTITY = /^\d{1,12}(\.\d{1,6})?$/;

/** Work of no particular kind, where a community has none yet. The same wherever it is recorded, so that it is recorded once. */
export const PLAIN_WORK = { id: "work", name: "Work", defaultUnitOfEffort: "h" } as const;

/** A quantity as it is sent, or null where it is none, or nothing. */
export function quantityOf(text: string): string | null {
  const plain = text.trim().replace(",", ".");
  return QUANTITY.test(plain) && !/^[0.]+$/.test(plain) ? plain : null;
}

/**
 * The changes that an entry comes to: the job where it is new, the work, what was used, made and left over. Their ids are made of the entry's, so that sending
 * it twice records it once. `stocks`: what is made is added to the maker's stock of its kind, where there is one.
 */
export function callsOf(entry: WorkEntry, stocks: readonly Stock[]): readonly Call[] {
  const { id, at, me, job, isNewJob, minutes, note } = entry;
  const shared = { hasPointInTime: at, provider: job.maker, receiver: job.maker };
  const process: Call[] = isNewJob ? [{ change: "createProcess", process: { id: job.id, name: job.name } }] : [];
  const remark = note.trim() === "" ? {} : { note: note.trim() };
  const work: Call[] =
    minutes === 0
      ? []
      : [
          ...(entry.work === null ? [{ change: "createResourceSpecification", resourceSpecification: PLAIN_WORK } as const] : []),
          event(`${id}:work`, {
            ...shared,
            action: "work",
            provider: me,
            inputOf: job.id,
            resourceConformsTo: entry.work ?? PLAIN_WORK.id,
            effortQuantity: { hasNumericalValue: hoursText(minutes), hasUnit: "h" },
            ...remark,
          }),
        ];
  const used = entry.used.flatMap(({ stock, quantity, promise }, index) => {
    const much = quantityOf(quantity);
    if (much === null) return [];
    const taken = {
      ...shared,
      action: "consume",
      inputOf: job.id,
      resourceInventoriedAs: stock.id,
      resourceQuantity: measure(much, stock.unit),
    };
    return [event(`${id}:used:${index}`, { ...taken, ...fulfilling(promise) })];
  });
  const made = entry.made.flatMap(({ part, quantity }, index) => {
    const much = quantityOf(quantity);
    return much === null ? [] : [madeCall(`${id}:made:${index}`, { entry, part, much, stocks })];
  });
  const scrap = entry.scrap.flatMap((left, index) => {
    const much = quantityOf(left.quantity);
    const part = { ...left, promise: null, planned: "0", open: "0" };
    return much === null ? [] : [madeCall(`${id}:scrap:${index}`, { entry, part, much, stocks })];
  });
  return [...process, ...work, ...used, ...made, ...scrap];
}

interface Made {
  readonly entry: WorkEntry;
  readonly part: JobPart;
  readonly much: string;
  readonly stocks: readonly Stock[];
}

function madeCall(id: string, { entry, part, much, stocks }: Made): Call {
  const { job, at } = entry;
  const stock = stocks.find(({ kind, owner, unit }) => kind === part.kind && owner === job.maker && unit === part.unit);
  const told = {
    hasPointInTime: at,
    provider: job.maker,
    receiver: job.maker,
    action: "produce",
    outputOf: job.id,
    resourceQuantity: measure(much, part.unit),
    ...fulfilling(part.promise),
  };
  if (stock !== undefined) return event(id, { ...told, resourceInventoriedAs: stock.id });
  return { ...event(id, { ...told, resourceConformsTo: part.kind }), newInventoriedResource: { id: `${id}:thing`, name: part.name } };
}

const event = (id: string, told: Readonly<Record<string, unknown>>) => ({ change: "createEconomicEvent", event: { id, ...told } }) as const;
const measure = (hasNumericalValue: string, hasUnit: string) => ({ hasNumericalValue, hasUnit });
const fulfilling = (promise: string | null) => (promise === null ? {} : { fulfills: [promise] });
