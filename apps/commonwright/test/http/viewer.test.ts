// Who asks, from what a request carries.

import { describe, expect, it } from "vitest";
import { type Caller, callerOf, type Credentials } from "../../src/http/viewer.js";

const HERE: Credentials = {
  remoteAddress: "127.0.0.1",
  port: 4100,
  host: "localhost:4100",
  origin: "http://localhost:4100",
  fetchSite: "same-origin",
  isForwarded: false,
  bearer: null,
  cookie: null,
};
const find = (token: string) =>
  Promise.resolve(
    token === "phone"
      ? ({ kind: "device", name: "phone" } as const)
      : token === "robot"
        ? ({ kind: "steward", name: "robot" } as const)
        : null,
  );
const ask = (change: Partial<Credentials>): Promise<Caller> => callerOf({ ...HERE, ...change }, find);
const outcome = async (change: Partial<Credentials>) => {
  const { kind, refusal } = await ask(change);
  return [kind, refusal?.code ?? "may change"];
};

describe("who may", () => {
  it.each<[string, Partial<Credentials>, string[]]>([
    ["our page on this machine", {}, ["local", "may change"]],
    ["by IPv4", { host: "127.0.0.1:4100", origin: "http://127.0.0.1:4100", remoteAddress: "::ffff:127.0.0.1" }, ["local", "may change"]],
    ["by IPv6", { host: "[::1]:4100", origin: "http://[::1]:4100", remoteAddress: "::1" }, ["local", "may change"]],
    ["a program here without a token", { origin: null, fetchSite: null }, ["local", "FORBIDDEN"]],
    ["a page of another site, from here", { origin: "http://evil.example", fetchSite: "cross-site" }, ["public", "FORBIDDEN"]],
    ["a page on another port of this machine", { origin: "http://localhost:3000", fetchSite: "same-site" }, ["public", "FORBIDDEN"]],
    ["a sandboxed page", { origin: "null", fetchSite: "cross-site" }, ["public", "FORBIDDEN"]],
    ["a link from another site", { origin: null, fetchSite: "cross-site" }, ["public", "FORBIDDEN"]],
    ["through a proxy", { isForwarded: true }, ["public", "UNAUTHENTICATED"]],
    ["another machine", { remoteAddress: "192.168.1.7" }, ["public", "UNAUTHENTICATED"]],
    ["here, by a name that was allowed", { host: "region.example", origin: "http://region.example" }, ["public", "UNAUTHENTICATED"]],
    ["here, on a port that is not ours", { host: "localhost:9", origin: "http://localhost:9" }, ["public", "UNAUTHENTICATED"]],
    ["a device with a session", { remoteAddress: "192.168.1.7", cookie: "phone" }, ["device", "may change"]],
    ["a device without an origin", { remoteAddress: "192.168.1.7", cookie: "phone", origin: null }, ["device", "FORBIDDEN"]],
    ["a session asked for by another site", { cookie: "phone", origin: "http://evil.example" }, ["public", "FORBIDDEN"]],
    ["a forged cookie", { remoteAddress: "192.168.1.7", cookie: "guess" }, ["public", "UNAUTHENTICATED"]],
    ["a program with a token", { remoteAddress: "192.168.1.7", origin: null, fetchSite: null, bearer: "robot" }, ["steward", "may change"]],
    ["a wrong token, even from here", { bearer: "guess" }, ["public", "UNAUTHENTICATED"]],
  ])("[A4] %s", async (_what, change, expected) => expect(await outcome(change)).toEqual(expected));
  it("[A4] a refusal says what to do: behind a proxy, to a device, to a program", async () => {
    const message = async (change: Partial<Credentials>) => (await ask(change)).refusal?.message;
    expect(await message({ isForwarded: true })).toMatch(/through a proxy .*X-Forwarded-For.*Authorization: Bearer; `commonwright token`/);
    expect(await message({ remoteAddress: "192.168.1.7" })).toMatch(/this device needs a session.*`commonwright token`/);
    expect(await message({ remoteAddress: "192.168.1.7", cookie: "guess" })).toMatch(/session of this device is over/);
    expect(await message({ bearer: "guess" })).toMatch(/`commonwright token`, or start with --token-file/);
  });
});
