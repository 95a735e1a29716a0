// What can be wrong with what is told to the ledger, as plain values with the facts for a sentence, and what people should know although it was taken.

import type { Action } from "@commonwright/rea";
import type { RefusalCode } from "../needs/refusals.js";
import { LEDGER_LIMITS } from "./ledgerLimits.js";

/** Why the ledger did not take something. `at` is the path of the value: "event.resourceQuantity". */
export type LedgerRefusal =
  | { readonly type: "Missing"; readonly at: string; readonly why: string }
  | { readonly type: "NotAnInstant"; readonly at: string; readonly text: string }
  | { readonly type: "NotAnAction"; readonly at: string; readonly text: string }
  | { readonly type: "NotAmong"; readonly at: string; readonly text: string; readonly choices: readonly string[] }
  | { readonly type: "NotADecimal"; readonly at: string; readonly text: string }
  | { readonly type: "Negative"; readonly at: string; readonly text: string }
  /** Of what nothing can correct: it may be nothing, and not less. */
  | { readonly type: "BelowNothing"; readonly at: string; readonly text: string }
  | { readonly type: "NotAboveNothing"; readonly at: string; readonly text: string }
  | { readonly type: "UnitMissing"; readonly at: string }
  | { readonly type: "UnitUnknown"; readonly at: string; readonly unit: string }
  | {
      readonly type: "UnitOther";
      readonly at: string;
      readonly unit: string;
      readonly wanted: string;
      readonly of: string;
      /** How people call both, where that is not their ids. */
      readonly labels?: { readonly unit: string; readonly wanted: string };
    }
  | { readonly type: "TextTooLong"; readonly at: string; readonly length: number; readonly most: number }
  | { readonly type: "TextUnreadable"; readonly at: string }
  | { readonly type: "ListTooLong"; readonly at: string; readonly length: number; readonly most: number }
  | { readonly type: "NotANumber"; readonly at: string }
  | { readonly type: "BadId"; readonly at: string; readonly id: string }
  | { readonly type: "NoSuch"; readonly at: string; readonly noun: string; readonly id: string }
  | { readonly type: "PointAndSpan"; readonly at: string }
  | { readonly type: "EndsBeforeItBegins"; readonly at: string }
  | { readonly type: "WrongSide"; readonly at: string; readonly action: Action; readonly right: string }
  | { readonly type: "SameProcess" }
  | { readonly type: "CannotCreate"; readonly action: Action }
  | { readonly type: "NewAndExisting"; readonly at: string }
  | { readonly type: "NotUsed"; readonly at: string; readonly action: Action }
  | { readonly type: "SpecificationsDiffer"; readonly from: string; readonly to: string; readonly resource: string }
  | { readonly type: "OfAnotherKind"; readonly said: string; readonly resource: string; readonly kind: string }
  | {
      readonly type: "NotAccountable";
      readonly action: Action;
      readonly resource: string;
      readonly provider: string;
      readonly accountable: string;
    }
  | {
      readonly type: "NotCustodian";
      readonly action: Action;
      readonly resource: string;
      readonly provider: string;
      readonly custodian: string;
    }
  | {
      readonly type: "HeldByAnother";
      readonly action: Action;
      readonly resource: string;
      readonly receiver: string;
      readonly holder: string;
      /** What the holder is to the resource, and the event would change. */
      readonly as: "accountable" | "custodian";
    }
  | {
      readonly type: "CountsNothing";
      readonly at: string;
      readonly commitment: string;
      /** As people call them. */
      readonly unit: string;
      readonly wanted: string;
    }
  | { readonly type: "PublishedAlready"; readonly proposal: string; readonly intent: string; readonly proposedIntent: string }
  | { readonly type: "BuiltIn"; readonly unit: string }
  | { readonly type: "AgentsDiffer"; readonly action: Action }
  | { readonly type: "NoEarlier"; readonly action: Action; readonly pair: Action; readonly resource: string; readonly process: string }
  | { readonly type: "NoContainer"; readonly found: number }
  | { readonly type: "ContainedElsewhere"; readonly resource: string; readonly container: string }
  | { readonly type: "NotContained"; readonly resource: string }
  | { readonly type: "ContainsItself"; readonly resource: string }
  | { readonly type: "ContainerInParts"; readonly resource: string; readonly onhand: string; readonly taken: string }
  | { readonly type: "CorrectsOther"; readonly at: string; readonly original: string }
  | { readonly type: "CorrectsACorrection"; readonly corrects: string; readonly original: string }
  | {
      readonly type: "CorrectsTooMuch";
      readonly at: string;
      readonly original: string;
      readonly stands: string;
      readonly taken: string;
    }
  | { readonly type: "BelowLimit"; readonly account: string; readonly lowest: string; readonly balance: string; readonly taken: string }
  | { readonly type: "CreditOneSided"; readonly currency: string; readonly action: Action }
  | { readonly type: "AccountAsContainer"; readonly account: string }
  | { readonly type: "NotAnAccount"; readonly resource: string }
  | { readonly type: "IdTaken"; readonly noun: string; readonly id: string }
  | { readonly type: "IdRemoved"; readonly noun: string; readonly id: string }
  | { readonly type: "RecordUnknown"; readonly noun: string; readonly id: string }
  | { readonly type: "RevisionUnreadable"; readonly text: string }
  | { readonly type: "RevisionStale"; readonly noun: string; readonly id: string; readonly given: number; readonly current: number }
  | { readonly type: "StillNamed"; readonly noun: string; readonly id: string; readonly by: string; readonly isLasting: boolean }
  | { readonly type: "Unchangeable"; readonly at: string; readonly why: string }
  | { readonly type: "BothAgents" }
  | { readonly type: "NoRecipe"; readonly specification: string }
  | { readonly type: "RecipeCycle"; readonly process: string }
  | { readonly type: "RecipeUnusable"; readonly recipe: string; readonly why: string }
  | { readonly type: "PlanTooLarge"; readonly most: number; readonly of: string }
  | { readonly type: "TooLittleTime"; readonly due: string; readonly start: string; readonly needed: string }
  | { readonly type: "ProposalClosed"; readonly proposal: string; readonly why: string }
  | { readonly type: "BelowMinimum"; readonly intent: string; readonly asked: string; readonly least: string; readonly unit: string }
  | {
      readonly type: "BeyondAvailable";
      readonly intent: string;
      readonly asked: string;
      readonly available: string;
      readonly unit: string;
    };

