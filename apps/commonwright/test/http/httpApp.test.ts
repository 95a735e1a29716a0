// The door: hosts, bodies, sessions, codes, documents, headers. Only loopback is used.

import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpServer } from "../../src/http/httpServer.js";
import { listen } from "../../src/http/httpServer.js";
import { doorOnly, graphql, send } from "./server.js";

const open: HttpServer[] = [];
const begun = async () => {
  const door = await doorOnly();
  open.push(door.server);
  return door;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
const messageOf = (text: string) => (JSON.parse(text) as { message: string }).message;

describe("hosts", () => {
  it.each(["evil.example", "evil.example:4100", "localhost.evil.example", "127.0.0.1"])("[A5] does not answer to %s", async (host) => {
    const { server } = await begun();
    for (const path of ["/", "/graphql", "/events", "/healthz", "/plans/1.json"]) {
      const answer = await send(server, { path, headers: { host } });
      expect([path, answer.status]).toEqual([path, 421]);
    }
  });
  it("[A5] answers to loopback names with its port and to names that were allowed", async () => {
    const { server } = await begun();
    for (const host of [`localhost:${server.port}`, `LOCALHOST:${server.port}`, `[::1]:${server.port}`, "region.example"])
      expect((await send(server, { path: "/healthz", headers: { host } })).status).toBe(200);
  });
});

describe("bodies", () => {
  const post = (server: HttpServer, body: string, type = "application/json") =>
    send(server, { method: "POST", path: "/graphql", headers: { "content-type": type, origin: `http://127.0.0.1:${server.port}` }, body });
  it("[A9] takes JSON only, of a bounded size", async () => {
    const { server } = await begun();
    expect((await post(server, '{"query":"{a}"}', "text/plain")).status).toBe(415);
    expect((await post(server, '{"query":"{a}"}', "application/x-www-form-urlencoded")).status).toBe(415);
    expect((await post(server, "{")).status).toBe(400);
    expect((await post(server, JSON.stringify({ query: "a".repeat(1_000_001) }))).status).toBe(413);
    expect((await post(server, '{"query":"{a}"}', "application/json; charset=utf-8")).status).toBe(200);
  });
  it.each(["[]", "null", "1", '"{a}"', "{}", '{"query":1}', '{"query":"{a}","variables":[]}', '{"query":"{a}","operationName":1}'])(
    "[A9] says that %s is no request",
    async (body) => {
      const { server } = await begun();
      const answer = await post(server, body);
      const [error] = (JSON.parse(answer.text) as { errors: { extensions: { code: string } }[] }).errors;
      expect([answer.status, error.extensions.code]).toEqual([200, "BAD_INPUT"]);
    },
  );
  it("[A9] has no other community, and no other method", async () => {
    const { server } = await begun();
    expect((await send(server, { method: "POST", path: "/c/elsewhere/graphql", body: "{}" })).status).toBe(404);
    expect((await send(server, { method: "PUT", path: "/map.json", body: "{}" })).status).toBe(404);
    for (const [method, path] of [
      ["GET", "/graphql?query=%7Ba%7D"],
      ["PUT", "/graphql"],
      ["GET", "/c/here/graphql"],
    ]) {
      const { status, headers, text } = await send(server, { method, path });
      expect([status, headers.allow, messageOf(text)]).toEqual([405, "POST", expect.stringContaining("asked by POST")]);
    }
  });
});

const kindOf = (text: string) => (JSON.parse(text) as { data: { kind: string; refusal: string | null } }).data;

describe("who asks", () => {
  it("[A4] is this machine, unless a header says otherwise", async () => {
    const { server } = await begun();
    expect(kindOf((await graphql(server, "{a}")).text)).toMatchObject({ kind: "local", refusal: null });
    expect(kindOf((await graphql(server, "{a}", { "x-forwarded-for": "127.0.0.1" })).text)).toMatchObject({ kind: "public" });
    expect(kindOf((await graphql(server, "{a}", { origin: "http://evil.example" })).text)).toMatchObject({
      kind: "public",
      refusal: "FORBIDDEN",
    });
    expect(kindOf((await graphql(server, "{a}", { host: "region.example" })).text)).toMatchObject({ kind: "public" });
  });
  it("[A4] [A7] is a program by its token, of which only the hash is kept", async () => {
    const { server, sessions, store } = await begun();
    const token = await sessions.open("steward", "robot");
    expect(kindOf((await graphql(server, "{a}", { authorization: `Bearer ${token}` })).text)).toMatchObject({
      kind: "steward",
      refusal: null,
    });
    expect(await store.session(token, "2026-11-21T12:00:00Z")).toBeNull();
    expect(await store.session(createHash("sha256").update(token).digest("hex"), "2026-11-21T12:00:00Z")).toMatchObject({ name: "robot" });
  });
});

describe("a token that is not known", () => {
  const errorOf = (text: string) =>
    (JSON.parse(text) as { data?: unknown; errors: { message: string; extensions: { code: string } }[] }).errors[0];
  it.each(["Bearer guess", `Bearer ${"A".repeat(43)}`, "Bearer two words", "bearer", "Bearer "])(
    "[A19] is refused, and not answered as the public, for the header %j",
    async (authorization) => {
      const { server } = await begun();
      for (const query of ["{a}", "mutation {a}"]) {
        const { status, text } = await graphql(server, query, { authorization });
        expect([status, errorOf(text)?.extensions.code]).toEqual([200, "UNAUTHENTICATED"]);
        expect(errorOf(text)?.message).toMatch(/`commonwright token`.*--token-file/);
        expect(JSON.parse(text)).not.toHaveProperty("data.kind");
      }
      for (const path of ["/events", "/plans/1.json"]) {
        const { status, headers, text } = await send(server, { path, headers: { authorization } });
        expect([path, status, headers["www-authenticate"], messageOf(text)]).toEqual([
          path,
          401,
          "Bearer",
          expect.stringContaining("token"),
        ]);
      }
    },
  );
  it("[A19] is refused once its session has ended, and other ways to authorize are none of ours", async () => {
    const { server, sessions, clock } = await begun();
    const authorization = `Bearer ${await sessions.open("steward", "robot", { days: 1 })}`;
    expect(kindOf((await graphql(server, "{a}", { authorization })).text)).toMatchObject({ kind: "steward" });
    clock.now += 24 * 3600 * 1000 + 1;
    expect(errorOf((await graphql(server, "{a}", { authorization })).text)?.extensions.code).toBe("UNAUTHENTICATED");
    expect(kindOf((await graphql(server, "{a}", { authorization: "Basic YTpi" })).text)).toMatchObject({ kind: "local" });
  });
  it("[A19] leaves a browser whose session has ended what the public sees", async () => {
    const { server } = await begun();
    const asked = await graphql(server, "{a}", {
      host: "region.example",
      origin: "http://region.example",
      cookie: "commonwright_session=over",
    });
    expect(kindOf(asked.text)).toMatchObject({ kind: "public", refusal: "UNAUTHENTICATED" });
  });
  it("[A19] may be guessed no more often than anything else may be asked", async () => {
    const { server } = await begun();
    const codes = new Set<string | undefined>();
    for (let tries = 0; tries < 2_100 && !codes.has("LIMIT"); tries += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => graphql(server, "{a}", { authorization: "Bearer guess" })));
      for (const { text } of answers) codes.add(errorOf(text)?.extensions.code);
    }
    expect([...codes]).toEqual(["UNAUTHENTICATED", "LIMIT"]);
  });
});

