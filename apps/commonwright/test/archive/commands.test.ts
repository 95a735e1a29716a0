// export-community, import-community, backup and restore as people call them: on folders, beside a running server, and on a server of others.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { batchOf, type CommonsStore, projectEntry, treeHeadText } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { type OwnServer, startOwnServer, tamper } from "@commonwright/store/testServer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeArchiveFile } from "../../src/archive/archiveFile.js";
import { appendAll, archiveOf, communityNamed, entry, filled, headOf, linesOf, moved, pack, sealed, withSession } from "./archiveTools.js";
import { run, runOn } from "./runProgram.js";

const STARTS_IN_MS = 60_000;
const NOW = "2027-01-01T00:00:00Z";
const home = mkdtempSync(join(tmpdir(), "archive-commands-"));
const ID = communityNamed("Milltown").id;
let server: OwnServer;
let names = 0;
beforeAll(async () => {
  server = await startOwnServer(join(home, "data"));
  const opened = await openStore({ database: { type: "server", url: await server.newDatabase("filled") } });
  await filled(opened.store, "Milltown");
  await withSession(opened.store, "a phone");
  await opened.close();
}, STARTS_IN_MS);
afterAll(async () => {
  await server?.close();
  rmSync(home, { recursive: true, force: true });
}, STARTS_IN_MS);

const newPath = (): string => join(home, `new${(names += 1)}`);
const newDatabase = (copyOf?: string): Promise<string> => server.newDatabase(`commands${(names += 1)}`, copyOf);

async function inside<Outcome>(url: string, work: (store: CommonsStore) => Promise<Outcome>): Promise<Outcome> {
  const opened = await openStore({ database: { type: "server", url } });
  try {
    return await work(opened.store);
  } finally {
    await opened.close();
  }
}

/** Beside a file, what is left of one that was not written to its end. */
const partsBeside = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith(".part"));

describe("export-community and import-community", () => {
  it("[A71] [A75] [A80] take a community to another server: the same head, verified, and entries that nobody knows there", async () => {
    const [from, to, file, again] = [await newDatabase("filled"), await newDatabase(), newPath(), newPath()];
    const written = await run("export-community", file, "--database", from);
    const head = treeHeadText(await inside(from, (store) => headOf(store, ID)));
    expect(written).toMatchObject({ code: 0, err: "" });
    expect(written.out).toMatch(
      /holds 11 entries, 4 documents and 2 plans: [\d,]+ bytes, in \d+\.\d s\.\n3 entries are of kinds that this version/,
    );
    expect(written.out).toContain(`Community ${ID}\nHead: ${head}\n`);
    const taken = await run("import-community", file, "--database", to);
    expect(taken).toMatchObject({ code: 0, err: "" });
    expect(taken.out).toMatch(
      new RegExp(`^11 entries of the community ${ID} were taken in, in \\d+\\.\\d s\\. commonwright up serves it\\.\n`),
    );
    expect(taken.out).toContain(`Head: ${head}\n`);
    const verified = await run("verify", "--database", to, "--expected-head", head);
    expect(verified.code).toBe(0);
    expect(verified.out).toContain("3 entries are of kinds that this version does not know, and are kept as they are.\n");
    const document = JSON.parse((await run("verify", "--database", to, "--json")).out);
    expect(document).toMatchObject({ ok: true, logs: [{ unknown: 3, differences: [] }] });
    await run("export-community", again, "--database", to);
    expect(linesOf(again).slice(1, -1)).toEqual(linesOf(file).slice(1, -1));
    expect((await run("rebuild", "--database", to)).out).toContain("Nothing differed.");
  });

  it("[A77] a community that is there is refused, unless the archive goes on behind it", async () => {
    const [from, to, early, late] = [await newDatabase("filled"), await newDatabase("filled"), newPath(), newPath()];
    await run("export-community", early, "--database", from);
    const refused = await run("import-community", early, "--database", to);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain(`The community ${ID} is there already, with 11 entries; the archive has 11. Nothing was changed:`);
    await inside(from, (store) => appendAll(store, ID, [moved("e7", "0.25"), moved("e8", "0.75")]));
    await run("export-community", late, "--database", from);
    const more = await run("import-community", late, "--database", to);
    expect(more.out).toContain(`The community ${ID} was there with 11 entries; 2 more were taken in, and no plans`);
    expect((await run("verify", "--database", to)).out).toContain("The log is whole: 13 entries");
    expect((await inside(to, (store) => store.plans(ID, 9))).length).toBe(2);
    expect((await run("import-community", early, "--database", to)).err).toContain("with 13 entries; the archive has 11");
    // One that went another way.
    const other = await newDatabase("filled");
    await inside(other, (store) => appendAll(store, ID, [moved("another", "0.1")]));
    const before = await inside(other, (store) => headOf(store, ID));
    expect((await run("import-community", late, "--database", other)).err).toContain("its log says something else up to entry 12.");
    expect(await inside(other, (store) => headOf(store, ID))).toEqual(before);
  });

  it("[A76] export the community that is asked for, else the first; several live side by side", async () => {
    const [database, file, elsewhere] = [await newDatabase("filled"), newPath(), newPath()];
    const second = await inside(database, (store) => filled(store, "Second"));
    expect((await run("export-community", file, "--database", database)).out).toContain(`Community ${ID}\n`);
    expect((await run("export-community", elsewhere, "--database", database, "--community", second)).out).toContain(
      `Community ${second}\n`,
    );
    const third = await run("export-community", newPath(), "--database", database, "--community", "third");
    expect([third.code, third.err]).toEqual([1, `There is no community third in this data; there is ${ID}, ${second}.\n`]);
    const both = await newDatabase();
    for (const each of [elsewhere, file]) await run("import-community", each, "--database", both);
    expect(await inside(both, (store) => store.communities())).toEqual([second, ID]);
    expect((await run("verify", "--database", both)).code).toBe(0);
  });

  it("[A76] a log that is not whole is not written", async () => {
    const [database, file] = [await newDatabase("filled"), newPath()];
    await tamper(database, "update entry set text = replace(text, 'anna', 'hans') where sequence = 2");
    const refused = await run("export-community", file, "--database", database);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toMatch(/^Entry 2 is not what was recorded there.* Nothing was written/);
    expect([existsSync(file), partsBeside(home)]).toEqual([false, []]);
  });
});