const CODES: Readonly<Partial<Record<LedgerRefusal["type"], RefusalCode>>> = {
  IdTaken: "CONFLICT",
  IdRemoved: "CONFLICT",
  BuiltIn: "CONFLICT",
  PublishedAlready: "CONFLICT",
  StillNamed: "CONFLICT",
  BelowLimit: "CONFLICT",
  RecordUnknown: "NOT_FOUND",
  RevisionStale: "STALE_REVISION",
  ListTooLong: "LIMIT",
  PlanTooLarge: "LIMIT",
  ProposalClosed: "CONFLICT",
  BeyondAvailable: "CONFLICT",
};

/** The code of a refusal: BAD_INPUT for what is wrong in itself. */
export const ledgerRefusalCode = ({ type }: LedgerRefusal): RefusalCode => CODES[type] ?? "BAD_INPUT";

type Texts = { readonly [Type in LedgerRefusal["type"]]: (refusal: Extract<LedgerRefusal, { readonly type: Type }>) => string };

const TEXTS: Texts = {
  Missing: ({ at, why }) => `${at} is missing: ${why}.`,
  NotAnInstant: ({ at, text }) => `${at} is "${shown(text)}", which is no time; write it like 2027-01-31T13:30:00Z or 2027-01-31.`,
  NotAnAction: ({ at, text }) =>
    `${at} is "${shown(text)}", which is none of the 19 actions; the query actions lists them, written like transferAllRights.`,
  NotAmong: ({ at, text, choices }) => `${at} is "${shown(text)}"; it is one of ${choices.join(", ")}.`,
  NotADecimal: ({ at, text }) =>
    `${at} is "${shown(text)}", which is no decimal; write it like 12 or 0.25, with at most 18 digits that count.`,
  Negative: ({ at, text }) =>
    `${at} is ${shown(text)}; only an event that corrects another may be negative: name the other in "corrects", or use an action that takes away.`,
  BelowNothing: ({ at, text }) => `${at} is ${shown(text)}; it must not be less than 0.`,
  NotAboveNothing: ({ at, text }) => `${at} is ${shown(text)}; it must be more than 0.`,
  UnitMissing: ({ at }) => `${at} has no unit; name one in hasUnit, such as kg, m, h, piece or one.`,
  UnitUnknown: ({ at, unit }) =>
    `${at} is in "${shown(unit)}", which is no unit here; the query units lists them, and createUnit makes one.`,
  UnitOther: ({ at, unit, wanted, of, labels = { unit, wanted } }) =>
    `${at} is in ${shown(labels.unit)}, but ${shown(of)} is counted in ${shown(labels.wanted)}; say the quantity in ${shown(labels.wanted)}.`,
  TextTooLong: ({ at, length, most }) => `${at} has ${length} characters; ${most} are the most, so shorten it.`,
  TextUnreadable: ({ at }) =>
    `${at} holds characters that cannot be shown here; write it in letters, digits and signs, without breaks except in notes.`,
  ListTooLong: ({ at, length, most }) => `${at} has ${length} entries; ${most} are the most, so leave some out.`,
  NotANumber: ({ at }) => `${at} is no number that can be kept; write it like 46.2 or -0.5, latitudes up to 90 and longitudes up to 180.`,
  BadId: ({ at, id }) =>
    id.length > LEDGER_LIMITS.id
      ? `${at} has ${id.length} characters; an id has ${LEDGER_LIMITS.id} at the most, so make a shorter one.`
      : `${at} is "${shown(id)}"; an id has 1 to 200 characters that can be shown, without spaces.`,
  NoSuch: ({ at, noun, id }) => `${at} names the ${noun} "${shown(id)}", which is not known here; record it first, or mend the id.`,
  PointAndSpan: ({ at }) => `${at} has a point in time and a beginning or an end; give either the point, or beginning and end.`,
  EndsBeforeItBegins: ({ at }) => `${at} ends before it begins; mend hasBeginning or hasEnd.`,
  WrongSide: ({ at, action, right }) => `${at} does not go with ${action}; ${right}.`,
  SameProcess: () =>
    "A service is delivered from one process into another: inputOf and outputOf are the same, so name another in one of them.",
  CannotCreate: ({ action }) => `${action} makes no new resource; leave newInventoriedResource out, and name one that is there.`,
  NewAndExisting: ({ at }) => `Both ${at} and newInventoriedResource are given; name the one that is there, or describe a new one.`,
  NotUsed: ({ at, action }) => `${at} means nothing with ${action}; leave it out.`,
  SpecificationsDiffer: ({ from, to, resource }) =>
    `event.toResourceInventoriedAs names ${shown(resource)}, which is ${shown(to)}, but what leaves is ${shown(from)}; name a resource of ${shown(from)}.`,
  OfAnotherKind: ({ said, resource, kind }) =>
    `event.resourceConformsTo is ${shown(said)}, but ${shown(resource)} is ${shown(kind)}; leave out the one that is wrong, or name a resource of ${shown(said)}.`,
  NotAccountable: ({ action, resource, provider, accountable }) =>
    `${action} takes from ${shown(resource)}, for which ${shown(accountable)} is accountable, not ${shown(provider)}; the provider must be ${shown(accountable)}.`,
  NotCustodian: ({ action, resource, provider, custodian }) =>
    `${action} hands on ${shown(resource)}, which ${shown(custodian)} has now, not ${shown(provider)}; the provider must be ${shown(custodian)}.`,
  HeldByAnother: ({ action, resource, receiver, holder, as }) => {
    const [holds, after] =
      as === "accountable"
        ? [`for which ${shown(holder)} is accountable`, `become that of ${shown(receiver)}`]
        : [`which ${shown(holder)} has now`, `go into the hands of ${shown(receiver)}`];
    return `event.toResourceInventoriedAs names ${shown(resource)}, ${holds}: by this ${action} all of it would ${after}; name a resource of ${shown(receiver)}, describe a new one in newInventoriedResource, or make ${shown(holder)} the receiver.`;
  },
  CountsNothing: ({ at, commitment, unit, wanted }) =>
    `${at} is in ${shown(unit)}, but the commitment ${shown(commitment)} is counted in ${shown(wanted)}, towards which it cannot count; say it in ${shown(wanted)}, or leave fulfills out and say in createFulfillment how much of it counts.`,
  PublishedAlready: ({ proposal, intent, proposedIntent }) =>
    `publishes is ${shown(intent)}, which ${shown(proposal)} publishes already, by ${shown(proposedIntent)}; publish another intent, or say a greater quantity in this one.`,
  BuiltIn: ({ unit }) =>
    `The unit ${shown(unit)} is built in and the same everywhere: use it as it is; for another meaning make a unit with another id.`,
  AgentsDiffer: ({ action }) =>
    `${action} happens with one agent: provider and receiver must be the same; to hand something on, use a transfer.`,
  NoEarlier: ({ action, pair, resource, process }) =>
    `${action} of ${shown(resource)} has no ${pair} before it in the process ${shown(process)}; record that first.`,
  NoContainer: ({ found }) =>
    `combine needs a container: name it in toResourceInventoriedAs; the process has ${found} things that are produced, accepted or modified, and only one could be meant.`,
  ContainedElsewhere: ({ resource, container }) => `${shown(resource)} is in ${shown(container)} already; separate it first.`,
  NotContained: ({ resource }) => `${shown(resource)} is in no container; there is nothing to separate it from.`,
  ContainsItself: ({ resource }) =>
    `${shown(resource)} would be inside of itself; name another resource in toResourceInventoriedAs or containedIn.`,
  ContainerInParts: ({ resource, onhand, taken }) =>
    `${shown(resource)} holds other things and goes as a whole: ${shown(onhand)}, not ${shown(taken)}; separate them first to split it.`,
  CorrectsOther: ({ at, original }) =>
    `${at} differs from the event that is corrected, which has ${shown(original)}; a correction repeats everything but quantity and time.`,
  CorrectsACorrection: ({ corrects, original }) =>
    `${shown(corrects)} is itself a correction; correct ${shown(original)}, which it corrects.`,
  CorrectsTooMuch: ({ at, original, stands, taken }) =>
    `${at} is ${taken}, but with its corrections ${shown(original)} stands at ${stands}; take back that at the most, and tell what went the other way as an event of its own.`,
  BelowLimit: ({ account, lowest, balance, taken }) =>
    `The account ${shown(account)} stands at ${balance} and may not go below ${lowest}; so ${taken} cannot be taken from it; take less, or have its limit changed.`,
  CreditOneSided: ({ currency, action }) =>
    `${action} would make credit of ${shown(currency)} out of nothing, or lose it; credit only moves between two accounts of one currency, by transfer.`,
  AccountAsContainer: ({ account }) =>
    `Nothing can be put into ${shown(account)}: it is an account of money or credit; name a thing that holds others.`,
  NotAnAccount: ({ resource }) =>
    `${shown(resource)} is no account: its specification is no medium of exchange, so it has no limit; set limits on accounts only.`,
  IdTaken: ({ noun, id }) => `The id ${shown(id)} was used before for another ${noun}; make a new one.`,
  IdRemoved: ({ noun, id }) => `The ${noun} ${shown(id)} was removed; an id is not given again, so make a new one.`,
  RecordUnknown: ({ noun, id }) => `There is no ${noun} "${shown(id)}" here; mend the id, or record it first.`,
  RevisionUnreadable: ({ text }) => `"${shown(text)}" is no revisionId; take it from the record that you mean.`,
  RevisionStale: ({ noun, id, given, current }) =>
    `The ${noun} ${shown(id)} was changed meanwhile: you saw revision ${given}, it is now at ${current}; look at it again before you change it.`,
  StillNamed: ({ noun, id, by, isLasting }) =>
    isLasting
      ? `The ${noun} ${shown(id)} cannot be removed: ${by} names it, and that stays on record; keep it, and say in its name or note that it is not used any more.`
      : `The ${noun} ${shown(id)} cannot be removed: ${by} names it; remove or change that first.`,
  Unchangeable: ({ at, why }) => `${at} cannot be changed: ${why}.`,
  BothAgents: () => "An intent has a provider or a receiver, not both; leave one out, or record a commitment.",
  NoRecipe: ({ specification }) =>
    `Nothing says how ${shown(specification)} is made: no recipe has it as output. Record one, or name another specification.`,
  RecipeCycle: ({ process }) =>
    `The recipe needs its own output to begin with: ${shown(process)} comes twice on one path, at the same stage.`,
  RecipeUnusable: ({ recipe, why }) => `The recipe ${shown(recipe)} cannot be planned: ${why}.`,
  PlanTooLarge: ({ most, of }) => `The plan would have more than ${most} ${of}; plan its parts one by one.`,
  TooLittleTime: ({ due, start, needed }) =>
    `To be done by ${due} it must begin at ${needed}, which is before ${start}; begin earlier, or give it more time.`,
  ProposalClosed: ({ proposal, why }) => `The proposal ${shown(proposal)} cannot be accepted: ${why}.`,
  BelowMinimum: ({ intent, asked, least, unit }) =>
    `Of ${shown(intent)} at least ${counted(least, unit)} are given at once; ${asked} were asked for.`,
  BeyondAvailable: ({ intent, asked, available, unit }) =>
    `Of ${shown(intent)} only ${counted(available, unit)} are left; ${asked} were asked for.`,
};

