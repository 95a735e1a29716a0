// The command line in process: exit codes, what goes to which stream, and what the commands write.

import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { distanceKm, leastCosts } from "@commonwright/planner";
import { isoWeek, periodsFrom } from "../src/isoWeek.js";
import { loadProblem } from "../src/problemLoading.js";
import { main } from "../src/program.js";
import { MOST_PRINTED, refusalText } from "../src/refusal.js";
import type { World } from "../src/world.js";
import { RESULT as result } from "./planResult.js";
import { BASE, folderWith } from "./folder.js";

const NOW = new Date("2026-12-18T12:00:00Z");

async function run(args: readonly string[], world: Partial<World> = {}) {
  const streams = { out: "", err: "" };
  const code = await main(args, {
    out: (text) => (streams.out += text),
    err: (text) => (streams.err += text),
    isErrTerminal: false,
    now: () => NOW,
    plan: () => Promise.reject(new Error("nothing is to be planned here")),
    verifyPlan: () => ({ ok: false, problems: ["nothing is to be checked here"] }),
    printPlan: () => "as text\n",
    ...world,
  });
  return { code, ...streams };
}

const SOUND = { "a.yaml": BASE, "needs.csv": "need,item,place,quantity,due,priority\na,stool,village,2,w1,1\n" };
const UNSOUND = { ...SOUND, "needs.csv": "need,item,place,quantity,due,priority\na,stol,village,2,w1,1\n" };

describe("plan", () => {
  it("gives the problem, the value it was read from and the gap to the planner, and prints one document", async () => {
    const seen: unknown[] = [];
    const plan: World["plan"] = async (problem, options) => {
      seen.push(problem.needs[0].id, options.within, (options.original as { periods: unknown }).periods);
      return result;
    };
    const ran = await run(["plan", folderWith(SOUND), "--json", "--within", "2%"], { plan });
    expect(ran).toEqual({ code: 0, out: `${JSON.stringify(result)}\n`, err: "" });
    expect(seen).toEqual(["a", 0.02, ["w1", "w2"]]);
  });

  it("writes the result whole to the file named by --out", async () => {
    const out = join(folderWith({}), "result.json");
    const ran = await run(["plan", folderWith(SOUND), "--out", out], { plan: async () => result });
    expect([ran.code, ran.out, JSON.parse(readFileSync(out, "utf8"))]).toEqual([0, "as text\n", result]);
    expect(readdirSync(join(out, ".."))).toEqual(["result.json"]);
  });

  it("planner [P1] refuses with one line for people, on standard error, and exit code 1", async () => {
    const ran = await run(["plan", folderWith(UNSOUND)], { plan: async () => result });
    expect(ran).toEqual({
      code: 1,
      out: "",
      err: 'needs.csv:2  needs[0].item  unknown item "stol"; did you mean "stool"?\n1 problem; nothing was planned\n',
    });
  });

  it("planner [P1] refuses with one JSON document that names path, file and line", async () => {
    const ran = await run(["plan", folderWith(UNSOUND), "--json"]);
    expect(ran.code).toBe(1);
    expect(ran.err).toBe("");
    expect(JSON.parse(ran.out)).toEqual({
      format: "commonwright-plan-result/1",
      status: "refused",
      problems: [{ path: "needs[0].item", message: 'unknown item "stol"; did you mean "stool"?', file: "needs.csv", line: 2 }],
    });
  });

  it("names the column of a cell in JSON", async () => {
    const ran = await run([
      "plan",
      folderWith({ ...SOUND, "needs.csv": "need,item,place,quantity,due,priority\na,stool,village,x,w1,1\n" }),
      "--json",
    ]);
    expect(JSON.parse(ran.out).problems[0]).toMatchObject({ file: "needs.csv", line: 2, column: "quantity" });
  });

  it("says which tables of a folder it does not read", async () => {
    const ran = await run(["plan", folderWith({ ...SOUND, "need.csv": "x" })], { plan: async () => result });
    expect(ran.err).toContain("need.csv");
  });

  it("will not write to a folder that is not there, nor over the problem", async () => {
    const folder = folderWith({ "a.yaml": BASE });
    const file = join(folder, "a.yaml");
    expect((await run(["plan", file, "--out", join(folder, "none", "r.json")])).code).toBe(2);
    expect((await run(["plan", file, "--out", file])).code).toBe(2);
    expect((await run(["plan", folder, "--out", join(folder, "needs.csv")])).code).toBe(2);
    expect(readFileSync(file, "utf8")).toBe(BASE);
  });

  it("will not write to a folder, and shows the plan even where it cannot be kept", async () => {
    const [folder, problem] = [folderWith({}), folderWith(SOUND)];
    expect((await run(["plan", problem, "--out", folder])).code).toBe(2);
    const gone: World["plan"] = async () => {
      rmSync(folder, { recursive: true });
      return result;
    };
    const ran = await run(["plan", problem, "--out", join(folder, "r.json")], { plan: gone });
    expect([ran.code, ran.out]).toEqual([1, "as text\n"]);
    expect(ran.err).toContain("The result could not be written to");
  });

  it("writes to a device and leaves it there", async () => {
    const sink = join(folderWith({}), "sink");
    symlinkSync("/dev/null", sink);
    expect((await run(["plan", folderWith(SOUND), "--out", sink], { plan: async () => result })).code).toBe(0);
    expect(lstatSync(sink).isSymbolicLink()).toBe(true);
  });

  it("does not call a result that lies beside its problem a file that was forgotten", async () => {
    const folder = folderWith({ ...SOUND, "result.json": "{}" });
    expect((await run(["plan", folder, "--out", join(folder, "result.json")], { plan: async () => result })).err).toBe("");
    expect((await run(["plan", folder], { plan: async () => result })).err).toContain("result.json");
  });

  it("prints at most 200 refusals, with the count of all, and no control characters", () => {
    const problems = Array.from({ length: 250 }, (_, k) => ({ path: ["needs", k], message: "wrong \u001b[31m", file: "a.yaml", line: k }));
    const lines = refusalText(problems).trimEnd().split("\n");
    expect(lines).toHaveLength(MOST_PRINTED + 1);
    expect(lines[MOST_PRINTED]).toBe("250 problems, 50 not shown; nothing was planned");
    expect(lines[0]).toBe("a.yaml:0  needs[0]  wrong \\u001b[31m");
  });
});

