// Who comes in, by which door, and what is left of a session when its person belongs no more: a served community over HTTP.

import type { CommonsStore, GivingRole } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { afterEach, describe, expect, it } from "vitest";
import { invitationsIn } from "../../src/http/invitations.js";
import { idleHands } from "../permissions/idleHands.js";
import { type ServedHamlet, servedHamlet } from "../up/region.js";
import { send } from "./server.js";

const DAY_MS = 24 * 3600 * 1000;
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

type Headers = Readonly<Record<string, string>>;

/** A served hamlet with a clock of its own, and the doors as our own page knocks at them. */
async function begun(store?: CommonsStore) {
  const clock = { now: Date.now() };
  const now = () => new Date(clock.now);
  const served = await servedHamlet({ hands: idleHands, now, ...(store === undefined ? {} : { store }) });
  open.push(served.close);
  const { serving } = served;
  const origin = `http://127.0.0.1:${serving.port}`;
  const post = (path: string, body: unknown, headers: Headers = {}) => {
    // A minute's worth of tries; the limit has a test of its own.
    clock.now += 10_000;
    return send(serving, {
      method: "POST",
      path,
      headers: { "content-type": "application/json", origin, ...headers },
      body: JSON.stringify(body),
    });
  };
  const claim = async (name: string, headers: Headers = {}) => cookieOf(await post("/claim", { name }, headers));
  const join = async (code: string, name = "Somebody") => cookieOf(await post("/join", { code, name }));
  const invite = async (role: Exclude<GivingRole, "owner">, agent?: string, invitedBy = "the house") =>
    (await invitationsIn(served.store, now).make({ role, invitedBy, ...(agent === undefined ? {} : { agent }) })).code;
  const ask = async (query: string, headers: Headers = {}) => {
    const { text } = await post("/graphql", { query }, headers);
    return JSON.parse(text) as { data?: any; errors?: readonly { message: string; extensions: { code: string } }[] };
  };
  return { served, serving, clock, origin, post, claim, join, invite, ask };
}

type Door = Awaited<ReturnType<typeof begun>>;
type Answer = Awaited<ReturnType<typeof send>>;

/** The header of the cookie that was set; else the status of the refusal. */
function cookieOf({ status, headers }: Answer): Headers {
  const [cookie] = (headers["set-cookie"] ?? []) as string[];
  return status === 200 && cookie !== undefined ? { cookie: cookie.split(";")[0] ?? "" } : { refused: String(status) };
}

const STEWARDS = "{ agentRelationships(first: 50) { edges { node { id revisionId subject { id name } relationship { id } } } } }";

/** Names of those who have a role. */
async function having({ ask }: Door, role: GivingRole, headers: Headers): Promise<string[]> {
  const { data } = await ask(STEWARDS, headers);
  const nodes = data.agentRelationships.edges.map(({ node }: any) => node);
  return nodes.filter(({ relationship }: any) => relationship.id === `commonwright:${role}`).map(({ subject }: any) => subject.name);
}

const codeOf = (answer: { readonly errors?: readonly { readonly extensions: { readonly code: string } }[] }) =>
  answer.errors?.[0]?.extensions.code ?? "allowed";
const ADD = 'mutation { createUnit(unit: { label: "sack", symbol: "sk" }) { unit { id } } }';