describe("joining", () => {
  const join = (server: HttpServer, body: unknown) =>
    send(server, { method: "POST", path: "/join", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  it("[A6] gives one device a session, in a cookie that scripts and other sites do not see", async () => {
    const { server, codes } = await begun();
    const code = codes.issue();
    const answer = await join(server, { code, name: "  Anna's\u0007 phone " });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { name: "Anna's  phone" }]);
    const [cookie] = answer.headers["set-cookie"] as string[];
    for (const part of ["HttpOnly", "SameSite=Strict", "Path=/"]) expect(cookie).toContain(part);
    const asked = await graphql(server, "{a}", { host: "region.example", origin: "http://region.example", cookie: cookie.split(";")[0] });
    expect(JSON.parse(asked.text)).toMatchObject({ data: { kind: "device", refusal: null } });
    expect((await join(server, { code })).status).toBe(403);
  });
  it("[A6] a code is over after a quarter of an hour, and when a new one was made", async () => {
    const { server, codes, clock } = await begun();
    const first = codes.issue();
    const second = codes.issue();
    expect((await join(server, { code: first })).status).toBe(403);
    clock.now += 15 * 60_000 + 1;
    expect((await join(server, { code: second })).status).toBe(403);
    expect(codes.isOpen()).toBe(false);
  });
  it("[A6] limits how many codes one address may try", async () => {
    const { server, codes, clock } = await begun();
    const code = codes.issue();
    const tries = [];
    for (let n = 0; n < 6; n += 1) tries.push((await join(server, { code: "A".repeat(22) })).status);
    expect(tries).toEqual([403, 403, 403, 403, 403, 429]);
    expect((await join(server, { code })).status).toBe(429);
    clock.now += 60_000;
    expect((await join(server, { code })).status).toBe(200);
  });
});

