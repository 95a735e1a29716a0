// verify, rebuild and token on a real PostgreSQL, whose superuser has tampered with it, and on folders.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchOf, type CommonsStore, type Entry, type EntryKind, type JsonObject, projectEntry, treeHeadText } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { type OwnServer, startOwnServer, tamper } from "@commonwright/store/testServer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionsIn } from "../../src/http/sessions.js";
import { main } from "../../src/program.js";
import type { World } from "../../src/world.js";
import { folderWith } from "../folder.js";
import { servedHamlet } from "../up/region.js";
import { agentEntry, FOUNDED, headAt, logOf } from "./tampering.js";

const STARTS_IN_MS = 60_000;
const NOW = new Date("2026-11-21T12:00:00Z");
const never = () => {
  throw new Error("nothing is planned here");
};

async function run(...args: readonly string[]) {
  const streams = { out: "", err: "" };
  const world: World = {
    out: (text) => (streams.out += text),
    err: (text) => (streams.err += text),
    isErrTerminal: false,
    now: () => NOW,
    plan: never,
    verifyPlan: never,
    printPlan: never,
  };
  const code = await main(args, world);
  return { code, ...streams };
}

const entry = (kind: EntryKind, body: JsonObject): Entry => ({ kind, version: 1, at: "2026-11-21T12:00:00Z", by: "test", body });
const hours = (value: string) => ({ hasNumericalValue: value, hasUnit: "h" });
const raised = (id: string, resource: string) =>
  entry("economicEventRecorded", {
    event: { id, action: "raise", provider: "anna", receiver: "anna", resourceInventoriedAs: resource, resourceQuantity: hours("10") },
    resource: { id: resource, name: resource, conformsTo: "thing", primaryAccountable: "anna" },
  });
const moved = (id: string, quantity: string) =>
  entry("economicEventRecorded", {
    event: {
      id,
      action: "transfer",
      provider: "anna",
      receiver: "anna",
      resourceInventoriedAs: "flour",
      toResourceInventoriedAs: "bread",
      resourceQuantity: hours(quantity),
    },
  });
const LOG = logOf([
  FOUNDED.entry,
  agentEntry("anna"),
  agentEntry("ben"),
  entry("resourceSpecificationRecorded", { id: "thing", name: "Thing" }),
  raised("e1", "flour"),
  raised("e2", "bread"),
  moved("e3", "2.5"),
  moved("e4", "1"),
]);
const HEAD = headAt(LOG, LOG.texts.length);

async function fill(store: CommonsStore): Promise<void> {
  expect((await store.append(FOUNDED.id, batchOf(LOG.entries, projectEntry))).type).toBe("Appended");
}

let server: OwnServer;
let databases = 0;
const home = mkdtempSync(join(tmpdir(), "upkeep-test-"));
beforeAll(async () => {
  server = await startOwnServer(join(home, "data"));
  const opened = await openStore({ database: { type: "server", url: await server.newDatabase("filled") } });
  await fill(opened.store);
  await opened.close();
}, STARTS_IN_MS);
afterAll(async () => {
  await server?.close();
  rmSync(home, { recursive: true, force: true });
}, STARTS_IN_MS);

/** A database with the log in it. */
async function filled(): Promise<string> {
  databases += 1;
  return server.newDatabase(`upkeep${databases}`, "filled");
}

const SEAL_AGAIN = `do $$ declare each record; before bytea := decode(repeat('00', 32), 'hex'); begin
  for each in select sequence, text from entry order by sequence loop
    before := sha256(before || convert_to(each.text, 'UTF8'));
    update entry set hash = before where sequence = each.sequence;
  end loop; end $$;`;

