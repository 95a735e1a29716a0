// Giving, lending and giving back: what can be handed over, and the event that it comes to.

import type { HandOverQuery } from "../api/generated";
import { partiesOf, type Party } from "./logView";
import { type Call, quantityOf } from "./workEntry";

/** give: it becomes theirs. lend: it stays whose it is. */
export const WAYS = ["give", "lend"] as const;
export type Way = (typeof WAYS)[number];

/** A stock of the record. */
export interface Held {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly owner: Party | null;
  /** Who has it: its custodian, or else its owner. */
  readonly keeper: Party | null;
  readonly place: string;
  readonly onhand: string;
  readonly unit: string;
  readonly symbol: string;
}

/** What the page works with. */
export interface HandOverView {
  readonly parties: readonly Party[];
  /** What is in the hands of those for whom I may speak. */
  readonly held: readonly Held[];
  readonly all: readonly Held[];
  readonly others: readonly Party[];
}

/** The view of an answer; null: nobody stands behind this session. */
export function handOverView({ myAgent, agents, economicResources }: HandOverQuery): HandOverView | null {
  if (myAgent === null) return null;
  const parties = partiesOf(myAgent);
  const all = economicResources.edges.flatMap(({ node }) => heldOf(node));
  const mine = new Set(parties.map(({ id }) => id));
  const held = all.filter(({ keeper, onhand }) => keeper !== null && mine.has(keeper.id) && !/^[-0.]*$|^-/.test(onhand));
  const others = agents.edges.map(({ node }) => ({ id: node.id, name: node.name })).toSorted((a, b) => a.name.localeCompare(b.name));
  return { parties, held, all, others };
}

type Node = HandOverQuery["economicResources"]["edges"][number]["node"];

function heldOf({ id, name, primaryAccountable, custodian, conformsTo, currentLocation, onhandQuantity }: Node): Held[] {
  const unit = onhandQuantity?.hasUnit ?? null;
  if (unit === null || conformsTo.mediumOfExchange === true) return [];
  const keeper = custodian ?? primaryAccountable;
  return [
    {
      id,
      name: name ?? conformsTo.name,
      kind: conformsTo.id,
      owner: primaryAccountable,
      keeper,
      place: currentLocation?.name ?? "",
      onhand: onhandQuantity?.hasNumericalValue ?? "0",
      unit: unit.id,
      symbol: unit.symbol,
    },
  ];
}

/** What is said on the page. */
export interface Handing {
  readonly id: string;
  readonly at: string;
  readonly thing: Held;
  readonly to: string;
  readonly way: Way;
  readonly quantity: string;
  readonly note: string;
}

/** Whether something can only be lent on or given back: it is not theirs who have it. */
export const isBorrowed = ({ owner, keeper }: Held): boolean => owner !== null && keeper !== null && owner.id !== keeper.id;

/** The event; null: it says no quantity. What arrives is added to a stock of its kind that the receiver has, whose it is alike; else it is a new one. */
export function handingCall(handing: Handing, all: readonly Held[]): Call | null {
  const { id, at, thing, to, way, note } = handing;
  const quantity = quantityOf(handing.quantity);
  if (quantity === null || thing.keeper === null) return null;
  const owner = way === "give" ? to : (thing.owner?.id ?? "");
  const arrives = all.find(
    (each) =>
      each.id !== thing.id && each.kind === thing.kind && each.unit === thing.unit && each.keeper?.id === to && each.owner?.id === owner,
  );
  const told = {
    id,
    action: way === "give" ? "transfer" : "transferCustody",
    provider: thing.keeper.id,
    receiver: to,
    hasPointInTime: at,
    resourceInventoriedAs: thing.id,
    resourceQuantity: { hasNumericalValue: quantity, hasUnit: thing.unit },
    ...(note.trim() === "" ? {} : { note: note.trim() }),
  };
  if (arrives !== undefined) return { change: "createEconomicEvent", event: { ...told, toResourceInventoriedAs: arrives.id } };
  return { change: "createEconomicEvent", event: told, newInventoriedResource: { id: `${id}:thing`, name: thing.name } };
}
