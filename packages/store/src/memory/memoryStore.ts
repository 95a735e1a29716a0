// A store in the memory of the program: for tests, and for a look that leaves nothing behind.

import { memorySessions } from "./memorySessions.js";
import {
  type AppendOutcome,
  canonicalJson,
  type CommonsStore,
  EMPTY_HEAD,
  type Head,
  type LogBatch,
  type NumberedPlan,
  PLANS_KEPT,
  type PlanRow,
  recordKeyText,
  type RecordRow,
  type Replay,
  type SealedEntry,
  toJson,
} from "@commonwright/commons";
import { assertBatchStorable, assertStorable, assertWhole, sameHead, TURN_MS } from "../storable.js";
import { flowsOf, idsOf } from "./memoryFlows.js";
import { intakeOf, type MemoryHouse, viewOf } from "./memoryWhole.js";
import { differencesOf, matchingRecords, pageOf, recordsByKeys, regionalRecords } from "./memoryRecords.js";

/** Who has the turn, until when (milliseconds as `performance.now` counts them). */
interface Turn {
  readonly writer: string;
  readonly until: number;
}

/** All there is of one community. `log` and `plans` in order; `records` by kind and id. */
interface CommunityRoom {
  log: SealedEntry[];
  records: Map<string, RecordRow>;
  turn: Turn | null;
  documents: Map<string, string>;
  plans: NumberedPlan[];
}

/** A store that is gone with the program. What goes in and comes out is copied, so that nobody changes it from outside. */
export const memoryStore = (): CommonsStore => storeOver(emptyHouse());

function storeOver(house: MemoryHouse<CommunityRoom>): CommonsStore {
  const { rooms } = house;
  return {
    communities: async () => [...rooms].filter(([, room]) => room.log.length > 0).map(([community]) => community),
    ...logStore(rooms),
    ...recordStore(rooms),
    flows: async (community, after, limit) => flowsOf(rooms.get(community) ?? { log: [], records: new Map() }, after, limit),
    idsCreated: async (community, keys) => idsOf(rooms.get(community)?.records ?? new Map(), keys),
    keepDocument: async (community, hash, text) => {
      const { documents } = roomOf(rooms, community);
      if (!documents.has(hash)) documents.set(hash, text);
    },
    document: async (community, hash) => rooms.get(community)?.documents.get(hash) ?? null,
    keepPlan: async (community, plan) => numberPlan(roomOf(rooms, community), plan),
    plans: async (community, first) => (rooms.get(community)?.plans ?? []).slice().reverse().slice(0, first),
    ...memorySessions(house),
    whole: async (read) => {
      const copy = emptyHouse();
      refill(copy, house);
      return read(viewOf(copy, storeOver(copy)));
    },
    takeIn: async ({ replacing }, bring) => {
      const next = emptyHouse();
      if (!replacing) refill(next, house);
      await bring(intakeOf(next));
      refill(house, next);
    },
    close: async () => undefined,
  };
}

type Rooms = Map<string, CommunityRoom>;

const newRoom = (): CommunityRoom => ({ log: [], records: new Map(), turn: null, documents: new Map(), plans: [] });
const emptyHouse = (): MemoryHouse<CommunityRoom> => ({ rooms: new Map(), sessions: new Map(), invitations: new Map(), newRoom });

/** Puts a copy of what is in one house in the place of what is in another. */
function refill(house: MemoryHouse<CommunityRoom>, given: MemoryHouse<CommunityRoom>): void {
  refillMap(house.rooms, given.rooms);
  refillMap(house.sessions, given.sessions);
  refillMap(house.invitations, given.invitations);
}

function refillMap<Value>(map: Map<string, Value>, given: ReadonlyMap<string, Value>): void {
  const copy = structuredClone(given);
  map.clear();
  for (const [key, value] of copy) map.set(key, value);
}

