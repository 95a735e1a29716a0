// Whether somebody may do what they ask for: what is asked as cells of the table, and the refusal that says who may.

import { type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { PlainNoun } from "../ledger/recordDecisions.js";
import type { Given } from "../ledger/values.js";
import { type Parties, partiesOf } from "./parties.js";
import { type ActionName, type Cell, isPermitted, type ObjectState, rolesOf } from "./permissionTable.js";
import { givenRole, type Role } from "./role.js";
import { type Actor, isHouse, type Standing, standingOf } from "./standing.js";

/** What is asked for, as far as permission goes. */
export type Asked =
  | { readonly type: "record"; readonly noun: PlainNoun; readonly id?: string; readonly given: Given }
  | { readonly type: "change"; readonly noun: PlainNoun; readonly revisionId: string; readonly given: Given }
  | { readonly type: "remove"; readonly noun: PlainNoun; readonly revisionId: string }
  | { readonly type: "removeById"; readonly noun: PlainNoun; readonly id: string }
  | { readonly type: "event"; readonly given: Given }
  | { readonly type: "describe"; readonly noun: "economicEvent" | "economicResource"; readonly revisionId: string; readonly given: Given }
  | { readonly type: "accountLimit" }
  | { readonly type: "plan" }
  | { readonly type: "accept"; readonly accepter: string }
  /** Something else of the table; `of`: whose it is. */
  | { readonly type: "other"; readonly action: ActionName; readonly of: Parties };

/** Why something was not allowed: `roles` may do it, with things whose relation to them is `relation`. */
export interface PermissionRefusal {
  readonly type: "NotPermitted";
  readonly action: ActionName;
  readonly relation: Cell["relation"];
  readonly state: ObjectState;
  readonly roles: readonly Role[];
  /** What the actor is. */
  readonly are: readonly Role[];
}

/** Null: they may. Looks at the relationships of the actor and at whose the things are. */
export function permissionRefusal(
  asked: Asked,
  { actor, community }: { readonly actor: Actor; readonly community: string },
  records: RecordsView,
): PermissionRefusal | null {
  const standing = standingOf(actor, community, records);
  const cells = isHouse(actor) ? houseCells(asked) : cellsOf(asked, standing, records);
  const refused = cells.find((cell) => !isPermitted(cell, standing.roles));
  return refused === undefined ? null : { type: "NotPermitted", ...refused, roles: rolesOf(refused), are: [...standing.roles] };
}

/** For the house everything is its own; only what nobody may do is left to ask for. */
function houseCells(asked: Asked): readonly Cell[] {
  if (asked.type === "other") return [{ action: asked.action, relation: "own", state: "open" }];
  const isReserved =
    (asked.type === "change" || asked.type === "remove") && asked.noun === "agentRelationshipRole" && givenRole(seenId(asked)) !== null;
  return isReserved ? [{ action: `${asked.type} givingRole`, relation: "own", state: "open" }] : [];
}

/** What is asked for as cells of the table; all of them must be permitted. */
export function cellsOf(asked: Asked, standing: Standing, records: RecordsView): readonly Cell[] {
  const cell = (action: ActionName, parties: Parties, state: ObjectState = "open"): Cell => ({
    action,
    relation: relationOf(parties, standing),
    state,
  });
  switch (asked.type) {
    case "record": {
      const body = { ...asked.given, id: asked.id ?? "" } as JsonObject;
      return [cell(actionOf("record", asked.noun, body), newParties(asked.noun, body, records))];
    }
    case "change":
      return bodiesOf(asked, records).map((body) =>
        cell(actionOf("change", asked.noun, body), partiesOf(asked.noun, body, records), stateOf(body)),
      );
    case "remove":
    case "removeById": {
      const row = records.get(asked.noun, asked.type === "remove" ? seenId(asked) : asked.id);
      const body = row?.body ?? {};
      return [cell(actionOf("remove", asked.noun, body), partiesOf(asked.noun, body, records), stateOf(body))];
    }
    case "event":
      return [cell("record event", partiesOf("economicEvent", asked.given as JsonObject, records))];
    case "describe": {
      const row = records.get(asked.noun, seenId(asked));
      return [
        cell(asked.noun === "economicEvent" ? "describe event" : "describe resource", partiesOf(asked.noun, row?.body ?? {}, records)),
      ];
    }
    case "accountLimit":
      return [cell("limit account", [])];
    case "plan":
      return [cell("plan from recipe", [])];
    case "accept":
      return [cell("accept proposal", [asked.accepter])];
    case "other":
      return [cell(asked.action, asked.of)];
  }
}

const seenId = ({ revisionId }: { readonly revisionId: string }): string => revisionId.replace(/^\d+\./u, "");

function relationOf(parties: Parties, { actsFor }: Standing): Cell["relation"] {
  if (parties.length === 0) return "common";
  return parties.some((id) => actsFor.has(id)) ? "own" : "other";
}

const stateOf = (body: JsonObject): ObjectState => (body["finished"] === true ? "closed" : "open");

/** A record as it is, and as it is to be: both must be theirs to change. */
function bodiesOf({ noun, revisionId, given }: Extract<Asked, { type: "change" }>, records: RecordsView): readonly JsonObject[] {
  const before = records.get(noun, seenId({ revisionId }))?.body ?? { id: seenId({ revisionId }) };
  return [before, { ...before, ...(given as JsonObject) }];
}

/** A new agent is nobody's yet, and a new relationship needs what it is about. */
function newParties(noun: PlainNoun, body: JsonObject, records: RecordsView): Parties {
  return noun === "agent" || noun === "spatialThing" || noun === "proposal"
    ? []
    : (relationshipParties(noun, body) ?? partiesOf(noun, body, records));
}

/** Who owns an organization gives it away, not who is to get it. */
const relationshipParties = (noun: PlainNoun, body: JsonObject): Parties | null =>
  noun === "agentRelationship" && givenRole(body["relationship"]) === "owner" ? [textOf(body["object"])] : null;

type Verb = "record" | "change" | "remove";

/** The row of the table: agents go by what they are, relationships and their roles by what they give. */
function actionOf(verb: Verb, noun: PlainNoun, body: JsonObject): ActionName {
  if (noun === "agent") return `${verb} ${AGENTS[textOf(body["type"])] ?? "organization"}`;
  if (noun === "agentRelationshipRole") return `${verb} ${givenRole(body["id"]) !== null ? "givingRole" : "relationshipRole"}`;
  if (noun === "agentRelationship") return `${verb} ${relationshipWord(body["relationship"])}`;
  return `${verb} ${noun}`;
}

const AGENTS: Readonly<Record<string, "person" | "organization" | "ecologicalAgent">> = {
  Person: "person",
  Organization: "organization",
  EcologicalAgent: "ecologicalAgent",
};

function relationshipWord(id: unknown): "membership" | "ownership" | "relationship" {
  const role = givenRole(id);
  if (role === null) return "relationship";
  return role === "owner" ? "ownership" : "membership";
}
