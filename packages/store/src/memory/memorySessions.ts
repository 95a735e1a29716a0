// Sessions and invitations in memory.

import type { CommonsStore, InvitationRow, SessionRow } from "@commonwright/commons";

type SessionStore = Pick<
  CommonsStore,
  "keepSession" | "session" | "sessions" | "revokeSession" | "keepInvitation" | "takeInvitation" | "invitations" | "revokeInvitation"
>;

/** Sessions by the hash of their token, invitations by that of their code. */
export interface SessionRooms {
  readonly sessions: Map<string, SessionRow>;
  readonly invitations: Map<string, InvitationRow>;
}

/** Sessions and invitations that are gone with the program. */
export function memorySessions({ sessions, invitations }: SessionRooms): SessionStore {
  return {
    keepSession: async (session) => {
      for (const [hash, old] of sessions) if (!isLive(old, session.createdAt)) sessions.delete(hash);
      sessions.set(session.tokenHash, { ...session });
    },
    session: async (tokenHash, now) => liveOne(sessions.get(tokenHash), now),
    sessions: async (now) => [...sessions.values()].filter((session) => isLive(session, now)).toSorted(byAge(({ tokenHash }) => tokenHash)),
    revokeSession: async (tokenHash) => sessions.delete(tokenHash),
    keepInvitation: async (invitation) => {
      for (const [hash, old] of invitations) if (!isLive(old, invitation.createdAt)) invitations.delete(hash);
      if (!invitations.has(invitation.codeHash)) invitations.set(invitation.codeHash, { ...invitation });
    },
    takeInvitation: async (codeHash, now) => {
      const invitation = liveOne(invitations.get(codeHash), now);
      if (invitation !== null) invitations.delete(codeHash);
      return invitation;
    },
    invitations: async (now) => [...invitations.values()].filter((each) => isLive(each, now)).toSorted(byAge(({ codeHash }) => codeHash)),
    revokeInvitation: async (codeHash) => invitations.delete(codeHash),
  };
}

interface Passing {
  readonly createdAt: string;
  readonly expiresAt: string;
}

const isLive = ({ expiresAt }: Passing, now: string): boolean => Date.parse(expiresAt) > Date.parse(now);
const liveOne = <Row extends Passing>(row: Row | undefined, now: string): Row | null =>
  row !== undefined && isLive(row, now) ? row : null;

/** Oldest first, then by hash. */
const byAge =
  <Row extends Passing>(hashOf: (row: Row) => string) =>
  (one: Row, other: Row): number => {
    const [first, second] = [`${one.createdAt} ${hashOf(one)}`, `${other.createdAt} ${hashOf(other)}`];
    return first < second ? -1 : Number(first > second);
  };
