// The program as it runs: its data is looked after beside it, its token outlives a restart, and what cannot start leaves nothing behind.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, LAUNCHER, type StartedProgram, startedProgram } from "../stranger/startedProgram.js";
import { emptyFolder } from "./region.js";

const launch = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
};

describe("while a server runs on a folder", () => {
  let program: StartedProgram;
  beforeAll(async () => {
    program = await startedProgram();
  }, 60_000);
  afterAll(() => program?.stop());
  const onData = (...args: readonly string[]) => launch(...args, "--data", path.join(program.folder, "data"));
  const viewer = async (token: string) => {
    const answer = await fetch(program.endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: "{ viewer { kind } }" }),
    });
    const { data, errors } = (await answer.json()) as { data?: { viewer: { kind: string } }; errors?: { extensions: { code: string } }[] };
    return data?.viewer.kind ?? errors?.[0]?.extensions.code;
  };

  it("[A58] a token is made, listed and ended, and the log verified, without stopping it", async () => {
    const made = onData("token", "--name", "press");
    expect([made.status, made.stdout]).toEqual([0, expect.stringMatching(/^[\w-]{43}\n$/)]);
    expect(await viewer(made.stdout.trim())).toBe("steward");
    expect(onData("token", "--list").stdout).toMatch(/^press /m);
    expect(onData("token", "--revoke", "press").status).toBe(0);
    const other = onData("token", "--name", "ended before it was used").stdout.trim();
    expect(onData("token", "--revoke", "ended before it was used").status).toBe(0);
    expect(await viewer(other)).toBe("UNAUTHENTICATED");
    expect(onData("verify")).toMatchObject({ status: 0, stdout: expect.stringContaining("The log is whole: 1 entry") });
    expect(onData("rebuild")).toMatchObject({ status: 1, stderr: expect.stringContaining("is for a server that is stopped") });
    expect(await viewer(program.token)).toBe("steward");
  });

  it("[A20] [A21] after a restart the token is the same and the summary says what there is", async () => {
    expect(program.said()).toContain("A new region: nothing is recorded yet.");
    const record = await fetch(program.endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${program.token}` },
      body: JSON.stringify({ query: 'mutation { createPerson(person: { name: "Ada" }) { agent { id } } }' }),
    });
    expect(((await record.json()) as { errors?: unknown }).errors).toBeUndefined();
    await program.end();
    const { token, folder } = program;
    program = await startedProgram(folder);
    expect([program.token, await viewer(token)]).toEqual([token, "steward"]);
    expect(program.said()).toContain("A new region: 2 entries, no region to plan yet.");
    expect(program.said()).not.toContain("It is empty");
    expect(onData("token", "--list").stdout.match(/the token file/g)).toHaveLength(1);
  });
});

describe("what cannot start", () => {
  it("[A2] leaves nothing on the disk: no example, no port, no folder for the token", async () => {
    const data = path.join(emptyFolder(), "data");
    const up = (...args: readonly string[]) => launch("up", "--data", data, ...args);
    const refusals: [readonly string[], string | RegExp][] = [
      [["--example", "nosuch"], "There is no example nosuch, and no such file or folder; examples are milan and tiny.\n"],
      [["--token-file", path.join(data, "..", "nodir", "x")], /^The folder .*nodir for .* is missing; .*\n$/],
    ];
    for (const [args, message] of refusals)
      expect([args, up(...args)]).toEqual([
        args,
        { status: 1, stdout: "", stderr: typeof message === "string" ? message : expect.stringMatching(message) },
      ]);
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    expect(up("--port", String(port))).toEqual({ status: 1, stdout: "", stderr: expect.stringContaining(`Port ${port} is taken`) });
    other.close();
    expect([existsSync(data), existsSync(path.join(data, "..", "nodir"))]).toEqual([false, false]);
  });
});