describe("answers", () => {
  it("[A8] every answer carries the security headers", async () => {
    const { server } = await begun();
    for (const sent of [
      { path: "/" },
      { path: "/healthz" },
      { path: "/map.json" },
      { path: "/plans/1.json" },
      { path: "/x.js" },
      { method: "PUT" },
    ]) {
      const { headers } = await send(server, sent);
      expect(String(headers["content-security-policy"])).toContain("frame-ancestors 'none'");
      expect(String(headers["content-security-policy"])).toMatch(/script-src 'self';/);
      expect([headers["x-content-type-options"], headers["referrer-policy"]]).toEqual(["nosniff", "no-referrer"]);
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });
  it("[A10] documents of plans are for those who belong here", async () => {
    const { server } = await begun();
    expect(JSON.parse((await send(server, { path: "/plans/1.json" })).text)).toEqual({ which: "result" });
    expect(JSON.parse((await send(server, { path: "/plans/1/problem.json" })).text)).toEqual({ which: "problem" });
    expect((await send(server, { path: "/plans/2.json" })).status).toBe(404);
    const far = await send(server, { path: "/plans/1/problem.json", headers: { host: "region.example" } });
    expect([far.status, messageOf(far.text)]).toEqual([403, expect.stringContaining("households")]);
  });
  it("[A17] tells everybody who listens where things stand, and then what happens", async () => {
    const { server, events } = await begun();
    const answer = await fetch(`http://127.0.0.1:${server.port}/events`);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const until = async (part: string) => {
      while (!text.includes(part)) text += (await reader?.read())?.value ?? "";
    };
    await until('event: sequence\ndata: {"sequence":7}\n\n');
    events.send({ name: "plan", data: { number: 2 } });
    await until('event: plan\ndata: {"number":2}\n\n');
    events.close();
    expect(text.startsWith("retry: ")).toBe(true);
  });
  it("[A17] whoever may not change things is not told what others asked for", async () => {
    const { server, events } = await begun();
    const far = send(server, { path: "/events", headers: { host: "region.example" } });
    const here = send(server, { path: "/events" });
    while (events.count() < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    events.send({ name: "whatIf", data: { id: "x" } }, "changers");
    events.close();
    expect([(await here).text.includes("whatIf"), (await far).text.includes("whatIf")]).toEqual([true, false]);
  });
  it("[A2] says in a sentence that a port is taken", async () => {
    const { server } = await begun();
    const second = await listen({ host: "127.0.0.1", port: server.port }, () => {
      throw new Error("not reached");
    });
    expect(second).toEqual({ refused: expect.stringContaining(`--port ${server.port + 1}`) });
  });
  it("a fault of ours is told without its text", async () => {
    const door = await doorOnly({ mapText: null as unknown as string });
    open.push(door.server);
    const answer = await send(door.server, { path: "/map.json" });
    expect([answer.status, messageOf(answer.text), door.faults.length]).toEqual([
      500,
      "Something failed on our side; it is written down there.",
      1,
    ]);
  });
});