function logStore(rooms: Rooms): Pick<CommonsStore, "head" | "entries" | "texts" | "append" | "takeTurn" | "rebuild" | "compare"> {
  return {
    head: async (community) => headOf(rooms.get(community)),
    entries: async (community, after, limit) =>
      structuredClone((rooms.get(community)?.log ?? []).slice(Math.max(0, after), Math.max(0, after) + limit)),
    texts: async (community, after, limit) =>
      (rooms.get(community)?.log ?? [])
        .slice(Math.max(0, after), Math.max(0, after) + limit)
        .map(({ sequence, hash, entry }) => ({ sequence, hash, text: canonicalJson(toJson(entry)) })),
    append: async (community, batch, writer) => {
      assertBatchStorable(community, batch, writer);
      return append(rooms, { community, batch, writer });
    },
    takeTurn: async (community, writer) => {
      assertStorable(community, writer);
      const room = roomOf(rooms, community);
      if (othersTurn(room, writer) > 0) return null;
      room.turn = { writer, until: performance.now() + TURN_MS };
      return headOf(room);
    },
    rebuild: async (community, replay) => rebuild(rooms.get(community), replay),
    compare: async (community, replay) => differing(rooms.get(community), replay).differences,
  };
}

function recordStore(rooms: Rooms): Pick<CommonsStore, "region" | "records" | "list" | "referring" | "count"> {
  const records = (community: string) => rooms.get(community)?.records ?? new Map<string, RecordRow>();
  return {
    region: async (community) => {
      const room = rooms.get(community);
      if (room === undefined || room.log.length === 0) return null;
      return structuredClone({ head: headOf(room), records: regionalRecords(room.records) });
    },
    records: async (community, keys) => structuredClone(recordsByKeys(records(community), keys)),
    list: async (community, ask) => structuredClone(pageOf(matchingRecords(records(community), { kind: ask.kind }), ask)),
    referring: async (community, asks) => structuredClone(asks.map((ask) => pageOf(matchingRecords(records(community), ask), ask))),
    count: async (community, ask, most) => Math.min(most, matchingRecords(records(community), ask).length),
  };
}

interface SentBatch {
  readonly community: string;
  readonly batch: LogBatch;
  readonly writer: string | undefined;
}

function append(rooms: Rooms, { community, batch, writer }: SentBatch): AppendOutcome {
  const room = rooms.get(community);
  const milliseconds = othersTurn(room, writer);
  if (milliseconds > 0) return { type: "Busy", milliseconds };
  const head = headOf(room);
  if (!sameHead(head, batch.after)) return { type: "HeadMoved", head };
  assertWhole(batch);
  return take(roomOf(rooms, community), batch);
}

/** Milliseconds that the turn of somebody else still lasts. */
function othersTurn(room: CommunityRoom | undefined, writer: string | undefined): number {
  const turn = room?.turn ?? null;
  return turn === null || turn.writer === writer ? 0 : Math.max(0, Math.ceil(turn.until - performance.now()));
}

function rebuild(room: CommunityRoom | undefined, replay: Replay) {
  const { right, differences } = differing(room, replay);
  if (room !== undefined) room.records = right;
  return differences;
}

function differing(room: CommunityRoom | undefined, replay: Replay) {
  const right = new Map(structuredClone(replay(room?.log ?? [])).map((row) => [recordKeyText(row), row]));
  return { right, differences: differencesOf(room?.records ?? new Map<string, RecordRow>(), right, 100) };
}

/** Rooms stand in the order of their founding: a room that was empty until now goes behind the others. */
function roomOf(rooms: Rooms, community: string): CommunityRoom {
  const room = rooms.get(community) ?? newRoom();
  if (room.log.length === 0) rooms.delete(community);
  rooms.set(community, room);
  return room;
}

function headOf(room: CommunityRoom | undefined): Head {
  const last = room?.log.at(-1);
  return last === undefined ? EMPTY_HEAD : { sequence: last.sequence, hash: last.hash };
}

function take(room: CommunityRoom, given: LogBatch): AppendOutcome {
  const { sealed, writes, head } = structuredClone(given);
  room.log.push(...sealed);
  for (const row of writes) room.records.set(recordKeyText(row), row);
  room.turn = null;
  return { type: "Appended", head };
}

function numberPlan(room: CommunityRoom, plan: PlanRow): number {
  const known = room.plans.find((kept) => kept.hash === plan.hash && kept.sequence === plan.sequence);
  const number = known?.number ?? room.plans.length + 1;
  if (known === undefined) room.plans.push({ ...plan, number });
  pruneDocuments(room);
  return number;
}

/** Documents that only old plans name go; those that no plan names stay. */
function pruneDocuments(room: CommunityRoom): void {
  const named = (plans: readonly PlanRow[]) => new Set(plans.flatMap((plan) => [plan.hash, plan.problemHash]));
  const kept = named(room.plans.slice(-PLANS_KEPT));
  for (const hash of named(room.plans.slice(0, -PLANS_KEPT))) if (!kept.has(hash)) room.documents.delete(hash);
}