describe("progress", () => {
  const slowly =
    (seconds: number): World["plan"] =>
    async (_, { onProgress }) => {
      for (let k = 0; k < seconds; k++) onProgress?.({ stage: k < 6 ? "priority-1" : "cost", objective: 12.5, bound: 10 });
      return result;
    };
  const clock = () => {
    let seconds = 0;
    return () => new Date(NOW.getTime() + 1000 * seconds++);
  };

  it("tells of a long planning on standard error, a line every few seconds, and of a short one not at all", async () => {
    const quick = await run(["plan", folderWith(SOUND)], { plan: slowly(4), now: clock() });
    expect(quick).toEqual({ code: 0, out: "as text\n", err: "" });
    const long = await run(["plan", folderWith(SOUND)], { plan: slowly(10), now: clock() });
    expect(long.out).toBe("as text\n");
    expect(long.err).toBe("5 s  meeting the vital needs: 12.50 unmet, at best 10.00\n10 s  finding the least cost: 12.50, at best 10.00\n");
  });

  it("writes over one line of a terminal, and leaves it empty, also when planning fails", async () => {
    const ran = await run(["plan", folderWith(SOUND)], { plan: slowly(2), isErrTerminal: true, now: clock() });
    expect(ran.err).toBe(
      "\r\u001b[K1 s  meeting the vital needs: 12.50 unmet, at best 10.00\r\u001b[K2 s  meeting the vital needs: 12.50 unmet, at best 10.00\r\u001b[K",
    );
    const streams: string[] = [];
    const failing: World["plan"] = async (_, { onProgress }) => {
      onProgress?.({ stage: "cost", objective: Infinity, bound: -1 });
      throw new Error("no memory");
    };
    await expect(
      run(["plan", folderWith(SOUND)], { plan: failing, isErrTerminal: true, err: (text) => void streams.push(text) }),
    ).rejects.toThrow("no memory");
    expect(streams).toEqual(["\r\u001b[K0 s  finding the least cost: not known, at best 0.00", "\r\u001b[K"]);
  });
});

describe("verify-plan", () => {
  const resultFile = () => join(folderWith({ "r.json": JSON.stringify(result) }), "r.json");

  it("gives both values to the checker; 0 when accepted, 1 when rejected", async () => {
    const verifyPlan: World["verifyPlan"] = (problem, value) => {
      expect((problem as { format: string }).format).toBe("commonwright-plan/1");
      return { ok: JSON.stringify(value) === JSON.stringify(result), problems: [] };
    };
    expect(await run(["verify-plan", folderWith(SOUND), resultFile(), "--json"], { verifyPlan })).toEqual({
      code: 0,
      out: '{"ok":true,"problems":[]}\n',
      err: "",
    });
    const rejected = await run(["verify-plan", folderWith(SOUND), resultFile()], {
      verifyPlan: () => ({ ok: false, problems: [{ path: "objective", message: "is 3, not 2" }, "C1 broken"] }),
    });
    expect(rejected).toEqual({ code: 1, out: "The result is rejected:\n  objective  is 3, not 2\n  C1 broken\n", err: "" });
  });

  it("rejects what cannot be read, of both files at once", async () => {
    const ran = await run(["verify-plan", folderWith(UNSOUND), join(folderWith({}), "r.json"), "--json"]);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({
      ok: false,
      problems: [{ file: "needs.csv" }, { message: "there is no such file or folder" }],
    });
  });
});

