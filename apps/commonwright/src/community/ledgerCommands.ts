// What is told to the record: the commons' decisions in the words of the API, with the ids that the house makes.

import {
  acceptProposal,
  changeNoun,
  commandKeys,
  type Decider,
  derivedId,
  describe,
  type EventLink,
  type Given,
  type LedgerDecision,
  type LedgerRefusal,
  ledgerRefusalCode,
  ledgerRefusalText,
  ledgerWarningText,
  movedTo,
  planFromRecipe,
  recordCommitment,
  recordEvent,
  type RecordKey,
  recordNoun,
  type RecordsView,
  removeNoun,
  seenKey,
  setAccountLimit,
} from "@commonwright/commons";
import type { ApiRefusal, InputNames, LedgerCommand } from "@commonwright/graphql";
import type { Decision } from "./decisions.js";

/** A command that is complete: what to decide, and which records that will look at as far as it is known. */
export interface PreparedCommand {
  readonly decide: (records: RecordsView, decider: Decider) => Decision;
  readonly looksAt: readonly RecordKey[];
}

/** `agent`: who plans where nobody is named: the agent of the session, or else the community. */
export interface PreparingParts {
  readonly makeId: () => string;
  readonly agent: string;
}

/** Gives a command the ids that it lacks; they are made once, so that deciding on it again comes to the same. */
export function prepared(command: LedgerCommand, { makeId, agent }: PreparingParts): PreparedCommand {
  const path = pathIn(command);
  const decided = (decide: (records: RecordsView, decider: Decider) => LedgerDecision) => (records: RecordsView, decider: Decider) =>
    decisionOf(decide(records, decider), path);
  switch (command.type) {
    case "record": {
      const { noun, given } = command;
      const id = command.id ?? makeId();
      if (noun === "commitment") return preparedCommitment(id, given, path);
      return {
        decide: decided((records, decider) => recordNoun(records, { noun, id, given }, decider)),
        looksAt: [{ kind: noun, id }, ...commandKeys(noun, given)],
      };
    }
    case "change":
      return {
        decide: decided((records, decider) => changeNoun(records, command, decider)),
        looksAt: [seenKey(command.noun, command.revisionId), ...commandKeys(command.noun, command.given)],
      };
    case "remove":
    case "removeById": {
      const by = command.type === "remove" ? { revisionId: command.revisionId } : { id: command.id };
      return { decide: decided((records, decider) => removeNoun(records, { noun: command.noun, ...by }, decider)), looksAt: [] };
    }
    case "describe":
      return {
        decide: decided((records, decider) => describe(records, command, decider)),
        looksAt: [seenKey(command.noun, command.revisionId), ...commandKeys(command.noun, command.given)],
      };
    case "accountLimit":
      return { decide: decided((records, decider) => setAccountLimit(records, command, decider)), looksAt: [] };
    case "plan": {
      const { type: _type, planId = makeId(), agent: planner = agent, ...asked } = command;
      return {
        decide: decided((records, decider) => planFromRecipe(records, { ...asked, planId, agent: planner }, decider)),
        looksAt: [{ kind: "plan", id: planId }, ...commandKeys("plan", asked.plan)],
      };
    }
    case "accept": {
      const { type: _type, id = makeId(), ...asked } = command;
      return {
        decide: decided((records, decider) => acceptProposal(records, { ...asked, id }, decider)),
        looksAt: [
          { kind: "agreement", id },
          { kind: "proposal", id: asked.proposal },
          { kind: "agent", id: asked.accepter },
        ],
      };
    }
    case "event":
      return preparedEvent(command, makeId);
  }
}

/** How the sender called a place that the decision calls by the noun. */
type Path = (at: string) => string;

function pathIn(command: LedgerCommand): Path {
  if (command.type === "accountLimit") return (at) => `resource.${at}`;
  if (command.type === "accept") return (at) => (at === "agreement.id" ? "id" : at);
  if (command.type === "plan") return (at) => (at === "plan.due" && command.due !== undefined ? "due" : at);
  if (!("called" in command) || command.called === undefined) return (at) => at;
  const { argument, properties }: InputNames = command.called;
  const noun = command.type === "event" ? "event" : command.noun;
  return (at) => {
    const [root = "", property, ...deeper] = at.split(".");
    const names = [root === noun ? argument : root, property === undefined ? undefined : (properties[property] ?? property), ...deeper];
    return names.filter((name) => name !== undefined && name !== "").join(".");
  };
}

const LINKS = ["fulfills", "satisfies", "settles"] as const;
const LINK_KINDS = { fulfills: "fulfillment", satisfies: "satisfaction", settles: "settlement" } as const;
const TARGET_KINDS = { fulfills: "commitment", satisfies: "intent", settles: "claim" } as const;

function preparedCommitment(id: string, given: Given, path: Path): PreparedCommand {
  const satisfies = linksOf(id, "satisfies", given["satisfies"]);
  return {
    decide: (records, decider) => decisionOf(recordCommitment(records, { id, given, satisfies }, decider), path),
    looksAt: [{ kind: "commitment", id }, ...commandKeys("commitment", given), ...linkKeys(satisfies)],
  };
}

const linkKeys = (links: readonly EventLink[]): RecordKey[] =>
  links.flatMap((link): RecordKey[] => [
    { kind: LINK_KINDS[link.property], id: link.id },
    { kind: TARGET_KINDS[link.property], id: link.target },
  ]);

function preparedEvent(command: Extract<LedgerCommand, { type: "event" }>, makeId: () => string): PreparedCommand {
  const { given } = command;
  const id = command.id ?? makeId();
  const links = LINKS.flatMap((property) => linksOf(id, property, given[property]));
  // Where the client named the event, what comes with it is named after it, so that telling it again is the same.
  const newResource =
    command.newResource === undefined
      ? {}
      : { newResource: { id: command.newResource.id ?? derivedId(id, "resource"), given: command.newResource.given } };
  const looksAt: RecordKey[] = [
    { kind: "economicEvent", id },
    ...commandKeys("economicEvent", given),
    ...linkKeys(links),
    ...(newResource.newResource === undefined
      ? []
      : [
          { kind: "economicResource", id: newResource.newResource.id } as const,
          ...commandKeys("economicResource", newResource.newResource.given),
        ]),
  ];
  return {
    decide: (records, decider) => decisionOf(recordEvent(records, { id, given, ...newResource, links }, decider), pathIn(command)),
    looksAt,
  };
}

function linksOf(event: string, property: EventLink["property"], targets: Given[string]): EventLink[] {
  if (!Array.isArray(targets)) return [];
  return targets.map((target: unknown) => ({ id: derivedId(event, property, String(target)), property, target: String(target) }));
}

function decisionOf(decision: LedgerDecision, path: Path): Decision {
  if ("refusal" in decision) return { refusal: ledgerApiRefusal(movedTo(decision.refusal, path)) };
  return { entries: decision.entries, answer: { id: decision.id, warnings: decision.warnings.map(ledgerWarningText) } };
}

/** A refusal of the ledger in the words of the API. */
const ledgerApiRefusal = (refusal: LedgerRefusal): ApiRefusal => ({
  code: ledgerRefusalCode(refusal),
  message: ledgerRefusalText(refusal),
  details: { ...refusal },
});