/** What was done to the log, and what verify must say. */
const LOG_TAMPERED: readonly [string, string, { readonly sequence: number; readonly kind: string }][] = [
  ["a text changed", "update entry set text = replace(text, 'anna', 'hans') where sequence = 5", { sequence: 5, kind: "Replaced" }],
  ["a hash changed", "update entry set hash = sha256('x') where sequence = 4", { sequence: 4, kind: "WrongHash" }],
  ["an entry deleted", "delete from entry where sequence = 3", { sequence: 3, kind: "Missing" }],
  [
    "an entry put in",
    "update entry set sequence = 9 where sequence = 8; insert into entry select 8, community, hash, text from entry where sequence = 7",
    { sequence: 8, kind: "Replaced" },
  ],
  [
    "two swapped",
    "update entry set sequence = sequence + 100 where sequence in (2, 3); update entry set sequence = 105 - sequence where sequence > 100",
    { sequence: 2, kind: "Unfitting" },
  ],
  [
    "a text in other words",
    `update entry set text = replace(text, ':', ': ') where sequence = 6; ${SEAL_AGAIN}`,
    { sequence: 6, kind: "NotCanonical" },
  ],
  [
    "a line feed put in",
    `update entry set text = replace(text, ':', ':' || chr(10)) where sequence = 6; ${SEAL_AGAIN}`,
    { sequence: 6, kind: "NotCanonical" },
  ],
];

const BY_HEAD: readonly [string, string, { readonly sequence: number; readonly kind: string }][] = [
  ["the tail cut", "delete from entry where sequence > 6", { sequence: 7, kind: "Cut" }],
  ["the chain written anew", `update entry set text = replace(text, '2.5', '3.5'); ${SEAL_AGAIN}`, { sequence: 8, kind: "Rewritten" }],
];

const RECORDS_TAMPERED: readonly [string, string, string][] = [
  ["a body changed", 'update record set body = replace(body, \'"name":"ben"\', \'"name":"eve"\')', "agent ben"],
  ["a record deleted", "delete from record where id = 'ben'", "agent ben"],
  [
    "a record put in",
    "insert into record (community, created, revision, is_removed, is_regional, kind, id, body) select community, 99, 99, false, false, 'agent', 'eve', body from record where id = 'ben'",
    "agent eve",
  ],
  [
    "a note on an event that nobody recorded",
    "insert into record (community, created, revision, is_removed, is_regional, kind, id, body) select community, 99, 99, false, false, 'economicEvent', 'ghost', body from record where id = 'ben'",
    "economicEvent ghost",
  ],
  ["a currency that is none", "update resource_quantity set currency = 'hours' where resource = 5", "economicResource flour"],
  ["a balance changed", "update resource_quantity set accounting = accounting + 1 where resource = 5", "economicResource flour"],
  ["an event's quantity changed", "update economic_event set quantity = 3 where id = 'e3'", "economicEvent e3"],
  ["a name of another record gone", "delete from link where target = 'thing' and property = 'conformsTo'", "economicResource"],
];

