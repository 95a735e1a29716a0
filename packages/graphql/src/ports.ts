// What the API needs from the house behind it.

import type {
  Given,
  ListAsk,
  NeedReading,
  NumberedPlan,
  PlainNoun,
  PlanFromRecipe,
  PlanReading,
  RecordKey,
  RecordKind,
  RecordRow,
  ReferringAsk,
  RegionState,
} from "@commonwright/commons";
import type { NounName } from "@commonwright/rea";
import type { ApiRefusal } from "./execution/refusal.js";
import type { WhyReading } from "./plans/whyReading.js";
import type { Viewer } from "./viewing/viewer.js";

/** Where a planning stands. */
export type PlanningStage = "firstAnswer" | "ways" | "priority1" | "priority2" | "priority3" | "cost" | "prices" | "reading";

/** What is being computed now. */
export interface PlanningStatus {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly stage: PlanningStage;
  readonly objective: number | null;
  readonly bound: number | null;
  /** Sequence of the log that it plans. */
  readonly sequence: number;
}

/** A plan that is kept: its row, what it says, and what the plan before it said. */
export interface CurrentPlan {
  readonly row: NumberedPlan;
  readonly reading: PlanReading;
  readonly before: { readonly number: number; readonly reading: PlanReading } | null;
}

/** What can be done for a need beside the current plan; `sequence` of the log that it has seen. */
export interface FirstAnswer extends NeedReading {
  readonly sequence: number;
}

/** Everything that can be seen, at one moment. The same value as long as nothing changes. */
export interface Moment {
  readonly state: RegionState;
  readonly plan: CurrentPlan | null;
  readonly firstAnswers: ReadonlyMap<string, FirstAnswer>;
}

/** A plan as the list of plans shows it. */
export interface PlanSummary {
  readonly row: NumberedPlan;
  readonly reading: Pick<PlanReading, "status" | "gap" | "cost">;
}

/** What the house shows of the record. */
export interface LedgerReads {
  /** The rows in the order of the keys; null: there is none. Those that were removed are there and say so. */
  readonly records: (keys: readonly RecordKey[]) => Promise<readonly (RecordRow | null)[]>;
  /** A row that is at hand, without waiting; null: there is none; undefined: `records` must be asked. */
  readonly peek: (key: RecordKey) => RecordRow | null | undefined;
  readonly list: (ask: ListAsk) => Promise<readonly RecordRow[]>;
  /** For each ask its page. */
  readonly referring: (asks: readonly ReferringAsk[]) => Promise<readonly (readonly RecordRow[])[]>;
  readonly count: (ask: CountAsk, most: number) => Promise<number>;
  /** Where a thing comes from, or goes to. */
  readonly walk: (ask: WalkAsk) => Promise<WalkPage>;
}

/** All records of a kind, or those that name another in a property. */
export interface CountAsk {
  readonly kind: RecordKind;
  readonly property?: string;
  readonly target?: RecordKey;
}

/** What can be tracked and traced. */
export type FlowKind = Extract<NounName, "economicEvent" | "economicResource" | "process">;
export interface FlowKey extends RecordKey {
  readonly kind: FlowKind;
}

/** Where a walk begins: a record that is there, with the entry that wrote it first. */
export interface FlowStart extends FlowKey {
  readonly created: number;
}

/** Upstream (`trace`, `previous`) or downstream (`track`, `next`), all of it or one step. */
export interface WalkAsk {
  readonly start: FlowStart;
  readonly way: "trace" | "track" | "previous" | "next";
  /** At most so many, after so many that were given before. */
  readonly first: number;
  readonly skip: number;
}

/** Flows in the order of the walk. `isTruncated`: there are more than are ever walked. */
export interface WalkPage {
  readonly flows: readonly FlowKey[];
  readonly total: number;
  readonly isTruncated: boolean;
}

