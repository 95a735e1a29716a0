// The state of a region: what its decisions and its planner look at, as immutable maps in the order in which things were first written.

import { EMPTY_HEAD, type Head } from "../log/entry.js";
import type { JsonObject } from "../log/json.js";
import type { LogBatch } from "../log/logBatch.js";
import type { Snapshot } from "../log/ports.js";
import type { RecordKind, RecordRow } from "../log/records.js";
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
  /** Sequence of the last entry that changed something of the region: a plan that has seen it has seen everything that it plans. */
  readonly regionSequence: number;
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

/** The kinds of records that a region is made of, and where they stand in the state. */
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
} as const satisfies Partial<Record<RecordKind, keyof RegionState>>;

type RegionalKind = keyof typeof ROOM_OF;
type Room = ReadonlyMap<string, Recorded<JsonObject>>;
type Rooms = { readonly [Kind in RegionalKind]: Room };

const REGIONAL_KINDS = Object.keys(ROOM_OF) as readonly RegionalKind[];

/** The state of a community of which nothing is known yet. */
export const EMPTY_STATE: RegionState = stateFrom(EMPTY_HEAD, emptyRooms(), 0);

/** The state from the regional records, in whatever order they come. Bodies were written by `projectEntry`, in the shapes that their kinds say. */
export function stateOf({ head, records }: Snapshot): RegionState {
  return changed(EMPTY_STATE, head, records);
}

/**
 * The state after a batch; the state given stays as it was, and rooms that the batch does not touch are shared.
 * @throws where the batch does not follow the state's head
 */
export function evolve(state: RegionState, { after, head, writes }: LogBatch): RegionState {
  if (after.sequence !== state.head.sequence || after.hash !== state.head.hash) {
    throw new RangeError(`a batch behind ${after.sequence} does not follow the head ${state.head.sequence}`);
  }
  return changed(state, head, writes);
}

/** The state with records written over it, at the same head: what the state will be once a batch that grows is appended. */
export const withRecords = (state: RegionState, rows: readonly RecordRow[]): RegionState =>
  rows.some(({ kind }) => kind in ROOM_OF) ? changed(state, state.head, rows) : state;

function changed(state: RegionState, head: Head, rows: readonly RecordRow[]): RegionState {
  const rooms: Record<string, Room> = roomsOf(state);
  let { regionSequence } = state;
  for (const kind of REGIONAL_KINDS) {
    const ofKind = rows.filter((row) => row.kind === kind && (row.isRegional || rooms[kind]?.has(row.id) === true));
    if (ofKind.length === 0) continue;
    rooms[kind] = roomAfter(rooms[kind] ?? new Map(), ofKind);
    for (const { revision } of ofKind) regionSequence = Math.max(regionSequence, revision);
  }
  return stateFrom(head, rooms as Rooms, regionSequence);
}

/** A room with rows written or taken away, in the order in which things were first written. */
function roomAfter(room: Room, rows: readonly RecordRow[]): Room {
  const after = new Map(room);
  let last = [...room.values()].at(-1)?.firstSequence ?? 0;
  let isInOrder = true;
  for (const { id, created, revision, isRegional, isRemoved, body } of rows) {
    if (isRemoved || !isRegional) {
      after.delete(id);
      continue;
    }
    if (!after.has(id)) {
      isInOrder &&= created > last;
      last = Math.max(last, created);
    }
    after.set(id, { ...body, revision, firstSequence: created } as Recorded<JsonObject>);
  }
  return isInOrder ? after : new Map([...after].toSorted(([, a], [, b]) => a.firstSequence - b.firstSequence));
}

function emptyRooms(): Rooms {
  return Object.fromEntries(REGIONAL_KINDS.map((kind) => [kind, new Map()])) as unknown as Rooms;
}

function roomsOf(state: RegionState): Rooms {
  return Object.fromEntries(REGIONAL_KINDS.map((kind) => [kind, roomOf(state[ROOM_OF[kind]])])) as unknown as Rooms;
}

function roomOf(room: RegionState[(typeof ROOM_OF)[RegionalKind]]): ReadonlyMap<string, unknown> {
  if (room === null) return new Map();
  return "id" in room ? new Map([[room.id, room]]) : room;
}

// The one place where records become nouns: what was written by this package is taken to have the shape that it was written in.
function stateFrom(head: Head, rooms: Rooms, regionSequence: number): RegionState {
  const [community = null] = rooms.community.values();
  const [rules = null] = rooms.planningRules.values();
  return {
    head,
    regionSequence,
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
