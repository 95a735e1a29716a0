// All that a store in memory keeps, read as one moment, and taken in whole.

import {
  EMPTY_HEAD,
  type Head,
  type Intake,
  type KeptListOf,
  type KeptRow,
  type LogIntake,
  type NumberedPlan,
  recordKeyText,
  type RecordRow,
  type Replay,
  type SealedEntry,
  type WholeView,
  type CommonsStore,
  verifyChain,
} from "@commonwright/commons";
import type { SessionRooms } from "./memorySessions.js";
import { assertStorable } from "../storable.js";
import { StoreFault } from "../storeFault.js";
import { reachOf, roleOf } from "../sessionTerms.js";
import { logGoesOn, otherLog } from "../takenLogs.js";

/** What of a community's room is kept, and what is made of it. */
interface KeptRoom {
  log: SealedEntry[];
  records: Map<string, RecordRow>;
  readonly documents: Map<string, string>;
  readonly plans: NumberedPlan[];
}

/** All there is in memory, and how a room is begun. */
export interface MemoryHouse<Room extends KeptRoom> extends SessionRooms {
  readonly rooms: Map<string, Room>;
  readonly newRoom: () => Room;
}

/** `store` is one over a copy of the house. */
export function viewOf(house: MemoryHouse<KeptRoom>, store: CommonsStore): WholeView {
  return {
    communities: () => store.communities(),
    head: (community) => store.head(community),
    texts: (community, after, limit) => store.texts(community, after, limit),
    async *rows(list) {
      const rows = rowsOf(house, list);
      if (rows.length > 0) yield rows;
    },
  };
}

function rowsOf({ rooms, sessions, invitations }: MemoryHouse<KeptRoom>, { name, community }: KeptListOf): readonly KeptRow[] {
  const room = rooms.get(community ?? "");
  switch (name) {
    case "documents":
      return [...(room?.documents ?? [])].toSorted(([one], [other]) => byBytes(one, other));
    case "plans":
      return (room?.plans ?? []).map(({ number, hash, problemHash, sequence, madeAt }) => [number, hash, problemHash, sequence, madeAt]);
    case "sessions":
      return [...sessions.values()]
        .map(({ tokenHash, kind, name: called, createdAt, expiresAt, agent = null, reach, isGranted }): KeptRow => {
          const basis = isGranted ? "house" : "agent";
          return [tokenHash, kind, called, createdAt, expiresAt, agent, reach, basis];
        })
        .toSorted(([one], [other]) => byBytes(String(one), String(other)));
    case "invitations":
      return [...invitations.values()]
        .map(({ codeHash, role, agent = null, invitedBy, createdAt, expiresAt }): KeptRow => {
          return [codeHash, role, agent, invitedBy, createdAt, expiresAt];
        })
        .toSorted(([one], [other]) => byBytes(String(one), String(other)));
  }
}

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Takes into a house that nobody else has; where that throws, the house is to be thrown away. */
export function intakeOf<Room extends KeptRoom>(house: MemoryHouse<Room>): Intake {
  return {
    log: async (community, replay) => logIntake(house, community, replay),
    rows: async (list, rows) => {
      for (const row of rows) takeRow(house, list, row);
    },
  };
}

function logIntake<Room extends KeptRoom>({ rooms, newRoom }: MemoryHouse<Room>, community: string, replay: Replay): LogIntake {
  assertStorable(community);
  const room = rooms.get(community) ?? newRoom();
  const last = room.log.at(-1);
  const before: Head = last === undefined ? EMPTY_HEAD : { sequence: last.sequence, hash: last.hash };
  const taken: SealedEntry[] = [];
  rooms.set(community, room);
  room.records = new Map();
  return {
    async take(page) {
      const head = taken.at(-1) ?? EMPTY_HEAD;
      const sealed = page.map(({ sequence, hash, text }, index): SealedEntry => {
        const previous = (index === 0 ? head : page[index - 1])?.hash ?? head.hash;
        return { sequence, previous, hash, entry: JSON.parse(text) };
      });
      const verdict = verifyChain(sealed, { sequence: head.sequence, hash: head.hash });
      if (verdict.type === "Broken") throw new StoreFault("Refused", `Entry ${verdict.sequence} does not continue the chain.`);
      if (sealed.some(({ sequence, hash }) => sequence === before.sequence && hash !== before.hash)) throw otherLog(community, before);
      for (const { entry } of sealed) assertStorable(entry.kind, entry.at, entry.by);
      taken.push(...sealed);
      for (const row of structuredClone(replay(sealed))) room.records.set(recordKeyText(row), row);
    },
    async end() {
      if (taken.length < before.sequence) throw logGoesOn(community, before, taken.length);
      room.log = taken;
    },
  };
}

function takeRow({ rooms, sessions, invitations }: MemoryHouse<KeptRoom>, { name, community }: KeptListOf, row: KeptRow): void {
  const room = rooms.get(community ?? "");
  const [key = "", ...others] = row.map((value) => (value === null ? "" : String(value)));
  switch (name) {
    case "documents":
      assertNew(room?.documents.has(key), name, key);
      room?.documents.set(key, others[0] ?? "");
      break;
    case "plans": {
      const [hash = "", problemHash = "", sequence = "", madeAt = ""] = others;
      assertNew(
        room?.plans.some((plan) => plan.number === Number(key)),
        name,
        key,
      );
      room?.plans.push({ number: Number(key), hash, problemHash, sequence: Number(sequence), madeAt });
      break;
    }
    case "sessions": {
      const [kind, called = "", createdAt = "", expiresAt = ""] = others;
      assertNew(sessions.has(key), name, key);
      const agent = typeof row[5] === "string" ? { agent: row[5] } : {};
      const terms = { reach: reachOf(row[6]), isGranted: row[7] !== "agent" };
      const session = { tokenHash: key, kind: kind === "steward" ? "steward" : "device", name: called, createdAt, expiresAt } as const;
      sessions.set(key, { ...session, ...agent, ...terms });
      break;
    }
    case "invitations": {
      const [role, , invitedBy = "", createdAt = "", expiresAt = ""] = others;
      assertNew(invitations.has(key), name, key);
      const agent = typeof row[2] === "string" ? { agent: row[2] } : {};
      invitations.set(key, { codeHash: key, role: roleOf(role), ...agent, invitedBy, createdAt, expiresAt });
      break;
    }
  }
}

function assertNew(isThere: boolean | undefined, list: string, key: string): void {
  if (isThere === true) throw new StoreFault("Refused", `The list ${list} has ${key} twice.`);
}