/** One sentence: what was wrong, where, and what would be right. */
export function ledgerRefusalText(refusal: LedgerRefusal): string {
  // The table has the right function for each type; the compiler cannot follow that through the look-up.
  const text = TEXTS[refusal.type] as (given: LedgerRefusal) => string;
  return text(refusal);
}

/** A refusal that names a place by another path: as the sender called it. */
export function movedTo(refusal: LedgerRefusal, path: (at: string) => string): LedgerRefusal {
  return "at" in refusal ? { ...refusal, at: path(refusal.at) } : refusal;
}

/** What was taken, although something seems odd. */
export type LedgerWarning =
  | { readonly type: "MoreThanThere"; readonly resource: string; readonly there: string; readonly taken: string; readonly unit: string }
  | { readonly type: "NotInventoried"; readonly action: Action }
  | { readonly type: "OutOfSight"; readonly action: Action; readonly resource: string }
  | { readonly type: "MovedToAnother"; readonly resource: string; readonly accountable: string }
  | {
      readonly type: "PromisedOtherwise";
      readonly commitment: string;
      readonly at: string;
      readonly promised: string;
      readonly told: string;
    }
  | { readonly type: "MoreThanOpen"; readonly commitment: string; readonly open: string; readonly told: string; readonly unit: string }
  | { readonly type: "CountsNotYet"; readonly commitment: string };