describe("the first steward", () => {
  it("[A65] [A66] is who sits at the machine and claims it, once", async () => {
    const door = await begun();
    expect(codeOf(await door.ask(ADD))).toBe("allowed");
    const ada = await door.claim("Ada");
    expect(await having(door, "steward", ada)).toEqual(["Ada"]);
    expect(await door.claim("Ben")).toEqual({ refused: "403" });
    expect([codeOf(await door.ask(ADD, ada)), codeOf(await door.ask(ADD))]).toEqual(["allowed", "UNAUTHENTICATED"]);
    expect(door.served.faults).toEqual([]);
  });

  const STRANGE: readonly (readonly [string, Headers, unknown, number])[] = [
    ["text of a form", { "content-type": "text/plain" }, { name: "Eve" }, 415],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, { name: "Eve" }, 415],
    ["a page of another site", { origin: "http://evil.example" }, { name: "Eve" }, 403],
    ["a page without an origin of its own", { origin: "null" }, { name: "Eve" }, 403],
    ["what the browser calls another site", { "sec-fetch-site": "cross-site" }, { name: "Eve" }, 403],
    ["another port of this machine", { "sec-fetch-site": "same-site" }, { name: "Eve" }, 403],
    ["what came through a proxy", { "x-forwarded-for": "127.0.0.1" }, { name: "Eve" }, 403],
    ["a token that nobody knows", { authorization: "Bearer guess" }, { name: "Eve" }, 403],
    ["nobody", {}, {}, 400],
    ["a name of spaces", {}, { name: " \u0007 " }, 400],
    ["a list", {}, [], 400],
  ];
  it("[A66] [A68] is nobody who sends it otherwise than our own page on this machine", async () => {
    const door = await begun();
    for (const [what, headers, body, status] of STRANGE) {
      door.clock.now += 60_000;
      expect([what, (await door.post("/claim", body, headers)).status]).toEqual([what, status]);
    }
    expect(door.serving.community.membership.hasStewards()).toBe(false);
  });

  it("[A66] is one, also where two claim at once, and one comes by the code of the terminal", async () => {
    const door = await begun();
    const code = door.serving.joinCodes.issue();
    const came = await Promise.all([door.claim("Ada"), door.claim("Ben"), door.join(code, "Cleo")]);
    const inside = came.filter((headers) => "cookie" in headers);
    expect(await having(door, "steward", inside[0] ?? {})).toHaveLength(1);
    expect(came[2]).toHaveProperty("cookie");
  });

  it("[A66] may come by the code of the terminal; who comes so later is a member", async () => {
    const door = await begun();
    const ada = await door.join(door.serving.joinCodes.issue(), "Ada");
    const ben = await door.join(door.serving.joinCodes.issue(), "Ben");
    expect([await having(door, "steward", ada), await having(door, "member", ada)]).toEqual([["Ada"], ["Ben"]]);
    expect([
      codeOf(await door.ask(ADD, ben)),
      codeOf(await door.ask('mutation { createPerson(person: { name: "X" }) { agent { id } } }', ben)),
    ]).toEqual(["allowed", "FORBIDDEN"]);
  });

  it("[A66] is one of two servers on one log; the other takes nobody for the house any more", async () => {
    const opened = await openStore({ database: { type: "memory" } });
    open.push(() => opened.close());
    const { store } = opened;
    const [one, two] = [await begun(store), await begun(store)];
    const came = await Promise.all([one.claim("Ada"), two.claim("Ben")]);
    const inside = came.filter((headers) => "cookie" in headers);
    expect(inside).toHaveLength(1);
    expect(await having(one, "steward", inside[0] ?? {})).toHaveLength(1);
    const third = await begun(store);
    await third.ask("{ viewer { kind } }");
    expect([codeOf(await one.ask(ADD)), codeOf(await two.ask(ADD)), codeOf(await third.ask(ADD))]).toEqual(
      Array(3).fill("UNAUTHENTICATED"),
    );
  });

  it("[A66] is not who was called a steward by a role of the community's own before", async () => {
    const door = await begun();
    for (const text of [
      'createPerson(person: { id: "eve", name: "Eve" }) { agent { id } }',
      'createAgentRelationshipRole(agentRelationshipRole: { id: "steward", roleLabel: "Steward" }) { agentRelationshipRole { id } }',
      `createAgentRelationship(relationship: { subject: "eve", object: "eve", relationship: "steward" }) { agentRelationship { id } }`,
    ])
      expect([text, codeOf(await door.ask(`mutation { ${text} }`))]).toEqual([text, "allowed"]);
    const ada = await door.claim("Ada");
    const eve = await door.join(await door.invite("member", "eve"));
    expect([
      await having(door, "steward", ada),
      codeOf(await door.ask('mutation { createPerson(person: { name: "X" }) { agent { id } } }', eve)),
    ]).toEqual([["Ada"], "FORBIDDEN"]);
  });
});