describe("verify", () => {
  it("[A50] [A52] prints the head of a log that is whole, for people and as JSON, and takes it as a head that was kept", async () => {
    const url = await filled();
    const head = treeHeadText(HEAD);
    expect(await run("verify", "--database", url)).toEqual({
      code: 0,
      out: `Community ${FOUNDED.id}\nThe log is whole: 8 entries, each behind the one before.\nThe records are what the log amounts to.\nHead: ${head}\n`,
      err: "",
    });
    for (const kept of [HEAD, headAt(LOG, 5), headAt(LOG, 0)]) {
      const { code, out } = await run(
        "verify",
        "--database",
        url,
        "--json",
        "--expected-head",
        treeHeadText(kept),
        "--community",
        FOUNDED.id,
      );
      const expectedHead = { head: treeHeadText(kept), found: true };
      expect([code, JSON.parse(out)]).toEqual([
        0,
        { ok: true, logs: [{ community: FOUNDED.id, ok: true, head, expectedHead, fault: null, differences: [] }] },
      ]);
    }
  });

  it("[A51] says that the head that was kept is one of the log, and how far the log has grown since", async () => {
    const url = await filled();
    const told = async (sequence: number) => {
      const { out } = await run("verify", "--database", url, "--expected-head", treeHeadText(headAt(LOG, sequence)));
      return out.split("\n")[2];
    };
    expect([await told(8), await told(7), await told(5), await told(0)]).toEqual([
      "Entry 8 is the head that was kept; nothing came after it.",
      "Entry 7 is the head that was kept; 1 entry came after it.",
      "Entry 5 is the head that was kept; 3 entries came after it.",
      "The head that was kept is that of a log before its first entry; 8 entries came after it.",
    ]);
    await tamper(url, "delete from entry where sequence = 7");
    expect(await told(5)).toBe("Entry 5 is the head that was kept; what is wrong came after it.");
    expect(await told(8)).toMatch(/^Whole up to/);
  });

  it.each(LOG_TAMPERED)("[A50] finds %s on a real database", async (_, statements, fault) => {
    const url = await filled();
    await tamper(url, statements);
    const { code, out } = await run("verify", "--database", url, "--json");
    expect([code, JSON.parse(out).logs[0]]).toMatchObject([1, { ok: false, fault, differences: null }]);
    const people = await run("verify", "--database", url);
    expect([people.code, people.out]).toEqual([1, expect.stringContaining(`Whole up to: ${fault.sequence - 1}.`)]);
    const rebuilt = await run("rebuild", "--database", url);
    expect([rebuilt.code, rebuilt.out, rebuilt.err]).toEqual([1, "", expect.stringContaining("were left as they are")]);
  });

  it.each(BY_HEAD)("[A51] finds %s with the head that was kept", async (_, statements, fault) => {
    const url = await filled();
    await tamper(url, statements);
    expect((await run("verify", "--database", url, "--log-only")).code).toBe(0);
    const { code, out } = await run("verify", "--database", url, "--json", "--expected-head", treeHeadText(HEAD));
    expect([code, JSON.parse(out).logs[0]]).toMatchObject([
      1,
      { ok: false, fault, expectedHead: { head: treeHeadText(HEAD), found: false } },
    ]);
  });

  it.each(RECORDS_TAMPERED)("[A53] [A54] finds in the records %s, and a rebuild mends it", async (_, statements, name) => {
    const url = await filled();
    await tamper(url, statements);
    for (const again of ["once", "and once more: nothing was mended"]) {
      const { code, out } = await run("verify", "--database", url);
      expect([again, code, out]).toEqual([again, 1, expect.stringContaining(name)]);
    }
    const { differences } = JSON.parse((await run("verify", "--database", url, "--json")).out).logs[0];
    expect(differences.length).toBeGreaterThan(0);
    expect(await run("rebuild", "--database", url)).toMatchObject({ code: 0, out: expect.stringContaining(name), err: "" });
    expect((await run("verify", "--database", url)).code).toBe(0);
    const sound = await run("rebuild", "--database", url, "--community", FOUNDED.id);
    expect(sound).toEqual({ code: 0, out: `The records of ${FOUNDED.id} were made anew from 8 entries. Nothing differed.\n`, err: "" });
  });

  it("[A53] says so where a log amounts to nothing that can be kept", async () => {
    const url = await filled();
    await tamper(url, `update entry set text = replace(text, '"version":1', '"version":7') where sequence = 8; ${SEAL_AGAIN}`);
    const { code, out } = await run("verify", "--database", url);
    expect([code, out]).toEqual([1, expect.stringContaining("The records could not be compared with the log: entry 8: ")]);
  });

  it("[A52] works beside a server that goes on writing", async () => {
    const url = await filled();
    const opened = await openStore({ database: { type: "server", url } });
    try {
      let head = await opened.store.head(FOUNDED.id);
      const write = async (index: number) => {
        const batch = batchOf([agentEntry(`more${index}`)], projectEntry, {
          after: head,
          beneath: { get: () => undefined, referring: () => [], firstSaid: never },
        });
        await opened.store.append(FOUNDED.id, batch);
        head = batch.head;
      };
      let isOver = false;
      const verifying = run("verify", "--database", url).finally(() => {
        isOver = true;
      });
      for (let index = 0; !isOver && index < 2_000; index += 1) await write(index);
      expect(await verifying).toMatchObject({ code: 0, err: "" });
    } finally {
      await opened.close();
    }
  });

  it("[A55] refuses what it cannot look at, in one sentence", async () => {
    const url = await filled();
    const empty = await server.newDatabase("empty");
    const folder = folderWith({});
    const refusals: readonly [readonly string[], string][] = [
      [["--data", folder], `There is no data in ${folder}; name another folder with --data, or a server with --database.`],
      [["--database", empty], "There is no community in this data."],
      [["--database", url, "--community", "x"], `There is no community x in this data; there is ${FOUNDED.id}.`],
    ];
    for (const [args, message] of refusals) {
      expect(await run("verify", ...args)).toEqual({ code: 1, out: "", err: `${message}\n` });
      expect(JSON.parse((await run("verify", "--json", ...args)).out)).toEqual({ ok: false, message, logs: [] });
      expect(await run("rebuild", ...args)).toEqual({ code: 1, out: "", err: `${message}\n` });
    }
    const nowhere = await run("verify", "--database", "postgres://a:b@127.0.0.1:1/x");
    expect(nowhere).toEqual({ code: 1, out: "", err: "The database at 127.0.0.1:1/x does not answer.\n" });
    expect((await run("verify", "--expected-head", "8.abc")).code).toBe(2);
  });
});

