// The state of a region: everything the decisions look at, as immutable maps in the order in which things were first written.

import { EMPTY_HEAD, type Head, type SealedEntry } from "../log/entry.js";
import type { JsonObject } from "../log/json.js";
import type { Snapshot } from "../log/ports.js";
import { projectEntry } from "../log/projection.js";
import { RECORD_KINDS, type RecordChange, type RecordKind, type RecordRow } from "../log/records.js";
import type { Need } from "../needs/need.js";
import type { Workshop } from "../workshops/workshop.js";
import type { Community } from "./community.js";
import type { Item } from "./item.js";
import type { Place } from "./place.js";
import type { PlanningRules } from "./planningRules.js";
import type { RegionRecipe } from "./regionRecipe.js";
import type { Stock } from "./stock.js";

/** A noun as it stands in the records. */
export type Recorded<Noun> = Noun & {
  /** Sequence of the entry that wrote it last; as text it is the `revisionId`. */
  readonly revision: number;
  /** Sequence of the entry that wrote it first. */
  readonly firstSequence: number;
};

/** Someone's need that is no longer open. Its id is not given again. */
export interface WithdrawnNeed {
  readonly id: string;
  readonly at: string;
  readonly by: string;
}

type MapOf<Noun> = ReadonlyMap<string, Recorded<Noun>>;

/** A region as it is now. Maps are by id, in the order of `firstSequence`. Open needs only: those withdrawn stand apart. */
export interface RegionState {
  readonly head: Head;
  /** Null before the founding. */
  readonly community: Recorded<Community> | null;
  /** Null until they are set. */
  readonly rules: Recorded<PlanningRules> | null;
  readonly places: MapOf<Place>;
  readonly items: MapOf<Item>;
  readonly recipes: MapOf<RegionRecipe>;
  readonly workshops: MapOf<Workshop>;
  readonly stocks: MapOf<Stock>;
  readonly needs: MapOf<Need>;
  readonly withdrawnNeeds: MapOf<WithdrawnNeed>;
}

/** Where the records of each kind stand in the state. */
const ROOM_OF = {
  community: "community",
  planningRules: "rules",
  spatialThing: "places",
  resourceSpecification: "items",
  recipe: "recipes",
  agent: "workshops",
  economicResource: "stocks",
  intent: "needs",
  withdrawnIntent: "withdrawnNeeds",
} as const satisfies Record<RecordKind, keyof RegionState>;

type Rooms = { readonly [Kind in RecordKind]: Map<string, Recorded<JsonObject>> };

/** The state of a community of which nothing is known yet. */
export const EMPTY_STATE: RegionState = stateFrom(EMPTY_HEAD, emptyRooms());

/** The state from the records, in whatever order they come. Bodies were written by `projectEntry`, in the shapes that their kinds say. */
export function stateOf(snapshot: Snapshot): RegionState {
  const rooms = emptyRooms();
  const rows = snapshot.records.map((row) => recorded(row, row.revision)).toSorted((a, b) => a.body.firstSequence - b.body.firstSequence);
  for (const { kind, id, body } of rows) rooms[kind].set(id, body);
  return stateFrom(snapshot.head, rooms);
}

/**
 * The state after one entry more; the state given stays as it was.
 * @throws where the entry does not follow the state's head
 */
export function evolve(state: RegionState, sealed: SealedEntry): RegionState {
  return evolveAll(state, [sealed]);
}

/** The state after several entries; the maps are copied once for all of them. */
export function evolveAll(state: RegionState, sealed: readonly SealedEntry[]): RegionState {
  const rooms = roomsOf(state);
  let { head } = state;
  for (const { sequence, previous, hash, entry } of sealed) {
    if (sequence !== head.sequence + 1 || previous !== head.hash) {
      throw new RangeError(`entry ${sequence} does not follow the head ${head.sequence}`);
    }
    for (const change of projectEntry(entry, sequence)) applyChange(rooms, change, sequence);
    head = { sequence, hash };
  }
  return stateFrom(head, rooms);
}

function applyChange(rooms: Rooms, change: RecordChange, sequence: number): void {
  const room = rooms[change.kind];
  if (change.body === null) {
    room.delete(change.id);
    return;
  }
  const { body } = recorded({ kind: change.kind, id: change.id, body: change.body }, sequence);
  // Written as if for the first time, it goes to the end.
  if (room.get(change.id)?.firstSequence !== body.firstSequence) room.delete(change.id);
  room.set(change.id, body);
}

function recorded({ kind, id, body }: Omit<RecordRow, "revision">, revision: number) {
  const { firstSequence } = body;
  if (typeof firstSequence !== "number") throw new TypeError(`the record ${kind} ${id} has no firstSequence`);
  return { kind, id, body: { ...body, revision, firstSequence } };
}

function emptyRooms(): Rooms {
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, new Map()])) as Rooms;
}

function roomsOf(state: RegionState): Rooms {
  const rooms = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, copied(state[ROOM_OF[kind]])]));
  return rooms as Rooms;
}

function copied(room: RegionState[(typeof ROOM_OF)[RecordKind]]): Map<string, unknown> {
  if (room === null) return new Map();
  return "id" in room ? new Map([[room.id, room]]) : new Map<string, unknown>(room);
}

// The one place where records become nouns: what was written by this package is taken to have the shape that it was written in.
function stateFrom(head: Head, rooms: Rooms): RegionState {
  const [community = null] = rooms.community.values();
  const [rules = null] = rooms.planningRules.values();
  return {
    head,
    community,
    rules,
    places: rooms.spatialThing,
    items: rooms.resourceSpecification,
    recipes: rooms.recipe,
    workshops: rooms.agent,
    stocks: rooms.economicResource,
    needs: rooms.intent,
    withdrawnNeeds: rooms.withdrawnIntent,
  } as unknown as RegionState;
}
