// Sessions and invitations in the tables.

import type { CommonsStore, InvitationRow, SessionRow } from "@commonwright/commons";
import { reachOf, roleOf } from "../sessionTerms.js";
import type { SqlDatabase, SqlRow } from "./database.js";

type SessionStore = Pick<
  CommonsStore,
  "keepSession" | "session" | "sessions" | "revokeSession" | "keepInvitation" | "takeInvitation" | "invitations" | "revokeInvitation"
>;

/** The sessions and invitations of a database. */
export function sessionStore(database: SqlDatabase): SessionStore {
  return {
    keepSession: async (session) => {
      const { tokenHash, kind, name, agent = null, reach, isGranted, createdAt, expiresAt } = session;
      await database.query("delete from session where expires_at::timestamptz <= $1::text::timestamptz", [createdAt]);
      await database.query(KEEP_SESSION, [tokenHash, kind, name, createdAt, expiresAt, agent, reach, isGranted ? "house" : "agent"]);
    },
    session: async (tokenHash, now) => {
      const [row] = await database.query(SESSION, [tokenHash, now]);
      return row === undefined ? null : sessionOf(row);
    },
    sessions: async (now) => (await database.query(SESSIONS, [now])).map(sessionOf),
    revokeSession: async (tokenHash) => {
      const [row] = await database.query("delete from session where token_hash = $1 returning token_hash", [tokenHash]);
      return row !== undefined;
    },
    ...invitationStore(database),
  };
}

const SESSION_COLUMNS = "token_hash, kind, name, created_at, expires_at, agent, reach, basis";
const KEEP_SESSION = `insert into session (${SESSION_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (token_hash) do update
  set kind = excluded.kind, name = excluded.name, created_at = excluded.created_at, expires_at = excluded.expires_at, agent = excluded.agent,
    reach = excluded.reach, basis = excluded.basis`;
const SESSION = `select ${SESSION_COLUMNS} from session where token_hash = $1 and expires_at::timestamptz > $2::text::timestamptz`;
const SESSIONS = `select ${SESSION_COLUMNS} from session
  where expires_at::timestamptz > $1::text::timestamptz order by created_at collate "C", token_hash`;

function sessionOf(row: SqlRow): SessionRow {
  return {
    tokenHash: String(row.token_hash),
    kind: row.kind === "steward" ? "steward" : "device",
    name: String(row.name),
    ...(typeof row.agent === "string" ? { agent: row.agent } : {}),
    reach: reachOf(row.reach),
    isGranted: row.basis !== "agent",
    createdAt: String(row.created_at),
    expiresAt: String(row.expires_at),
  };
}

function invitationStore(
  database: SqlDatabase,
): Pick<CommonsStore, "keepInvitation" | "takeInvitation" | "invitations" | "revokeInvitation"> {
  return {
    keepInvitation: async ({ codeHash, role, agent = null, invitedBy, createdAt, expiresAt }) => {
      await database.query("delete from invitation where expires_at::timestamptz <= $1::text::timestamptz", [createdAt]);
      await database.query(KEEP_INVITATION, [codeHash, role, agent, invitedBy, createdAt, expiresAt]);
    },
    // Once only, also where two ask in the same moment: a row is deleted by one of them. Not sent again by itself after a lost connection.
    takeInvitation: async (codeHash, now) => {
      const [row] = await database.queryOnce(TAKE_INVITATION, [codeHash, now]);
      return row === undefined ? null : invitationOf(row);
    },
    invitations: async (now) => (await database.query(INVITATIONS, [now])).map(invitationOf),
    revokeInvitation: async (codeHash) => {
      const [row] = await database.query("delete from invitation where code_hash = $1 returning code_hash", [codeHash]);
      return row !== undefined;
    },
  };
}

const INVITATION_COLUMNS = "code_hash, role, agent, invited_by, created_at, expires_at";
const KEEP_INVITATION = `insert into invitation (${INVITATION_COLUMNS}) values ($1, $2, $3, $4, $5, $6) on conflict (code_hash) do nothing`;
const TAKE_INVITATION = `delete from invitation where code_hash = $1 and expires_at::timestamptz > $2::text::timestamptz
  returning ${INVITATION_COLUMNS}`;
const INVITATIONS = `select ${INVITATION_COLUMNS} from invitation
  where expires_at::timestamptz > $1::text::timestamptz order by created_at collate "C", code_hash`;

function invitationOf(row: SqlRow): InvitationRow {
  return {
    codeHash: String(row.code_hash),
    role: roleOf(row.role),
    ...(typeof row.agent === "string" ? { agent: row.agent } : {}),
    invitedBy: String(row.invited_by),
    createdAt: String(row.created_at),
    expiresAt: String(row.expires_at),
  };
}