describe("backup and restore", () => {
  it("[A78] put everything into an empty place, and over what is there only when told", async () => {
    const [from, empty, full, file] = [await newDatabase("filled"), await newDatabase(), await newDatabase(), newPath()];
    await inside(from, (store) => filled(store, "Second"));
    const old = await inside(full, (store) => filled(store, "Old"));
    expect((await run("backup", file, "--database", from)).out).toMatch(
      /holds 2 communities, with 22 entries, 8 documents, 4 plans and 1 session: [\d,]+ bytes/,
    );
    expect((await run("restore", file, "--database", empty)).out).toMatch(/^2 communities with 22 entries restored, in \d+\.\d s\.\n/);
    const refused = await run("restore", file, "--database", full);
    expect([refused.code, refused.err]).toEqual([
      1,
      "There is data in this place already; restore into another one, or put the backup in its place with --replace.\n",
    ]);
    expect(await inside(full, (store) => store.communities())).toEqual([old]);
    expect((await run("restore", file, "--database", full, "--replace")).code).toBe(0);
    for (const database of [empty, full]) {
      expect((await run("verify", "--database", database)).code).toBe(0);
      const communities = await inside(from, (store) => store.communities());
      expect(await inside(database, (store) => store.communities())).toEqual(communities);
      expect((await inside(database, (store) => store.sessions(NOW))).map(({ name }) => name)).toEqual(["a phone"]);
    }
  });

  it("[A78] sessions alone are data, too", async () => {
    const [from, to, file] = [await newDatabase("filled"), await newDatabase(), newPath()];
    await run("backup", file, "--database", from);
    await inside(to, (store) => withSession(store, "somebody"));
    expect((await run("restore", file, "--database", to)).err).toContain("There is data in this place already");
  });

  it("[A78] a place that another program uses is not replaced", async () => {
    const [from, file] = [await newDatabase("filled"), newPath()];
    await run("backup", file, "--database", from);
    const refused = await inside(from, () => run("restore", file, "--database", from, "--replace"));
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(/^Another program of this kind uses the database; stop it/);
    expect((await run("restore", file, "--database", from, "--replace")).code).toBe(0);
  });

  it("[A80] each command says which archives are its own", async () => {
    const [from, community, backup] = [await newDatabase("filled"), newPath(), newPath()];
    await run("export-community", community, "--database", from);
    await run("backup", backup, "--database", from);
    expect((await run("restore", community, "--database", from)).err).toContain("commonwright import-community takes it.");
    expect((await run("import-community", backup, "--database", from)).err).toContain("commonwright restore takes it.");
    const missing = await run("restore", newPath(), "--database", from);
    expect([missing.code, missing.err]).toEqual([
      1,
      expect.stringMatching(/^The file .* cannot be read: ENOENT.* Nothing was changed\.\n$/),
    ]);
  });
});

