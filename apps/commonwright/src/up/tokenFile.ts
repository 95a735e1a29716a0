// The token file of `up`: a good token in it goes on being used; else a new one is written, and those that the file held before are ended.

import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { CommonsStore, SessionRow } from "@commonwright/commons";
import { expiryAfter, hashOfToken, SESSION_DAYS, sessionsIn } from "../http/sessions.js";
import { isPrivate, writePrivately } from "../privateFile.js";

type SessionStore = Pick<CommonsStore, "session" | "keepSession" | "sessions" | "revokeSession">;

/**
 * Leaves a token in the file with which programs may change things. One that was made for this file is good for its whole time again; one that
 * `token` made keeps its own end. A file that others may read is written anew, since its token may have been read.
 */
export async function keepTokenFile(store: SessionStore, file: string, now: () => Date): Promise<void> {
  const name = nameFor(file);
  const kept = await sessionInFile(store, file, now());
  if (kept === null) return renewFile(store, { file, name, now });
  if (kept.name === name) await store.keepSession({ ...kept, expiresAt: expiryAfter(now(), SESSION_DAYS) });
}

/** The new one is in the file before the old ones end, so that at no moment the file holds none. */
async function renewFile(store: SessionStore, { file, name, now }: { file: string; name: string; now: () => Date }): Promise<void> {
  const before = (await store.sessions(now().toISOString())).filter((session) => session.kind === "steward" && session.name === name);
  const token = await sessionsIn(store, now).open("steward", name);
  await writePrivately(resolve(file), `${token}\n`);
  for (const { tokenHash } of before) await store.revokeSession(tokenHash);
}

/** The session of the token that a file holds; null where there is no such file, others may read it, or its token is not known or over. */
async function sessionInFile(store: SessionStore, file: string, now: Date): Promise<SessionRow | null> {
  const text = await privateText(resolve(file));
  const session = text === null ? null : await store.session(hashOfToken(text.trim()), now.toISOString());
  return session?.kind === "steward" ? session : null;
}

async function privateText(path: string): Promise<string | null> {
  try {
    return (await isPrivate(path)) ? await readFile(path, "utf8") : null;
  } catch {
    // Not there, or not readable: then it is written, which says what is wrong.
    return null;
  }
}

const MOST_NAME = 60;

/** Without the folder: the name is noted as the author of what is done with the token. */
function nameFor(file: string): string {
  const characters = [...basename(file).replace(/\p{C}/gu, " ")];
  return `a program with the token file ${characters.slice(0, MOST_NAME).join("")}`;
}
