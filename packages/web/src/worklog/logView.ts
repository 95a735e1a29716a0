// What the page of the work log needs of the record: open jobs, stocks at hand, kinds of things.

import type { LoggedFragment, WorkLogQuery } from "../api/generated";
import type { Job, JobPart, Stock } from "./workEntry";

const OWNER = "commonwright:owner";

/** Somebody or something that work is done for. */
export interface Party {
  readonly id: string;
  readonly name: string;
}

/** A kind of thing that work may use or make. */
export interface Kind {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly symbol: string;
}

/** Everything the page works with. */
export interface LogView {
  readonly me: Party;
  /** For whom I may log: me, and what I own. */
  readonly parties: readonly Party[];
  readonly jobs: readonly Job[];
  /** Stocks of those for whom I may log, and of those who do the jobs. */
  readonly stocks: readonly Stock[];
  readonly kinds: readonly Kind[];
  /** Kinds of work: what is counted in hours. */
  readonly works: readonly Party[];
  /** What I logged lately, newest first. */
  readonly logged: readonly LoggedFragment[];
}

/** The view of an answer; null: nobody stands behind this session. */
export function logView(answer: WorkLogQuery): LogView | null {
  const { myAgent } = answer;
  if (myAgent === null) return null;
  const me = { id: myAgent.id, name: myAgent.name };
  const parties = partiesOf(myAgent);
  const jobs = answer.processes.edges.map(({ node }) => jobOf(node, me));
  const owners = new Set([...parties, ...jobs.map(({ maker }) => ({ id: maker }))].map(({ id }) => id));
  return {
    me,
    parties,
    stocks: stocksOf(answer, owners),
    kinds: kindsOf(answer),
    works: worksOf(answer),
    logged: myAgent.economicEventsAsProvider?.edges.map(({ node }) => node) ?? [],
    jobs,
  };
}

/** Somebody with what they own. */
type Myself = Pick<NonNullable<WorkLogQuery["myAgent"]>, "id" | "name" | "relationshipsAsSubject">;

/** For whom somebody may log: themselves, and what they own. */
export function partiesOf({ id, name, relationshipsAsSubject }: Myself): readonly Party[] {
  const relations = relationshipsAsSubject?.edges.map(({ node }) => node) ?? [];
  const owned = relations
    .filter(({ relationship }) => relationship.id === OWNER)
    .map(({ object }) => ({ id: object.id, name: object.name }));
  return [{ id, name }, ...owned];
}

type ProcessNode = WorkLogQuery["processes"]["edges"][number]["node"];
type PromiseNode = NonNullable<ProcessNode["committedInputs"]>[number];

function jobOf(process: ProcessNode, me: Party): Job {
  const outputs = process.committedOutputs ?? [];
  const scope = process.inScopeOf ?? [];
  // Who promised what comes out of it makes it; else who is in its scope; else I myself.
  const maker = [...outputs.map(({ provider }) => provider), ...scope, me][0]?.id ?? me.id;
  return {
    id: process.id,
    name: process.name,
    forWhom: scope.map(({ name }) => name).join(", "),
    maker,
    outputs: outputs.flatMap(partOf),
    inputs: (process.committedInputs ?? []).filter(({ action }) => action.id === "consume").flatMap(partOf),
  };
}

function partOf({ id, resourceConformsTo, resourceQuantity, openResourceQuantity }: PromiseNode): JobPart[] {
  const unit = resourceQuantity?.hasUnit?.id;
  if (resourceConformsTo === null || resourceQuantity === null || unit === undefined) return [];
  const planned = resourceQuantity.hasNumericalValue;
  const open = openResourceQuantity?.hasNumericalValue ?? planned;
  return [{ promise: id, kind: resourceConformsTo.id, name: resourceConformsTo.name, unit, planned, open }];
}

function stocksOf({ economicResources, resourceSpecifications }: WorkLogQuery, owners: ReadonlySet<string>): Stock[] {
  const money = new Set(resourceSpecifications.edges.filter(({ node }) => node.mediumOfExchange === true).map(({ node }) => node.id));
  return economicResources.edges.flatMap(({ node }) => {
    const { id, name, conformsTo, primaryAccountable, onhandQuantity } = node;
    const unit = onhandQuantity?.hasUnit ?? null;
    if (primaryAccountable === null || !owners.has(primaryAccountable.id) || money.has(conformsTo.id) || unit === null) return [];
    const stock = { id, name: name ?? conformsTo.name, kind: conformsTo.id, owner: primaryAccountable.id };
    return [{ ...stock, onhand: onhandQuantity?.hasNumericalValue ?? "0", unit: unit.id, symbol: unit.symbol }];
  });
}

const worksOf = ({ resourceSpecifications }: WorkLogQuery): Party[] =>
  resourceSpecifications.edges
    .filter(({ node }) => node.defaultUnitOfEffort?.id === "h" && node.defaultUnitOfResource === null)
    .map(({ node: { id, name } }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));

const kindsOf = ({ resourceSpecifications }: WorkLogQuery): Kind[] =>
  resourceSpecifications.edges
    .map(({ node }) => node)
    .filter(({ mediumOfExchange }) => mediumOfExchange !== true)
    .map(({ id, name, defaultUnitOfResource: unit }) => ({ id, name, unit: unit?.id ?? "piece", symbol: unit?.symbol ?? "" }))
    .toSorted((a, b) => a.name.localeCompare(b.name));

/** Whole pieces that fit on a phone as tiles; null: the quantity is stated as a number. */
export function tilesOf({ planned, open, unit }: JobPart): { readonly whole: number; readonly done: number } | null {
  const [whole, left] = [Number(planned), Number(open)];
  const isTiled = ["piece", "one"].includes(unit) && Number.isInteger(whole) && Number.isInteger(left) && whole > 0 && whole <= MOST_TILES;
  return isTiled ? { whole, done: whole - left } : null;
}

const MOST_TILES = 56;