describe("cookies", () => {
  it.each([
    ["http", false],
    ["https", true],
  ])("[A68] over %s: scripts and other sites do not see it, Secure is %s", async (scheme, isSecure) => {
    const { post, serving } = await begun();
    const { status, headers } = await post("/claim", { name: "Ada" }, { origin: `${scheme}://127.0.0.1:${serving.port}` });
    const [cookie] = headers["set-cookie"] as string[];
    const parts = cookie.split("; ");
    expect([status, parts.includes("Secure")]).toEqual([200, isSecure]);
    expect(parts).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Strict", "Path=/"]));
  });
});

describe("invitations", () => {
  it("[A67] take one in, with their role", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    for (const role of ["member", "maintainer", "steward"] as const) {
      const code = await door.invite(role);
      expect(await door.join(code, `a ${role}`)).toHaveProperty("cookie");
      expect(await door.join(code, "one more")).toEqual({ refused: "403" });
      expect(await having(door, role, ada)).toContain(`a ${role}`);
    }
    const code = await door.invite("member");
    const came = await Promise.all(["Ben", "Cleo", "Dan"].map((name) => door.join(code, name)));
    expect(came.filter((headers) => "cookie" in headers)).toHaveLength(1);
  });

  it("[A67] are over after a week, or when they are taken back; only their hash is kept", async () => {
    const door = await begun();
    await door.claim("Ada");
    const now = () => new Date(door.clock.now);
    const code = await door.invite("member");
    const [kept] = await door.served.store.invitations(now().toISOString());
    expect([code.length, JSON.stringify(kept).includes(code)]).toEqual([22, false]);
    const [known] = await invitationsIn(door.served.store, now).list();
    expect([await invitationsIn(door.served.store, now).revoke(known?.id ?? ""), await door.join(code)]).toEqual([
      true,
      { refused: "403" },
    ]);
    const old = await door.invite("steward");
    door.clock.now += 7 * DAY_MS + 1;
    expect(await door.join(old)).toEqual({ refused: "403" });
    expect(await door.join("A".repeat(22))).toEqual({ refused: "403" });
    expect(await door.join("x")).toEqual({ refused: "403" });
  });

  it("[A67] for a person who is known give a further session as that person, and no further role", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    const agent = (await door.ask("{ myAgent { id } }", ada)).data.myAgent.id as string;
    const phone = await door.join(await door.invite("member", agent), "Mallory");
    expect((await door.ask("{ myAgent { id name } }", phone)).data.myAgent).toEqual({ id: agent, name: "Ada" });
    expect(await door.join(await door.invite("member", "nobody-of-that-id"), "Ben")).toHaveProperty("cookie");
    const community = door.serving.community.id;
    expect(await door.join(await door.invite("steward", community), "Eve")).toEqual({ refused: "409" });
  });

  it("[A67] commons [C142] of somebody who belongs no more, or may not invite so, are good for nothing", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    const ben = await door.join(await door.invite("member"), "Ben");
    const agent = (await door.ask("{ myAgent { id } }", ben)).data.myAgent.id as string;
    expect(await door.join(await door.invite("steward", undefined, agent), "Eve")).toEqual({ refused: "409" });
    const [first, second] = [await door.invite("member", undefined, agent), await door.invite("member", undefined, agent)];
    expect(await door.join(first, "Fay")).toHaveProperty("cookie");
    await leave(door, "Ben", ada);
    expect(await door.join(second, "Ben again")).toEqual({ refused: "409" });
  });
});