describe("new", () => {
  it.each(["45.46,9.19", "-33.4,-70.6", "0,0", "89.99,179.9", "-90,-180"])(
    "planner [P1] writes a problem near %s that is taken at once",
    async (near) => {
      const folder = join(folderWith({}), "town");
      const ran = await run(["new", folder, "--near", near]);
      expect([ran.code, ran.err, readdirSync(folder)]).toEqual([
        0,
        "",
        ["README.md", "needs.csv", "parts.csv", "problem.yaml", "workshops.csv"],
      ]);
      const loaded = await loadProblem(folder);
      if ("problems" in loaded) throw new Error(refusalText(loaded.problems));
      const { problem } = loaded;
      expect(problem.periods).toEqual(["2026-W52", "2026-W53", "2027-W01", "2027-W02"]);
      expect(leastCosts(problem).reachable.every((reachable) => reachable === 1)).toBe(true);
      expect(Math.max(...distanceKm(problem))).toBeLessThan(1_200);
      expect(problem.workshops.map(({ id, capabilities }) => [id, capabilities.length])).toEqual([
        ["makerspace", 2],
        ["joinery", 2],
        ["kitchen-table", 1],
      ]);
      expect(new Set(problem.places.map(({ level }) => level)).size).toBe(4);
    },
  );

  it("refuses a folder that has anything in it, and a file", async () => {
    const folder = folderWith({ "mine.txt": "x" });
    expect((await run(["new", folder, "--near", "1,1"])).code).toBe(1);
    expect((await run(["new", join(folder, "mine.txt"), "--near", "1,1"])).code).toBe(1);
    expect(readdirSync(folder)).toEqual(["mine.txt"]);
  });
});

describe("usage", () => {
  const wrong: readonly (readonly string[])[] = [
    [],
    ["plann", "x"],
    ["plan"],
    ["plan", "a", "b"],
    ["plan", "a", "--jsn"],
    ["plan", "a", "--within", "2"],
    ["plan", "a", "--within", "100%"],
    ["plan", "a", "--within", "x"],
    ["verify-plan", "a"],
    ["new", "x"],
    ["new", "x", "--near", "91,0"],
    ["new", "x", "--near", "1;2"],
  ];
  it.each(wrong.map((args) => [args.join(" ") || "nothing", args] as const))("gives 2 for: %s", async (_, args) => {
    const ran = await run(args);
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).not.toBe("");
    expect(existsSync("x")).toBe(false);
  });

  it.each([[], ["plan"], ["verify-plan"], ["new"]])("has --help and --version everywhere: %s", async (...command) => {
    const words = command.filter((word) => typeof word === "string");
    const help = await run([...words, "--help"]);
    expect([help.code, help.err]).toEqual([0, ""]);
    expect(help.out).toContain(["Usage: commonwright", ...words].join(" "));
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(await run([...words, "--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });
});

describe("weeks", () => {
  it("are named as in ISO 8601", () => {
    const known = [
      ["2026-12-31", "2026-W53"],
      ["2027-01-03", "2026-W53"],
      ["2027-01-04", "2027-W01"],
      ["2024-12-30", "2025-W01"],
      ["2023-01-01", "2022-W52"],
    ];
    for (const [day, week] of known) expect(isoWeek(new Date(`${day}T00:00:00Z`))).toBe(week);
    expect(periodsFrom(new Date("2026-12-20T23:00:00Z"), 3)).toEqual(["2026-W52", "2026-W53", "2027-W01"]);
  });
});

describe("large files", () => {
  it("finds the lines of many faults in a large JSON file in a short time", async () => {
    const needs = Array.from({ length: 20_000 }, (_, k) => ({
      id: `n${k}`,
      item: k % 2 ? "stol" : "stool",
      place: "village",
      quantity: 1,
      due: "w1",
      priority: 1,
    }));
    const yaml = await loadProblem(folderWith({ "a.yaml": BASE }));
    if ("problems" in yaml) throw new Error(refusalText(yaml.problems));
    const file = join(folderWith({}), "p.json");
    writeFileSync(file, JSON.stringify({ ...(yaml.original as object), needs }, null, 1));
    const started = process.cpuUsage();
    const loaded = await loadProblem(file);
    const { user } = process.cpuUsage(started);
    if (!("problems" in loaded)) throw new Error("taken");
    expect(loaded.problems).toHaveLength(10_000);
    const line = loaded.problems[9_999].line ?? 0;
    expect(readFileSync(file, "utf8").split("\n")[line - 1]).toContain('"item": "stol"');
    expect(user / 1000).toBeLessThan(5_000);
  });
});
