// A house without a region behind a real HTTP server, for tests of the door alone.

import { request } from "node:http";
import { standingOf } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { eventHub } from "../../src/http/events.js";
import type { House } from "../../src/http/house.js";
import { knownHosts } from "../../src/http/hosts.js";
import { type HttpServer, listen } from "../../src/http/httpServer.js";
import { invitationsIn } from "../../src/http/invitations.js";
import type { Membership } from "../../src/community/membership.js";
import { joinCodes } from "../../src/http/joinCodes.js";
import { sessionsIn } from "../../src/http/sessions.js";

/** Answers with who asks; the clock stands still until it is moved. */
export async function doorOnly(change: Partial<House> = {}) {
  const clock = { now: Date.parse("2026-11-21T12:00:00Z") };
  const { store } = await openStore({ database: { type: "memory" } });
  const faults: unknown[] = [];
  const events = eventHub(() => [{ name: "sequence", data: { sequence: 7 } }]);
  const codes = joinCodes(() => clock.now);
  const sessions = sessionsIn(store, () => new Date(clock.now));
  const house = (port: number): House => ({
    community: (id) =>
      id === null || id === "here"
        ? {
            execute: (query, caller) =>
              Promise.resolve({ data: { kind: caller.kind, refusal: caller.refusal?.code ?? null, query: query.query } }),
            isMutation: ({ query }) => query.startsWith("mutation"),
            belongs: async ({ actor }) => standingOf(actor, "here", NO_RECORDS).belongs,
            events,
            document: (number, which) => Promise.resolve(number === 1 ? JSON.stringify({ which }) : null),
          }
        : null,
    pages: null,
    explorer: null,
    mapText: '{"land":[]}',
    sessions,
    invitations: invitationsIn(store, () => new Date(clock.now)),
    membership: members(),
    makeId: () => "somebody",
    joinCodes: codes,
    onJoined: () => undefined,
    hosts: knownHosts(port, "127.0.0.1", ["region.example"]),
    isBehindProxy: false,
    port,
    now: () => clock.now,
    onFault: (fault) => faults.push(fault),
    ...change,
  });
  const server = await listen({ host: "127.0.0.1", port: 0 }, house);
  if ("refused" in server) throw new Error(server.refused);
  return { server, clock, faults, events, codes, sessions, store };
}

/** Takes everybody in; the first becomes the steward. */
function members(): Membership {
  let hasStewards = false;
  const arrived = (person: string) => {
    hasStewards = true;
    return Promise.resolve({ agent: person });
  };
  return {
    hasStewards: () => hasStewards,
    claim: ({ person }) => arrived(person),
    join: ({ person }) => arrived(person),
    joinByHouse: ({ person }) => arrived(person),
    standing: (actor) => Promise.resolve(standingOf(actor, "here", NO_RECORDS)),
    follow: () => Promise.resolve(),
  };
}

const NO_RECORDS = { get: () => undefined, referring: () => [], firstSaid: () => ({}) };

/** What a request is sent with; `host` goes into the header whatever it is. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request as any program could: fetch would not let a test choose its Host. */
export function send({ port }: Pick<HttpServer, "port">, { method = "GET", path = "/", headers = {}, body }: Sent) {
  return new Promise<{ status: number; headers: Readonly<Record<string, unknown>>; text: string }>((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", method, path, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => (text += piece));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** A GraphQL request of our own page; headers can be changed. */
export const graphql = (server: Pick<HttpServer, "port">, query: string, headers: Readonly<Record<string, string>> = {}) =>
  send(server, {
    method: "POST",
    path: "/graphql",
    headers: { "content-type": "application/json", origin: `http://127.0.0.1:${server.port}`, ...headers },
    body: JSON.stringify({ query }),
  });