/** Takes the membership of somebody away. */
async function leave({ ask }: Door, name: string, by: Headers): Promise<void> {
  const { data } = await ask(STEWARDS, by);
  for (const { node } of data.agentRelationships.edges)
    if (node.subject.name === name)
      expect(codeOf(await ask(`mutation { deleteAgentRelationship(revisionId: "${node.revisionId}") }`, by))).toBe("allowed");
}

describe("signing out", () => {
  it("[A68] ends the session at once, and takes the cookie back; another site cannot do it for somebody", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    expect((await door.post("/sign-out", {}, { ...ada, origin: "http://evil.example" })).status).toBe(403);
    expect((await door.post("/sign-out", {}, { ...ada, "content-type": "text/plain" })).status).toBe(415);
    expect(codeOf(await door.ask(ADD, ada))).toBe("allowed");
    const { status, headers } = await door.post("/sign-out", {}, ada);
    expect([status, String((headers["set-cookie"] as string[])[0])]).toEqual([
      200,
      expect.stringMatching(/^commonwright_session=;.*Max-Age=0/u),
    ]);
    expect([codeOf(await door.ask(ADD, ada)), (await door.ask("{ viewer { kind } }", ada)).data.viewer.kind]).toEqual([
      "UNAUTHENTICATED",
      "public",
    ]);
  });
});

describe("requests of other sites with the cookie of somebody", () => {
  const PAGES: readonly (readonly [string, Headers, string])[] = [
    ["a page of another site", { origin: "http://evil.example", "sec-fetch-site": "cross-site" }, "FORBIDDEN"],
    ["a page in a sandbox", { origin: "null" }, "FORBIDDEN"],
    ["another port", { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" }, "FORBIDDEN"],
    ["our own page", {}, "allowed"],
  ];
  it("[A68] [A4] change nothing and see what everybody sees", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    for (const [what, headers, expected] of PAGES) {
      expect([what, codeOf(await door.ask(ADD, { ...ada, ...headers }))]).toEqual([what, expected]);
      const seen = JSON.stringify(await door.ask("{ places { name } }", { ...ada, ...headers }));
      expect([what, seen.includes("Famiglia Rossi")]).toEqual([what, expected === "allowed"]);
    }
  });

  it("[A68] [A9] text is not taken for JSON", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    expect((await door.post("/graphql", { query: ADD }, { ...ada, "content-type": "text/plain" })).status).toBe(415);
  });
});

/** Reads a stream of events until it ends. */
function listening({ serving }: Door, headers: Headers) {
  const told = { text: "", isOver: false };
  const ended = fetch(`http://127.0.0.1:${serving.port}/events`, { headers }).then(async ({ body }) => {
    for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) told.text += piece;
    told.isOver = true;
  });
  return { told, ended };
}

describe("who belongs no more", () => {
  it("[A69] sees what everybody sees, at once, and changes nothing", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    const ben = await door.join(await door.invite("member"), "Ben");
    const homes = "{ places { name } viewer { kind mayChange } }";
    const before = JSON.stringify(await door.ask(homes, ben));
    expect([before.includes("Famiglia Rossi"), before.includes("device"), codeOf(await door.ask(ADD, ben))]).toEqual([
      true,
      true,
      "allowed",
    ]);
    expect((await send(door.serving, { path: "/plans/1.json", headers: ben })).status).toBe(404);
    await leave(door, "Ben", ada);
    // The same question as before, whose answer was kept.
    const { data } = await door.ask(homes, ben);
    expect([JSON.stringify(data.places).includes("Famiglia"), data.viewer]).toEqual([false, { kind: "public", mayChange: false }]);
    expect(codeOf(await door.ask(ADD, ben))).toBe("FORBIDDEN");
    expect([JSON.stringify(await door.ask(homes, ada)).includes("Famiglia Rossi"), door.served.faults]).toEqual([true, []]);
  });

  it("[A112] gets no documents any more, and the stream of events ends", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    const [ben, cleo] = [await door.join(await door.invite("member"), "Ben"), await door.join(await door.invite("member"), "Cleo")];
    const [his, hers, anybodys] = [listening(door, ben), listening(door, cleo), listening(door, {})];
    while ([his, hers, anybodys].some(({ told }) => !told.text.includes("event: sequence")))
      await new Promise((resolve) => setTimeout(resolve, 5));
    await leave(door, "Ben", ada);
    await his.ended;
    expect([his.told.isOver, hers.told.isOver, anybodys.told.isOver]).toEqual([true, false, false]);
    const statuses = await Promise.all(
      [ben, cleo, {}].map(async (headers) => (await send(door.serving, { path: "/plans/1.json", headers })).status),
    );
    expect(statuses).toEqual([403, 404, 403]);
    await door.post("/sign-out", {}, cleo);
    await hers.ended;
    expect([hers.told.isOver, anybodys.told.isOver]).toEqual([true, false]);
  });
});

