// Whether somebody may do what they ask for: what is asked as cells of the table, and the refusal that says who may.

import { type JsonObject, textOf } from "../log/json.js";
import type { RecordsView } from "../log/logBatch.js";
import type { PlainNoun } from "../ledger/recordDecisions.js";
import type { Asked } from "./asked.js";
import { type Parties, partiesOf, partiesTo } from "./parties.js";
import { type ActionName, type Cell, isPermitted, type ObjectState, rolesOf } from "./permissionTable.js";
import { givenRole, type Role } from "./role.js";
import { type Actor, isHouse, type Standing, standingOf } from "./standing.js";
import { eventTellers, touchedBy } from "./touched.js";

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
  const cells = isHouse(actor) ? houseCells(asked) : reachesFarther(asked, actor) ? [OF_ANOTHER] : cellsOf(asked, standing, records);
  const refused = cells.find((cell) => !isPermitted(cell, standing.roles));
  return refused === undefined ? null : { type: "NotPermitted", ...refused, roles: rolesOf(refused), are: [...standing.roles] };
}

/** A further session of a person reaches as far as that person may: one that reaches less far does not give it. */
const reachesFarther = (asked: Asked, { reach }: Actor): boolean =>
  asked.type === "other" && asked.action === "invite" && asked.of.length > 0 && reach !== "steward";
const OF_ANOTHER: Cell = { action: "invite", relation: "other", state: "open" };

/** For the house everything is its own; only what nobody may do is left to ask for. */
function houseCells(asked: Asked): readonly Cell[] {
  if (asked.type === "other") return [{ action: asked.action, relation: "own", state: "open" }];
  const isReserved =
    (asked.type === "change" || asked.type === "remove") && asked.noun === "agentRelationshipRole" && givenRole(seenId(asked)) !== null;
  return isReserved ? [{ action: `${asked.type} givingRole`, relation: "own", state: "open" }] : [];
}

/** What is asked for as cells of the table, with what it reaches into beside that; all of them must be permitted. */
export function cellsOf(asked: Asked, standing: Standing, records: RecordsView): readonly Cell[] {
  const cell = (action: ActionName, parties: Parties, state: ObjectState): Cell => ({
    action,
    relation: relationOf(parties, standing),
    state,
  });
  return [
    ...askedCells(asked, cell, records),
    ...touchedBy(asked, records).map(({ action, parties, body }) => cell(action, parties, stateOf(body))),
  ];
}

type MakeCell = (action: ActionName, parties: Parties, state: ObjectState) => Cell;

function askedCells(asked: Asked, cell: MakeCell, records: RecordsView): readonly Cell[] {
  switch (asked.type) {
    case "record":
    case "change":
    case "remove":
    case "removeById":
      return nounCells(asked, cell, records);
    case "event":
      return [cell("record event", eventTellers(asked.given, records), "open")];
    case "describe": {
      const row = records.get(asked.noun, seenId(asked));
      const action = asked.noun === "economicEvent" ? "describe event" : "describe resource";
      return [cell(action, partiesOf(asked.noun, row?.body ?? {}, records), "open")];
    }
    case "accountLimit":
      return [cell("limit account", [], "open")];
    case "plan": {
      const named = [asked.agent, asked.worker].filter((id) => typeof id === "string");
      return (named.length === 0 ? [[]] : named.map((id) => [id])).map((parties) => cell("plan from recipe", parties, "open"));
    }
    case "accept":
      return [cell("accept proposal", [asked.accepter], "open")];
    case "other":
      return [cell(asked.action, asked.of, "open")];
  }
}

type AskedOfNoun = Extract<Asked, { readonly type: "record" | "change" | "remove" | "removeById" }>;

function nounCells(asked: AskedOfNoun, cell: MakeCell, records: RecordsView): readonly Cell[] {
  const { noun } = asked;
  const verb = asked.type === "removeById" ? "remove" : asked.type;
  const state = (body: JsonObject) => (verb === "record" ? "open" : stateOf(body));
  return bodiesOf(asked, records).map((body) => cell(actionOf(verb, noun, body), partiesTo(verb, noun, body, records), state(body)));
}

const seenId = ({ revisionId }: { readonly revisionId: string }): string => revisionId.replace(/^\d+\./u, "");

function relationOf(parties: Parties, { actsFor }: Standing): Cell["relation"] {
  if (parties.length === 0) return "common";
  return parties.some((id) => actsFor.has(id)) ? "own" : "other";
}

const stateOf = (body: JsonObject): ObjectState => (body["finished"] === true ? "closed" : "open");

/** What a record is to be, what it is, or, where it is changed, both: as it is and as it is to be it must be theirs to change. */
function bodiesOf(asked: AskedOfNoun, records: RecordsView): readonly JsonObject[] {
  if (asked.type === "record") return [{ ...asked.given, id: asked.id ?? "" } as JsonObject];
  const id = asked.type === "removeById" ? asked.id : seenId(asked);
  const before = records.get(asked.noun, id)?.body ?? { id };
  return asked.type === "change" ? [before, { ...before, ...(asked.given as JsonObject) }] : [before];
}

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