describe("a folder", () => {
  it("[A54] [A55] [A58] of a program that runs is looked at beside it, and not rebuilt; of none it is looked at, too", async () => {
    const folder = join(folderWith({}), "data");
    const opened = await openStore({ database: { type: "embedded", folder } });
    await fill(opened.store);
    expect(await run("verify", "--data", folder)).toMatchObject({ code: 0, out: expect.stringContaining(`Head: ${treeHeadText(HEAD)}`) });
    expect(await run("token", "--data", folder, "--list")).toEqual({ code: 0, out: "There are no sessions.\n", err: "" });
    expect(await run("rebuild", "--data", folder)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringMatching(
        /^The data folder .* is in use by this program already; .* A rebuild is for a server that is stopped; .*\.\n$/,
      ),
    });
    await opened.close();
    expect((await run("verify", "--data", folder)).out).toContain(`Head: ${treeHeadText(HEAD)}`);
    expect((await run("rebuild", "--data", folder)).out).toContain("Nothing differed.");
  });
});

describe("token", () => {
  it("[A56] makes a token that changes things for an agent, lists it without the token, and ends it", async () => {
    const url = await filled();
    const made = await run("token", "--database", url, "--name", "Ben's\u0007 press", "--agent", "ben", "--days", "10");
    expect(made).toMatchObject({
      code: 0,
      err: '"Ben\'s  press" may change things until 2026-12-01. It acts for the agent ben. The token is shown this once.\n',
    });
    const token = made.out.trimEnd();
    expect(made.out).toMatch(/^[\w-]{43}\n$/);
    const opened = await openStore({ database: { type: "server", url } });
    try {
      const sessions = () => sessionsIn(opened.store, () => NOW);
      expect(await sessions().find(token)).toMatchObject({
        kind: "steward",
        name: "Ben's  press",
        actor: { agent: "ben", reach: "steward", isGranted: true },
      });
      const listed = await run("token", "--database", url, "--list");
      expect(listed.out).toMatch(
        /^name +id +kind +agent +reach +made +ends\nBen's {2}press {2}[0-9a-f]{12} {2}steward {2}ben {4}steward {2}2026-11-21 {2}2026-12-01\n$/,
      );
      expect(listed.out).not.toContain(token);
      expect((await run("token", "--database", url, "--revoke", "Ben's  press")).code).toBe(0);
      expect(await sessions().find(token)).toBeNull();
      expect(await run("token", "--database", url, "--list")).toEqual({ code: 0, out: "There are no sessions.\n", err: "" });
    } finally {
      await opened.close();
    }
  });

  it("[A56] writes it to a file that only its owner may read, and to nowhere else", async () => {
    const url = await filled();
    const out = join(folderWith({}), "press.token");
    const made = await run("token", "--database", url, "--out", out);
    const token = readFileSync(out, "utf8").trimEnd();
    expect([made.code, made.err, statSync(out).mode & 0o777]).toEqual([0, "", 0o600]);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(made.out).not.toContain(token);
    expect(made.out).toContain("until 2027-05-20");
  });

  it("[A56] refuses an agent that is not there, a name that is none, and a file whose folder is missing", async () => {
    const url = await filled();
    const refused = async (...args: readonly string[]) => {
      const { code, out, err } = await run("token", "--database", url, ...args);
      expect([code, out]).toEqual([1, ""]);
      return err;
    };
    expect(await refused("--agent", "nobody")).toBe("There is no agent nobody in the community; record it first.\n");
    expect(await refused("--name", " \u0007")).toBe("The name of a token has from 1 to 80 characters.\n");
    expect(await refused("--revoke", "x")).toContain("There is no session with the name or id x");
    const home = folderWith({});
    const missing = join(home, "nodir");
    expect(await refused("--out", join(missing, "x"))).toBe(
      `The folder ${missing} for ${join(missing, "x")} is missing; make it first, or name another file.\n`,
    );
    expect(existsSync(missing)).toBe(false);
    expect(await refused("--out", home)).toBe(`${home} is a folder; name a file.\n`);
    expect(await run("token", "--database", url, "--list")).toMatchObject({ out: "There are no sessions.\n" });
    expect((await run("token", "--list", "--revoke", "x")).code).toBe(2);
    expect((await run("token", "--days", "0")).code).toBe(2);
  });

  it("[A56] ends all of a name, and one by its id", async () => {
    const url = await filled();
    for (const name of ["twin", "twin", "other", "third"]) await run("token", "--database", url, "--name", name);
    const twins = await run("token", "--database", url, "--revoke", "twin");
    expect([twins.code, twins.out]).toEqual([
      0,
      expect.stringMatching(
        /^"twin" \([0-9a-f]{12}\), "twin" \([0-9a-f]{12}\) are ended\. A server that runs has forgotten them within half a minute\.\n$/,
      ),
    ]);
    const left = (await run("token", "--database", url, "--list")).out;
    expect(left).not.toContain("twin");
    const id = /^other +([0-9a-f]{12})/m.exec(left)?.[1] ?? "";
    expect((await run("token", "--database", url, "--revoke", id)).out).toContain(`"other" (${id}) is ended.`);
    expect((await run("token", "--database", url, "--list")).out).toContain("third");
  });

  it("[A56] says what to type where it was called in other words", async () => {
    const { code, err } = await run("token", "create");
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^error: token takes no words: by itself it makes a token, --list .*, --revoke .*/),
    ]);
    for (const head of [["--head", "8"], ["--head=8"]])
      expect((await run("verify", ...head)).err).toMatch(/^error: unknown option '--head.*'\n\(Did you mean --expected-head\?\)\n/);
  });

  it("[A57] the agent of a token is the one who asks, the community where it has none, and each gets an answer of its own", async () => {
    const url = await filled();
    const token = async (...args: readonly string[]) => (await run("token", "--database", url, ...args)).out.trimEnd();
    const [ben, anna, nobody] = [await token("--agent", "ben"), await token("--agent", "anna"), await token()];
    const served = await servedHamlet({ database: { type: "server", url } });
    try {
      const asks = (bearer: string) => served.ask("{ myAgent { id } }", {}, { authorization: `Bearer ${bearer}` });
      for (const [bearer, agent] of [
        [ben, { id: "ben" }],
        [anna, { id: "anna" }],
        [nobody, { id: FOUNDED.id }],
      ] as const)
        expect(await asks(bearer)).toEqual({ data: { myAgent: agent } });
    } finally {
      await served.close();
    }
  });
});