describe("tokens", () => {
  it("[A69] reach as far as was said: reading, as a member, everything", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    const person = 'mutation { createPerson(person: { name: "X" }) { agent { id } } }';
    const outcomes = async (reach: "read" | "member" | "steward") => {
      const token = await door.serving.sessions.open("steward", `a ${reach}`, { actor: { agent: null, reach, isGranted: true } });
      const headers = { authorization: `Bearer ${token}` };
      const homes = JSON.stringify(await door.ask("{ places { name } }", headers)).includes("Famiglia Rossi");
      return [reach, homes, codeOf(await door.ask(ADD, headers)), codeOf(await door.ask(person, headers))];
    };
    expect([await outcomes("read"), await outcomes("member"), await outcomes("steward")]).toEqual([
      ["read", true, "FORBIDDEN", "FORBIDDEN"],
      ["member", true, "allowed", "FORBIDDEN"],
      ["steward", true, "allowed", "allowed"],
    ]);
    const agent = (await door.ask("{ myAgent { id } }", ada)).data.myAgent.id as string;
    const narrow = await door.serving.sessions.open("steward", "Ada's", { actor: { agent, reach: "member", isGranted: false } });
    expect(codeOf(await door.ask(person, { authorization: `Bearer ${narrow}` }))).toBe("FORBIDDEN");
  });

  it("[A69] of an agent who belongs no more are worth what a visit is", async () => {
    const door = await begun();
    const ada = await door.claim("Ada");
    const ben = await door.join(await door.invite("member"), "Ben");
    const agent = (await door.ask("{ myAgent { id } }", ben)).data.myAgent.id as string;
    const token = await door.serving.sessions.open("steward", "Ben's", { actor: { agent, reach: "steward", isGranted: false } });
    const headers = { authorization: `Bearer ${token}` };
    expect(codeOf(await door.ask(ADD, headers))).toBe("allowed");
    await leave(door, "Ben", ada);
    const seen = JSON.stringify(await door.ask("{ places { name } }", headers));
    expect([codeOf(await door.ask(ADD, headers)), seen.includes("Famiglia")]).toEqual(["FORBIDDEN", false]);
  });
});

describe("trying codes", () => {
  it("[A66] [A67] is limited for each address, at both doors together", async () => {
    const { serving, origin }: { readonly serving: ServedHamlet["serving"]; readonly origin: string } = await begun();
    const knock = async (path: string) =>
      (
        await send(serving, {
          method: "POST",
          path,
          headers: { "content-type": "application/json", origin },
          body: '{"code":"AAAAAAAAAAAAAAAAAAAAAA"}',
        })
      ).status;
    const tries = [];
    for (const path of ["/join", "/claim", "/join", "/claim", "/join", "/claim", "/join"]) tries.push(await knock(path));
    expect(tries).toEqual([403, 400, 403, 400, 403, 429, 429]);
  });
});
