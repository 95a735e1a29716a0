// Files and folders become one value that knows its lines.

import { mkdirSync, readFileSync, truncateSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { pathText } from "@commonwright/planner";
import { loadProblem } from "../src/problemLoading.js";
import { refusalText } from "../src/refusal.js";
import { TABLES } from "../src/problemFile.js";
import { BASE, folderWith } from "./folder.js";

async function refused(path: string): Promise<string[]> {
  const loaded = await loadProblem(path);
  if (!("problems" in loaded)) return [];
  const shown = (file: string) => basename(file).replace(/^commonwright-test-.*/, ".");
  return loaded.problems.map(({ file, line, path: at, message }) => [`${shown(file)}:${line ?? ""}`, pathText(at), message].join(" | "));
}

async function taken(path: string) {
  const loaded = await loadProblem(path);
  if ("problems" in loaded) throw new Error(refusalText(loaded.problems));
  return loaded;
}

const file = (name: string, text: string | Uint8Array) => join(folderWith({ [name]: text }), name);

describe("one file", () => {
  it("reads JSON and YAML alike, with or without a byte order mark", async () => {
    const yaml = await taken(file("a.yaml", `\ufeff${BASE}`));
    const json = await taken(file("a.json", `\ufeff${JSON.stringify(yaml.original)}`));
    expect(json.problem).toEqual(yaml.problem);
  });

  it("planner [P1] names the line of a value, of an unknown key, and of the object in which a key is missing", async () => {
    const needs = `needs:\n  - { id: a, item: stol, place: village, quantity: 1, due: w1, priority: 1 }\n  - id: b\n    item: stool\n    place: village\n    due: w1\n    priority: 1\n    qty: 3\n`;
    expect(await refused(file("a.yaml", BASE + needs))).toEqual([
      'a.yaml:11 | needs[0].item | unknown item "stol"; did you mean "stool"?',
      "a.yaml:12 | needs[1].quantity | missing; must be a number (how much, in the item's unit)",
      'a.yaml:17 | needs[1].qty | unknown key "qty"; did you mean "quantity"?',
    ]);
  });

  it("planner [P1] names the lines of a JSON file", async () => {
    const text =
      '{\n  "format": "commonwright-plan/1",\n  "periods": ["w1"],\n  "territories": [],\n  "places": [{}],\n  "items": [\n    { "id": "a", "unit": "kg",\n      "massKg": -1 }\n  ]\n}\n';
    const lines = await refused(file("a.json", text));
    expect(lines).toContain("a.json:8 | items[0].massKg | must not be negative (it is -1)");
    expect(lines).toContain("a.json:4 | territories | must have at least 1 entry");
    expect(lines).toContain("a.json:5 | places[0].id | missing; must be a text (id of the place)");
  });

  const broken: readonly (readonly [string, string, string])[] = [
    ["a comma too many", '{\n "a": [1,\n 2,]\n}', 'a.json:3 |  | remove the comma before "]"'],
    ["a comma too few", '{\n "a": 1\n "b": 2\n}', 'a.json:3 |  | "," or "}" must stand here'],
    ["a file that ends early", '{\n "a": [1', "a.json:2 |  | the text ends too early: something is left open"],
    ["a bare word", '{\n "a":\n yes }', 'a.json:3 |  | not JSON from here on: "yes }"'],
    ["a key without quotes", "{\n a: 1 }", 'a.json:2 |  | not JSON from here on: "a: 1 }"'],
    ["a key twice", '{ "a": {"b": 1,\n "b" : 2}, "c": "x\\": y" }', 'a.json:2 |  | the key "b" is there twice in one object'],
    [
      "a text that is not closed",
      '{\n "a": "x\n}',
      "a.json:2 |  | the text in quotes that begins here is not closed on its line, or holds a wrong escape",
    ],
    ["two values", "{}\n{}", "a.json:2 |  | the file must end after its first value"],
    ["nothing", " \n", "a.json: |  | the file is empty"],
  ];
  it.each(broken)("says where JSON breaks off: %s", async (_, text, line) => expect(await refused(file("a.json", text))).toEqual([line]));

  it("reads a JSON file with long texts, escapes, and colons in texts", async () => {
    const { original } = await taken(file("a.yaml", BASE));
    const value = { ...(original as object), note: 'a": "b\\', name: '\\"'.repeat(2_000) };
    expect((await taken(file("a.json", JSON.stringify(value, null, 1)))).original).toEqual(value);
    const long = await refused(file("a.json", JSON.stringify({ ...value, note: "x".repeat(20_000_000) })));
    expect(long).toEqual(["a.json:1 | note | must have at most 10000 characters"]);
  });

  it("refuses YAML with a key twice, with a fault, with two documents, and an empty one", async () => {
    expect(await refused(file("a.yaml", `${BASE}periods: [w3]\n`))).toEqual(["a.yaml:10 |  | Map keys must be unique"]);
    expect((await refused(file("a.yaml", "a: [1\nb: 2\n")))[0]).toMatch(/^a\.yaml:2 /);
    expect((await refused(file("a.yaml", "a: 1\n---\nb: 2\n")))[0]).toContain("a.yaml:2");
    expect(await refused(file("a.yaml", "# nothing yet\n"))).toEqual(["a.yaml: |  | the file is empty"]);
    expect((await refused(file("a.yaml", "a: !!js/function x\n")))[0]).toMatch(/^a\.yaml:1 .*tag/i);
  });

  it("refuses aliases that unfold without end, and nesting without end", async () => {
    const bomb = [
      "a0: &a0 [x, x, x, x, x, x, x, x, x]",
      ...Array.from({ length: 9 }, (_, k) => `a${k + 1}: &a${k + 1} [${Array(9).fill(`*a${k}`).join(", ")}]`),
    ].join("\n");
    expect((await refused(file("a.yaml", bomb)))[0]).toContain("too many aliases");
    const line = (await refused(file("a.yaml", "[".repeat(50_000))))[0];
    expect(line).toMatch(/^a\.yaml:/);
    expect((await refused(file("a.json", "[".repeat(50_000))))[0]).toMatch(/^a\.json:1 .*nested deeper/);
  });

  it("takes an alias that is used with measure", async () => {
    const { problem } = await taken(
      file(
        "a.yaml",
        `${BASE}needs:\n  - &n { id: a, item: stool, place: village, quantity: 1, due: w1, priority: 1 }\nstocks:\n  - { item: stool, place: village, quantity: 2, assumed: &k [quantity] }\n  - { item: stool, place: village, quantity: 2, assumed: *k }\n`,
      ),
    );
    expect(problem.stocks[1].assumed).toEqual(["quantity"]);
  });

  it("refuses what is not UTF-8, what is not there, and what is neither file nor folder", async () => {
    expect(await refused(file("a.yaml", new Uint8Array([0x66, 0xff, 0xfe])))).toEqual([
      "a.yaml: |  | the file is not UTF-8 text; save it as UTF-8",
    ]);
    expect(await refused(file("a.yaml", new Uint8Array([0xff, 0xfe, 0x66, 0])))).toEqual([
      "a.yaml: |  | the file is UTF-16; save it as UTF-8",
    ]);
    expect(await refused(join(folderWith({}), "a.yaml"))).toEqual(["a.yaml: |  | there is no such file or folder"]);
    expect(await refused("/dev/null")).toEqual(["null: |  | neither a file nor a folder"]);
  });
});

describe("a file that is too large", () => {
  it("is refused before it is read", async () => {
    const path = file("a.yaml", BASE);
    truncateSync(path, 17 * 2 ** 20);
    expect(await refused(path)).toEqual([
      "a.yaml: |  | the file has 17 MB; at most 16 MB are read; write it as JSON, of which 256 MB are read",
    ]);
    const json = file("a.json", "{}");
    truncateSync(json, 257 * 2 ** 20);
    expect(await refused(json)).toEqual(["a.json: |  | the file has 257 MB; at most 256 MB are read"]);
  });
});

describe("a folder", () => {
  const needs = "needs:\n  - { id: a, item: stool, place: village, quantity: 1, due: w1, priority: 1 }\n";

  it("joins lists in the order of file names, and keeps single values", async () => {
    const folder = folderWith({
      "b.yml": `needs:\n  - { id: b, item: stool, place: village, quantity: 2, due: w2, priority: 2 }\n`,
      "a.yaml": BASE,
      "a2.yaml": `${needs}holdingRate: 0.1\n`,
      "notes.txt": "x",
      "empty.yaml": "# later\n",
    });
    const { problem } = await taken(folder);
    expect(problem.needs.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(problem.holdingRate).toBe(0.1);
  });

  it("names file and line of an entry of a joined list", async () => {
    const folder = folderWith({
      "a.yaml": BASE,
      "b.yaml": needs,
      "c.yaml": `# more\n${needs.replace("id: a", "id: c").replace("stool", "stol")}`,
    });
    expect(await refused(folder)).toEqual(['c.yaml:3 | needs[1].item | unknown item "stol"; did you mean "stool"?']);
  });

  it("refuses a single value that is there twice, with both places", async () => {
    const folder = folderWith({ "a.yaml": BASE, "b.yaml": "# b\nformat: commonwright-plan/1\n", "c.yaml": "periods: w3\n" });
    expect(await refused(folder)).toEqual([
      'b.yaml:2 | format | "format" is there already, in a.yaml:1; only lists are joined',
      'c.yaml:1 | periods | "periods" is there already, in a.yaml:2; only lists are joined',
    ]);
  });

  it("refuses a folder without YAML, and a file that is a list; tells what was not read", async () => {
    expect(await refused(folderWith({ "needs.csv": "" }))).toEqual([".: |  | the folder has no .yaml file; a problem needs at least one"]);
    expect(await refused(folderWith({ "a.yaml": BASE, "b.yaml": "- 1\n" }))).toEqual([
      "b.yaml:1 |  | the file must hold keys and values, such as `needs:` with its list",
    ]);
    expect((await taken(folderWith({ "a.yaml": BASE, "need.csv": "x", "old.json": "{}" }))).notRead).toEqual(["need.csv", "old.json"]);
    const folder = folderWith({ "a.yaml": BASE });
    mkdirSync(join(folder, "b.yaml"));
    expect(await refused(folder)).toEqual(["b.yaml: |  | called like a file of a problem, but it is none"]);
  });
});

describe("tables", () => {
  const needsHeader = "Need;ITEM;place;quantity;due;priority\n";

  it("reads needs, whatever the separator, the case of column names and the quotes", async () => {
    for (const separator of [",", ";", "\t"]) {
      const rows = [
        ["\ufeffNeed", "ITEM", "place", "quantity", "due", "priority", "note"],
        ["a", "stool", "village", "2.5", "w1", "1", `"far${separator} ""here"""`],
        [],
        ["", "stool", "village", "1", "w2", "3", ""],
      ];
      const { problem } = await taken(folderWith({ "a.yaml": BASE, "Needs.csv": rows.map((row) => row.join(separator)).join("\r\n") }));
      expect(problem.needs).toEqual([
        { id: "a", item: "stool", place: "village", quantity: 2.5, due: "w1", priority: 1, note: `far${separator} "here"` },
        { id: "need-4", item: "stool", place: "village", quantity: 1, due: "w2", priority: 3 },
      ]);
    }
  });

  it("planner [P1] names file and line of a row, also below a cell with line breaks", async () => {
    const folder = folderWith({
      "a.yaml": BASE,
      "needs.csv":
        'need,item,place,quantity,due,priority,note\na,stool,village,1,w1,1,"two\nlines"\nb,stol,village,1,w1,1,\nc,stool,village,1,w1,9,\nd,,village,1,w1,1,\n',
    });
    expect(await refused(folder)).toEqual([
      'needs.csv:4 | needs[1].item | unknown item "stol"; did you mean "stool"?',
      "needs.csv:5 | needs[2].priority | must be 1, 2 or 3, not the number 9",
      "needs.csv:6 | needs[3].item | missing; must be a text (id of the item that is needed)",
    ]);
  });

  it("refuses unknown, missing and doubled columns by name, and rows with too many cells", async () => {
    expect(await refused(folderWith({ "a.yaml": BASE, "needs.csv": "item,place,qantity,due,priority,place\n" }))).toEqual([
      'needs.csv:1 |  | unknown column "qantity"; did you mean "quantity"?',
      'needs.csv:1 |  | the column "quantity" is missing',
      'needs.csv:1 |  | the column "place" is there twice',
    ]);
    expect(
      (await refused(folderWith({ "a.yaml": BASE, "needs.csv": "item,place,quantity,due,priority\nstool,village,1,w1,1,x\n" })))[0],
    ).toContain("needs.csv:2 |  | this row has 6 cells, the first line names 5 columns");
    expect((await refused(folderWith({ "a.yaml": BASE, "needs.csv": "\n" })))[0]).toContain("the table is empty");
    expect(
      (await refused(folderWith({ "a.yaml": BASE, "needs.csv": 'item,place,quantity,due,priority\nstool,"village,1,w1,1\n' })))[0],
    ).toContain("needs.csv:2 |  | the double quotes do not match up");
  });

  it("takes a decimal comma where semicolons separate, and refuses it elsewhere", async () => {
    const { problem } = await taken(folderWith({ "a.yaml": BASE, "needs.csv": `${needsHeader}a;stool;village;2,5;w1;1\n` }));
    expect(problem.needs[0].quantity).toBe(2.5);
    expect(
      await refused(folderWith({ "a.yaml": BASE, "needs.csv": 'need,item,place,quantity,due,priority\na,stool,village,"2,5",w1,1\n' })),
    ).toEqual(['needs.csv:2 |  | quantity: must be a number with a decimal point, such as 2.5, not "2,5"']);
    expect(
      await refused(
        folderWith({
          "a.yaml": BASE,
          "needs.csv": `${needsHeader}a;stool;village;1.000,5;w1;1\nb;stool;village;3 pcs;w1;1\nc;stool;village;;w1;1\n`,
        }),
      ),
    ).toEqual([
      'needs.csv:2 |  | quantity: must be a number without separators of thousands, such as 1234.5, not "1.000,5"',
      'needs.csv:3 |  | quantity: must be a plain number without a unit, not "3 pcs"',
      "needs.csv:4 |  | quantity: must not be empty",
    ]);
  });

  it("makes workshops of rows, and places of coordinates", async () => {
    const table =
      "workshop,name,place,capability,hoursPerPeriod,costPerHour,efficiency,lat,lon,town,level\njoinery,Joinery,village,saw,10,6,1.5,,,,\njoinery,,,saw2,3,1,,,,,\nfab,,,saw,4,2,,45.1,9.1,Arona,outlet\nfab2,,,saw,4,2,,,,Arona,\n";
    const { problem } = await taken(folderWith({ "a.yaml": BASE.replace("[saw]", "[saw, saw2]"), "workshops.csv": table }));
    expect(problem.workshops).toEqual([
      {
        id: "joinery",
        name: "Joinery",
        place: "village",
        efficiency: 1.5,
        capabilities: [
          { capability: "saw", hoursPerPeriod: 10, costPerHour: 6 },
          { capability: "saw2", hoursPerPeriod: 3, costPerHour: 1 },
        ],
      },
      { id: "fab", place: "Arona", efficiency: 1, capabilities: [{ capability: "saw", hoursPerPeriod: 4, costPerHour: 2 }] },
      { id: "fab2", place: "Arona", efficiency: 1, capabilities: [{ capability: "saw", hoursPerPeriod: 4, costPerHour: 2 }] },
    ]);
    expect(problem.places[1]).toEqual({ id: "Arona", name: "Arona", territory: "valley", level: "outlet", lat: 45.1, lon: 9.1 });
  });

  it("refuses workshops whose rows contradict each other, or whose place is nowhere", async () => {
    const table =
      "workshop,place,capability,hoursPerPeriod,costPerHour,efficiency,lat,lon,level\na,village,saw,1,1,1,,,\na,village,lathe,1,1,2,,,\nb,vilage,saw,1,1,,,,\nc,,saw,1,x,,45,,\n,village,saw,1,1,,,,\nd,village,saw,1,1,,45,9,\n";
    expect(await refused(folderWith({ "a.yaml": BASE, "workshops.csv": table }))).toEqual([
      'workshops.csv:3 |  | efficiency: "2" differs from "1" in line 2; write it once, or the same',
      'workshops.csv:4 | workshops[1].place | unknown place "vilage"; did you mean "village"?',
      'workshops.csv:5 |  | costPerHour: must be a plain number without a unit, not "x"',
      "workshops.csv:5 |  | lon: must not be empty",
      "workshops.csv:5 |  | level: must not be empty",
      "workshops.csv:6 |  | workshop: must not be empty",
      'workshops.csv:7 |  | lat: place "village" is described in another file; leave this cell empty',
      'workshops.csv:7 |  | lon: place "village" is described in another file; leave this cell empty',
    ]);
  });

  const parts =
    "product,part,quantity,unit,massKg,price\nbench,plank,2,m,3,4.5\nbench,leg,4,,,\nbench,saw,0.5,h,,\nbench,woodwork,1,,,\nleg,plank,0.5,,,\nleg,plank,0.25,,,\nstool,leg,3,,,\n";

  it("makes recipes, items and prices of a parts list, with sub-assemblies and work", async () => {
    const { problem } = await taken(folderWith({ "a.yaml": BASE, "parts.csv": parts }));
    expect(problem.recipes.map(({ id, out, in: inputs, machine, labour }) => ({ id, out, inputs, machine, labour }))).toEqual([
      {
        id: "make-bench",
        out: [{ item: "bench", quantity: 1 }],
        inputs: [
          { item: "plank", quantity: 2 },
          { item: "leg", quantity: 4 },
        ],
        machine: [{ capability: "saw", hours: 0.5 }],
        labour: [{ skill: "woodwork", hours: 1 }],
      },
      { id: "make-leg", out: [{ item: "leg", quantity: 1 }], inputs: [{ item: "plank", quantity: 0.75 }], machine: [], labour: [] },
      { id: "make-stool", out: [{ item: "stool", quantity: 1 }], inputs: [{ item: "leg", quantity: 3 }], machine: [], labour: [] },
    ]);
    expect(problem.items.map(({ id, unit, massKg, kind, assumed }) => [id, unit, massKg, kind, assumed])).toEqual([
      ["stool", "piece", 5, "part", undefined],
      ["bench", "piece", 15, "product", ["massKg"]],
      ["leg", "piece", 2.25, "part", ["massKg"]],
      ["plank", "m", 3, "part", undefined],
    ]);
    expect(problem.market).toEqual([{ item: "plank", price: 4.5, co2Kg: 0, limitPerPeriod: null }]);
  });

  it("adds rows to the recipe that a file has, by what a run makes, and still knows every line", async () => {
    const recipe =
      "recipes:\n  - id: three\n    out: [{ item: stool, quantity: 3 }]\n    in:\n      - { item: nail, quantity: 30 }\n    co2Kg: 2\n";
    const items = BASE.replace("items:\n", "items:\n  - { id: nail, unit: piece, massKg: 0.01 }\n");
    const rows = "product,part,quantity,massKg\nstool,board,2,1\nstool,woodwork,1.5,\n";
    const { problem } = await taken(folderWith({ "a.yaml": items, "b.yaml": recipe, "parts.csv": rows }));
    expect(problem.recipes[0]).toMatchObject({
      id: "three",
      co2Kg: 2,
      in: [
        { item: "nail", quantity: 30 },
        { item: "board", quantity: 6 },
      ],
      labour: [{ skill: "woodwork", hours: 4.5 }],
    });
    const faulty = folderWith({ "a.yaml": BASE, "b.yaml": recipe, "parts.csv": `${rows}stool,nail,1,-1\n` });
    expect(await refused(faulty)).toEqual([
      "parts.csv:4 | items[2].massKg | must not be negative (it is -1)",
      'parts.csv:4 | recipes[0].in[2] | a second row for item "nail", after recipes[0].in[0]; put them together in one',
    ]);
    expect(await refused(folderWith({ "a.yaml": BASE, "b.yaml": recipe, "parts.csv": rows }))).toEqual([
      'b.yaml:5 | recipes[0].in[0].item | unknown item "nail"; items has stool, board',
    ]);
  });

  it("refuses parts without a mass, with two prices, and work with a price", async () => {
    const rows = "product,part,quantity,unit,massKg,price\nbench,plank,1,,,2\nbench,saw,1,piece,,3\nleg,plank,1,,,4\n";
    expect(await refused(folderWith({ "a.yaml": BASE, "parts.csv": rows }))).toEqual([
      'parts.csv:2 |  | massKg: must not be empty: no file says how many kg one piece of "plank" has',
      'parts.csv:3 |  | unit: "saw" is work, counted in hours: write h, or leave it empty',
      'parts.csv:3 |  | price: "saw" is work; its cost stands in workshops.csv, or in the weights',
      'parts.csv:4 |  | price: "4" differs from "2" in line 2; write it once, or the same',
    ]);
  });
});

describe("docs/guide-own-town.md", () => {
  it("shows tables that are taken as they stand", async () => {
    const guide = readFileSync(new URL("../../../docs/guide-own-town.md", import.meta.url), "utf8");
    const [needs, workshops, parts] = [...guide.matchAll(/```csv\n([\s\S]*?)```/g)].map((match) => match[1]);
    const base = BASE.replace("[w1, w2]", "[2027-W02]").replace("[saw]", "[cnc-router, workbench]");
    const town = "  - { id: town, territory: valley, level: regional, lat: 45.1, lon: 9.1 }\ncapabilities";
    const { problem } = await taken(
      folderWith({ "a.yaml": base.replace("capabilities", town), "needs.csv": needs, "workshops.csv": workshops, "parts.csv": parts }),
    );
    expect([problem.needs.length, problem.workshops.length, problem.recipes[0].in.length, problem.places[2].id]).toEqual([
      1,
      2,
      2,
      "Saronno",
    ]);
  });

  it("names every column of every table", async () => {
    const guide = readFileSync(new URL("../../../docs/guide-own-town.md", import.meta.url), "utf8");
    for (const { needed, optional } of Object.values(TABLES))
      for (const column of [...needed, ...optional]) expect(guide).toContain(`\`${column}\``);
  });
});
