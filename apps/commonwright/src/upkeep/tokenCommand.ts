// `commonwright token`: sessions for programs that may change things, made, listed and ended.

import { resolve } from "node:path";
import type { CommonsStore, Reach, SessionRow } from "@commonwright/commons";
import { SESSION_DAYS, sessionsIn } from "../http/sessions.js";
import { printable } from "../refusal.js";
import { tableLines } from "../report/textTable.js";
import { privateFileRefusal, writePrivately } from "../privateFile.js";
import { EXIT, type World } from "../world.js";
import { communitiesAsked, type DataPlace, type Kept, withKeptData } from "./keptData.js";

/** What the command is called with: to list, to revoke, or else to make a token. */
export interface TokenArguments extends DataPlace {
  readonly name?: string | undefined;
  /** Id of the agent that acts through it. */
  readonly agent?: string | undefined;
  readonly days?: number | undefined;
  /** What it may at most; everything unless said. */
  readonly reach?: Reach | undefined;
  /** Where the token is written instead of to standard output. */
  readonly out?: string | undefined;
  readonly list: boolean;
  /** The name of a session, or its id as it is listed. */
  readonly revoke?: string | undefined;
}

type CommandWorld = Pick<World, "out" | "err" | "now">;
type Told = Promise<{ readonly refused: string } | { readonly text: string; readonly note?: string }>;

const MOST_NAME = 80;

/** Does one of the three and gives the exit code. */
export async function runToken(given: TokenArguments, world: CommandWorld): Promise<number> {
  const acted = told(
    await withKeptData(given, (store) => {
      if (given.list) return listed(store, world.now());
      if (given.revoke !== undefined) return revoked(store, given.revoke, world.now());
      return made(store, given, world);
    }),
  );
  if ("refused" in acted) {
    world.err(`${printable(acted.refused)}\n`);
    return EXIT.refused;
  }
  world.out(acted.text);
  if (acted.note !== undefined) world.err(acted.note);
  return EXIT.done;
}

function told<Outcome>(kept: Kept<Outcome | { readonly refused: string }>): Outcome | { readonly refused: string } {
  return "refused" in kept ? kept : kept.outcome;
}

async function made(store: CommonsStore, given: TokenArguments, { now }: CommandWorld): Told {
  const { agent, days = SESSION_DAYS, reach = "steward", out } = given;
  const name = (given.name ?? "a program with a token").replace(/\p{C}/gu, " ").trim();
  if (name === "" || name.length > MOST_NAME) return { refused: `The name of a token has from 1 to ${MOST_NAME} characters.` };
  const refused = (await unknownAgent(store, agent)) ?? (out === undefined ? null : await privateFileRefusal(out));
  if (refused !== null) return refused;
  const token = await sessionsIn(store, now).open("steward", name, { actor: { agent: agent ?? null, reach, isGranted: true }, days });
  const ends = new Date(now().getTime() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const acting = agent === undefined ? "" : ` It acts for the agent ${agent}.`;
  const note = `"${name}" may ${MAY[reach]} until ${ends}.${acting}`;
  if (out === undefined) return { text: `${token}\n`, note: `${printable(`${note} The token is shown this once.`)}\n` };
  await writePrivately(resolve(out), `${token}\n`);
  return { text: `${printable(`${note} The token is in ${out}.`)}\n` };
}

const MAY: Readonly<Record<Reach, string>> = { steward: "change things", member: "change what members may", read: "read" };

/** Null: there is such an agent, or none was named. The community is the one that is served. */
async function unknownAgent(store: CommonsStore, agent: string | undefined): Promise<{ readonly refused: string } | null> {
  if (agent === undefined) return null;
  const communities = await communitiesAsked(store, undefined);
  if ("refused" in communities) return communities;
  const [community = ""] = communities;
  const [row] = await store.records(community, [{ kind: "agent", id: agent }]);
  return row === undefined || row.isRemoved ? { refused: `There is no agent ${agent} in the community; record it first.` } : null;
}

/** Enough of the hash to tell sessions apart; nobody comes from it to the token. */
const idOf = ({ tokenHash }: SessionRow): string => tokenHash.slice(0, 12);
const HEADER = ["name", "id", "kind", "agent", "reach", "made", "ends"];

async function listed(store: CommonsStore, now: Date): Told {
  const sessions = await store.sessions(now.toISOString());
  if (sessions.length === 0) return { text: "There are no sessions.\n" };
  const rows = sessions.map((session) => {
    const { name, kind, agent = "", reach, createdAt, expiresAt } = session;
    return [printable(name), idOf(session), kind, printable(agent), reach, createdAt.slice(0, 10), expiresAt.slice(0, 10)];
  });
  const lines = tableLines(
    rows,
    HEADER.map(() => "left"),
    { header: HEADER, indent: 0 },
  );
  return { text: `${lines.join("\n")}\n` };
}

/** Ends all of a name: whoever looks for one that leaked must not be left with its twin. */
async function revoked(store: CommonsStore, asked: string, now: Date): Told {
  const sessions = await store.sessions(now.toISOString());
  const found = sessions.filter((session) => session.name === asked || idOf(session) === asked);
  if (found.length === 0) return { refused: `There is no session with the name or id ${asked}; --list shows those there are.` };
  for (const { tokenHash } of found) await store.revokeSession(tokenHash);
  const ended = found.map((session) => `"${session.name}" (${idOf(session)})`).join(", ");
  const [verb, them] = found.length === 1 ? ["is", "it"] : ["are", "them"];
  return { text: `${printable(`${ended} ${verb} ended. A server that runs has forgotten ${them} within half a minute.`)}\n` };
}