describe("on folders", () => {
  it("[A76] [A77] [A78] export and backup join a server that runs and writes; import and restore want it stopped", async () => {
    const [data, community, backup, fresh] = [newPath(), newPath(), newPath(), newPath()];
    const running = await openStore({ database: { type: "embedded", folder: data } });
    const { store } = running;
    await filled(store, "Milltown");
    let isOver = false;
    const writing = (async () => {
      let number = 0;
      for (let head = await store.head(ID); !isOver; number += 1) {
        const agent = entry("agentRecorded", { id: `w${number}`, type: "Person", name: `writer ${number}` });
        const outcome = await store.append(ID, batchOf([agent], projectEntry, { after: head }));
        if (outcome.type !== "Appended") throw new Error(outcome.type);
        ({ head } = outcome);
      }
      return number;
    })();
    writeFileSync(join(data, "keys.json"), "{}");
    const saved = await run("backup", backup, "--data", data);
    expect(saved).toMatchObject({ code: 0, err: "" });
    expect(saved.out).toContain(`are not in it; keep a copy of ${join(data, "keys.json")}.`);
    expect(await run("export-community", community, "--data", data)).toMatchObject({ code: 0, err: "" });
    isOver = true;
    expect(await writing).toBeGreaterThan(0);
    for (const [command, file] of [
      ["import-community", community],
      ["restore", backup],
    ] as const) {
      const refused = await run(command, file, "--data", data);
      expect([refused.code, refused.out]).toEqual([1, ""]);
      expect(refused.err).toMatch(
        /is in use by .* is for a server that is stopped; backup and export-community work beside one that runs\.\n$/,
      );
    }
    await running.close();
    // Into folders where nothing was yet; and in the place of what went on.
    const [verified, headings] = [await run("restore", backup, "--data", fresh), JSON.parse(linesOf(backup)[0] ?? "").communities];
    expect(verified).toMatchObject({ code: 0, err: "" });
    expect((await run("verify", "--data", fresh, "--expected-head", headings[0].head)).out).toContain(
      "The records are what the log amounts to.",
    );
    expect((await run("restore", backup, "--data", data, "--replace")).code).toBe(0);
    expect((await run("verify", "--data", data)).out).toContain(`Head: ${headings[0].head}\n`);
    const late = await run("import-community", community, "--data", fresh);
    expect([late.code, late.out]).toEqual([0, expect.stringContaining("more were taken in")]);
  });
});

describe("the file", () => {
  it("[A79] is written whole or not at all, is for its owner alone, and replaces nothing unless told", async () => {
    const [database, folder] = [await newDatabase("filled"), newPath()];
    mkdirSync(folder);
    const file = join(folder, "backup.jsonl.gz");
    writeFileSync(file, "kept");
    const refused = await run("backup", file, "--database", database);
    expect([refused.code, refused.err]).toEqual([1, `The file ${file} is there already; name another one, or replace it with --force.\n`]);
    expect(readFileSync(file, "utf8")).toBe("kept");
    expect((await run("backup", file, "--database", database, "--force")).code).toBe(0);
    expect([statSync(file).mode & 0o777, readdirSync(folder)]).toEqual([0o600, ["backup.jsonl.gz"]]);
    expect((await run("backup", join(folder, "missing", "x"), "--database", database)).err).toMatch(
      /^The folder .* is missing; make it first/,
    );
    expect((await run("backup", folder, "--database", database)).err).toContain("is a folder; name a file.");
  });

  it("[A79] leaves nothing beside its place where it is not written to its end, and what stood there before", async () => {
    const folder = newPath();
    mkdirSync(folder);
    const file = join(folder, "archive");
    async function* stopping(): AsyncGenerator<string, void, undefined> {
      yield "x".repeat(5_000_000);
      expect(partsBeside(folder)).toHaveLength(1);
      throw new Error("the database went away");
    }
    async function* overtaken(): AsyncGenerator<string, string, undefined> {
      yield "ours";
      writeFileSync(file, "somebody else's");
      return "written";
    }
    await expect(writeArchiveFile({ file, force: false }, stopping())).rejects.toThrow("the database went away");
    expect(readdirSync(folder)).toEqual([]);
    await expect(writeArchiveFile({ file, force: false }, overtaken())).rejects.toThrow("is there already");
    expect([readFileSync(file, "utf8"), readdirSync(folder)]).toEqual(["somebody else's", ["archive"]]);
    await expect(writeArchiveFile({ file, force: true }, stopping())).rejects.toThrow("the database went away");
    expect([readFileSync(file, "utf8"), readdirSync(folder)]).toEqual(["somebody else's", ["archive"]]);
    expect((await writeArchiveFile({ file, force: true }, overtaken())).outcome).toBe("written");
    expect(gunzipSync(readFileSync(file)).toString()).toBe("ours");
  });

  it("[A80] the way is told on a terminal, on one line that is gone at the end", async () => {
    const [database, file] = [await newDatabase("filled"), newPath()];
    const { code, err } = await runOn(true, ["backup", file, "--database", database]);
    expect(code).toBe(0);
    expect(err).toMatch(/11 (?:of 11 )?entries (?:looked at|written)/);
    expect(err.endsWith("\r\u001b[K")).toBe(true);
    const { err: taking } = await runOn(true, ["restore", file, "--database", await newDatabase()]);
    expect(taking).toMatch(/11 (?:of 11 )?entries (?:looked at|taken in)/);
    expect(taking.endsWith("\r\u001b[K")).toBe(true);
  });

  it("[A74] [A80] what was passed over is told", async () => {
    const [database, file, plain] = [await newDatabase(), newPath(), newPath()];
    await inside(await newDatabase("filled"), (store) => archiveOf(store, "community", plain));
    const lines = linesOf(plain);
    pack(file, sealed([...lines.slice(0, -1), '{"section":"weather","columns":["day"],"mayBeSkipped":true}', '["rain"]']));
    const taken = await run("import-community", file, "--database", database);
    expect(taken).toMatchObject({ code: 0, err: "" });
    expect(taken.out).toContain('The section "weather" was passed over');
  });
});