/** One sentence. */
export function ledgerWarningText(warning: LedgerWarning): string {
  switch (warning.type) {
    case "MoreThanThere":
      return `${counted(warning.taken, warning.unit)} were taken from ${shown(warning.resource)}, where by the book only ${counted(warning.there, warning.unit)} were; it is taken as said, for the book may have been wrong.`;
    case "NotInventoried":
      return `No resource is named, so that ${warning.action} is recorded but changes no stock; name one, or give newInventoriedResource to begin one.`;
    case "OutOfSight":
      return `What ${warning.action} takes from ${shown(warning.resource)} goes out of sight of this record, for nothing says which resource it arrives in; toResourceInventoriedAs or newInventoriedResource would keep it.`;
    case "MovedToAnother":
      return `What is moved to ${shown(warning.resource)} counts as what ${shown(warning.accountable)} is accountable for; it is taken as said, but to give it to them a transfer says so.`;
    case "PromisedOtherwise":
      return `fulfills names ${shown(warning.commitment)}, which was promised with ${warning.at} ${shown(warning.promised)}, not ${shown(warning.told)}; it is taken as said, and counts.`;
    case "MoreThanOpen":
      return `fulfills names ${shown(warning.commitment)}, of which only ${counted(warning.open, warning.unit)} were still open, not ${counted(warning.told, warning.unit)}; it is taken as said, and nothing is left open.`;
    case "CountsNotYet":
      return `fulfills names ${shown(warning.commitment)}, but the event and the commitment have no quantity of one sort, so that nothing counts towards it; say how much does in createFulfillment.`;
  }
}

/** A quantity as people say it: what is counted one by one needs no unit. */
const counted = (amount: string, unit: string) => (unit === "one" ? amount : `${amount} ${shown(unit)}`);

/** What people typed comes back shortened, in one line, without what cannot be shown. */
const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text).replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, "\ufffd");