/** How an input is called where it was given: its argument instead of the noun (empty: its properties are arguments), and properties that have another name. */
export interface InputNames {
  readonly argument: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** What can be told to the record. Ids that are absent are made by the house. */
export type LedgerCommand =
  | { readonly type: "record"; readonly noun: PlainNoun; readonly id?: string; readonly given: Given; readonly called?: InputNames }
  | {
      readonly type: "change";
      readonly noun: PlainNoun;
      readonly revisionId: string;
      readonly given: Given;
      readonly called?: InputNames;
    }
  | { readonly type: "remove"; readonly noun: PlainNoun; readonly revisionId: string }
  | { readonly type: "removeById"; readonly noun: PlainNoun; readonly id: string }
  | {
      readonly type: "event";
      readonly id?: string;
      readonly given: Given;
      readonly called?: InputNames;
      readonly newResource?: { readonly id?: string; readonly given: Given };
    }
  | {
      readonly type: "describe";
      readonly noun: "economicEvent" | "economicResource";
      readonly revisionId: string;
      readonly given: Given;
      readonly called?: InputNames;
    }
  | ({ readonly type: "plan"; readonly planId?: string; readonly agent?: string } & Omit<PlanFromRecipe, "planId" | "agent" | "idOf">)
  | { readonly type: "accept"; readonly id?: string; readonly proposal: string; readonly accepter: string; readonly quantity?: string }
  | { readonly type: "accountLimit"; readonly revisionId: string; readonly lowestBalance: string };

/** What the house shows. */
export interface Reads {
  readonly ledger: LedgerReads;
  readonly moment: () => Moment;
  readonly planning: () => PlanningStatus | null;
  /** A plan by its number; null: there is none, or its documents were pruned. */
  readonly plan: (number: number) => Promise<CurrentPlan | null>;
  /** The newest plans, newest first. */
  readonly plans: (first: number) => Promise<readonly PlanSummary[]>;
  /** All ways to bring an item to where it is used, at the prices of a plan. */
  readonly why: (plan: CurrentPlan, use: WhyUse) => Promise<WhyReading>;
}

/** What `why` is asked about. */
export interface WhyUse {
  readonly item: string;
  readonly place: string;
  readonly period: string;
  readonly source: "made" | "bought" | "stock";
  readonly recipe: string | null;
}

/** A change that was made: the log's sequence after it, and what the maker should know. */
export interface Changed {
  readonly id: string;
  readonly sequence: number;
  readonly warnings: readonly string[];
}
export type ChangeOutcome = Changed | { readonly refused: ApiRefusal };

export interface NeedInput {
  readonly id?: string | null;
  readonly item: string;
  readonly quantity: string;
  readonly place: string;
  readonly due: string;
  readonly priority: "vital" | "useful" | "nice";
  readonly name?: string | null;
  readonly note?: string | null;
}
export interface NeedChange extends Partial<Omit<NeedInput, "id" | "item" | "quantity" | "place" | "due" | "priority">> {
  readonly id: string;
  readonly revisionId: string;
  readonly quantity?: string | null;
  readonly place?: string | null;
  readonly due?: string | null;
  readonly priority?: NeedInput["priority"] | null;
}
export interface WorkshopCorrection {
  readonly id: string;
  readonly revisionId: string;
  readonly machines: readonly { readonly capability: string; readonly hoursPerPeriod: string; readonly costPerHour: string }[];
  readonly by: string;
}

/** What the house does. Every change is durable before its outcome comes. */
export interface Commands {
  readonly tell: (command: LedgerCommand, viewer: Viewer) => Promise<ChangeOutcome>;
  readonly stateNeed: (need: NeedInput, viewer: Viewer) => Promise<ChangeOutcome>;
  readonly changeNeed: (change: NeedChange, viewer: Viewer) => Promise<ChangeOutcome>;
  readonly withdrawNeed: (need: { readonly id: string; readonly revisionId: string }, viewer: Viewer) => Promise<ChangeOutcome>;
  readonly correctWorkshop: (correction: WorkshopCorrection, viewer: Viewer) => Promise<ChangeOutcome>;
  /** Adopts a plan by its number. */
  readonly adoptPlan: (number: number, viewer: Viewer) => Promise<ChangeOutcome>;
  /** False: nothing ran or waited. */
  readonly cancelPlanning: () => boolean;
  readonly startPlanning: () => void;
  /** Gives the id under which the event `whatIf` will come. */
  readonly askWhatIf: (withoutWorkshop: string) => string | { readonly refused: ApiRefusal };
}
