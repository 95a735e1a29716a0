// A store in the memory of the program: for tests, and for a look that leaves nothing behind.

import {
  type AppendOutcome,
  type CommonsStore,
  EMPTY_HEAD,
  type Head,
  type NumberedPlan,
  PLANS_KEPT,
  type PlanRow,
  type RecordRow,
  type SealedEntry,
  type SessionRow,
  type Snapshot,
} from "@commonwright/commons";
import { assertStorable, type LogBatch, type Projection, recordKey, sameHead, sealBatch } from "../logBatch.js";

/** All there is of one community. `log` and `plans` in order; `records` by kind and id. */
interface CommunityRoom {
  log: SealedEntry[];
  records: Map<string, RecordRow>;
  documents: Map<string, string>;
  plans: NumberedPlan[];
}

/** A store that is gone with the program. What goes in and comes out is copied, so that nobody changes it from outside. */
export function memoryStore(project: Projection): CommonsStore {
  const rooms = new Map<string, CommunityRoom>();
  const sessions = new Map<string, SessionRow>();
  return {
    communities: async () => [...rooms].filter(([, room]) => room.log.length > 0).map(([community]) => community),
    snapshot: async (community) => snapshotOf(rooms.get(community)),
    head: async (community) => headOf(rooms.get(community)),
    entries: async (community, after, limit) =>
      structuredClone((rooms.get(community)?.log ?? []).slice(Math.max(0, after), Math.max(0, after) + limit)),
    append: async (community, after, entries) => {
      assertStorable(community);
      const batch = structuredClone(sealBatch(project, after, entries));
      const head = headOf(rooms.get(community));
      if (!sameHead(head, after)) return { type: "HeadMoved", head };
      return take(roomOf(rooms, community), batch);
    },
    keepDocument: async (community, hash, text) => {
      const { documents } = roomOf(rooms, community);
      if (!documents.has(hash)) documents.set(hash, text);
    },
    document: async (community, hash) => rooms.get(community)?.documents.get(hash) ?? null,
    keepPlan: async (community, plan) => numberPlan(roomOf(rooms, community), plan),
    plans: async (community, first) => (rooms.get(community)?.plans ?? []).slice().reverse().slice(0, first),
    keepSession: async (session) => keepSession(sessions, session),
    session: async (tokenHash, now) => liveSession(sessions.get(tokenHash), now),
    close: async () => undefined,
  };
}

/** Rooms stand in the order of their founding: a room that was empty until now goes behind the others. */
function roomOf(rooms: Map<string, CommunityRoom>, community: string): CommunityRoom {
  const room = rooms.get(community) ?? { log: [], records: new Map(), documents: new Map(), plans: [] };
  if (room.log.length === 0) rooms.delete(community);
  rooms.set(community, room);
  return room;
}

function headOf(room: CommunityRoom | undefined): Head {
  const last = room?.log.at(-1);
  return last === undefined ? EMPTY_HEAD : { sequence: last.sequence, hash: last.hash };
}

function snapshotOf(room: CommunityRoom | undefined): Snapshot | null {
  if (room === undefined || room.log.length === 0) return null;
  const records = [...room.records.values()].toSorted(byKindAndId);
  return { head: headOf(room), records: structuredClone(records) };
}

/** The order of the C collation of PostgreSQL: by bytes. */
function byKindAndId(one: RecordRow, other: RecordRow): number {
  return Buffer.compare(Buffer.from(one.kind), Buffer.from(other.kind)) || Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));
}

function take(room: CommunityRoom, batch: LogBatch): AppendOutcome {
  room.log.push(...batch.sealed);
  for (const { body, ...rest } of batch.writes) {
    if (body === null) room.records.delete(recordKey(rest));
    else room.records.set(recordKey(rest), { ...rest, body });
  }
  return { type: "Appended", head: batch.head };
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

function keepSession(sessions: Map<string, SessionRow>, session: SessionRow): void {
  for (const [hash, old] of sessions) if (liveSession(old, session.createdAt) === null) sessions.delete(hash);
  sessions.set(session.tokenHash, { ...session });
}

function liveSession(session: SessionRow | undefined, now: string): SessionRow | null {
  return session !== undefined && Date.parse(session.expiresAt) > Date.parse(now) ? session : null;
}
