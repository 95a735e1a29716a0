// Reads a problem from a JSON or YAML file, or from a folder of YAML files and tables, as one value that knows its lines.

import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type { ProblemPath } from "@commonwright/planner";
import { jsonSource, yamlSource, type LocatedProblem, type Location, type Source, type SourceResult } from "./source.js";
import { type Columns, readTable, type Table } from "./table.js";
import { NEEDS_COLUMNS, needsSource } from "./needsTable.js";
import { PARTS_COLUMNS, partsSource } from "./partsTable.js";
import type { Loose, RecipeRows, TableSource } from "./tablePiece.js";
import { WORKSHOPS_COLUMNS, workshopsSource } from "./workshopsTable.js";

/** A file may have so many MB. A YAML file takes far more memory and time to read than its size: large problems are written as JSON. */
const MOST_MEGABYTES = { json: 256, yaml: 16, table: 64 } as const;
type Kind = keyof typeof MOST_MEGABYTES;

/** The tables that a folder may hold, by file name in small letters. */
export const TABLES: Readonly<Record<string, Columns>> = {
  "workshops.csv": WORKSHOPS_COLUMNS,
  "parts.csv": PARTS_COLUMNS,
  "needs.csv": NEEDS_COLUMNS,
};

/** A value with the place of everything in it. `notRead` names files of the folder that were passed over, `problems` cells of tables that are wrong. */
export type LocatedValue = {
  readonly value: unknown;
  readonly problems: readonly LocatedProblem[];
  readonly locate: (path: ProblemPath) => Location;
  readonly notRead: readonly string[];
};
/** A value, or why the files have none. */
export type FileResult = LocatedValue | { readonly problems: readonly LocatedProblem[] };

/** Reads the file or the folder at `path`. Refuses what cannot be read; throws only on faults of the machine. */
export async function readProblemFile(path: string): Promise<FileResult> {
  const kind = await kindOf(path);
  if (kind === "folder") return readFolder(path);
  if (kind === "file") return readSingleFile(path);
  return {
    problems: [{ path: [], message: kind === "nothing" ? "there is no such file or folder" : "neither a file nor a folder", file: path }],
  };
}

async function kindOf(path: string): Promise<"file" | "folder" | "nothing" | "other"> {
  try {
    const found = await stat(path);
    return found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
  } catch (error) {
    if (LEADS_NOWHERE.has(codeOf(error))) return "nothing";
    throw error;
  }
}

/** What the system says of names that nothing can be read under: of links to nothing or to themselves, too, and of names that cannot be. */
const LEADS_NOWHERE = new Set<unknown>(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"]);

const codeOf = (error: unknown) => (typeof error === "object" && error !== null && "code" in error ? error.code : undefined);

async function readSingleFile(path: string): Promise<FileResult> {
  const extension = extname(path).toLowerCase();
  const json = extension === ".json";
  const read = await readText(path, path, json ? "json" : "yaml");
  if ("problems" in read) return read;
  // JSON is YAML, so that a file of any other name can be read as YAML.
  const result = json ? jsonSource(path, read.text) : yamlSource(path, read.text);
  if ("problems" in result) return result;
  const { source } = result;
  if (source.value === null && !json) return { problems: [{ path: [], message: "the file is empty", file: path }] };
  return { value: source.value, problems: [], locate: source.locate, notRead: [] };
}

async function readText(
  path: string,
  shown: string,
  kind: Kind,
): Promise<{ readonly text: string } | { readonly problems: readonly LocatedProblem[] }> {
  const refuse = (message: string) => ({ problems: [{ path: [], message, file: shown }] });
  try {
    const found = await stat(path);
    if (!found.isFile()) return refuse("called like a file of a problem, but it is none");
    const most = MOST_MEGABYTES[kind];
    if (found.size > most * 2 ** 20) {
      const hint = kind === "yaml" ? `; write it as JSON, of which ${MOST_MEGABYTES.json} MB are read` : "";
      return refuse(`the file has ${Math.ceil(found.size / 2 ** 20)} MB; at most ${most} MB are read${hint}`);
    }
    const bytes = await readFile(path);
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
      return refuse("the file is UTF-16; save it as UTF-8");
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return refuse("the file is not UTF-8 text; save it as UTF-8");
    if (LEADS_NOWHERE.has(codeOf(error))) return refuse("a link that leads to no file");
    if (codeOf(error) === "EACCES" || codeOf(error) === "EPERM") return refuse("the file must not be read by you; change its permissions");
    throw error;
  }
}

async function readFolder(folder: string): Promise<FileResult> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(".")).sort(byCodeUnit);
  const yamlNames = names.filter((name) => /\.ya?ml$/i.test(name));
  if (yamlNames.length === 0)
    return { problems: [{ path: [], message: "the folder has no .yaml file; a problem needs at least one", file: folder }] };
  const results = await Promise.all(yamlNames.map((name) => readYaml(folder, name)));
  const sources = results.flatMap((result) => ("source" in result ? [result.source] : []));
  const tables = await readTables(folder, names);
  const joinedYaml = joinSources(folder, sources);
  const unreadable = results.flatMap((result) => ("problems" in result ? result.problems : []));
  const problems = [...unreadable, ...tables.problems, ...joinedYaml.problems];
  if (problems.length > 0) return { problems };
  const withTables = addTables(tables.tables, sources, joinedYaml.value);
  const joined = joinSources(folder, withTables.sources);
  const notRead = names.filter((name) => /\.(csv|tsv|json|xlsx?|ods)$/i.test(name) && !(name.toLowerCase() in TABLES));
  return { value: joined.value, problems: [...withTables.problems, ...joined.problems], locate: joined.locate, notRead };
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function readYaml(folder: string, name: string): Promise<SourceResult> {
  const read = await readText(join(folder, name), name, "yaml");
  return "problems" in read ? read : yamlSource(name, read.text);
}

async function readTables(
  folder: string,
  names: readonly string[],
): Promise<{ readonly tables: ReadonlyMap<string, Table>; readonly problems: readonly LocatedProblem[] }> {
  const tables = new Map<string, Table>();
  const problems: LocatedProblem[] = [];
  for (const name of names) {
    const columns = Object.hasOwn(TABLES, name.toLowerCase()) ? TABLES[name.toLowerCase()] : undefined;
    if (!columns) continue;
    const read = await readText(join(folder, name), name, "table");
    const result = "problems" in read ? read : readTable(basename(name), read.text, columns);
    if ("problems" in result) for (const problem of result.problems) problems.push(problem);
    else tables.set(name.toLowerCase(), result.table);
  }
  return { tables, problems };
}

/** Tables come last: they may extend recipes, and speak of places and items, of the YAML files. */
function addTables(
  tables: ReadonlyMap<string, Table>,
  yaml: readonly Source[],
  value: Loose,
): { readonly sources: readonly Source[]; readonly problems: readonly LocatedProblem[] } {
  const made: TableSource[] = [];
  const use = (name: string, make: (table: Table) => TableSource) => {
    const table = tables.get(name);
    if (table) made.push(make(table));
  };
  use("workshops.csv", (table) => workshopsSource(table, value));
  use("parts.csv", (table) => partsSource(table, value));
  use("needs.csv", needsSource);
  const extensions = made.find((table) => table.extensions)?.extensions ?? new Map<number, RecipeRows>();
  const extended = extensions.size > 0 ? extendRecipes(yaml, extensions) : yaml;
  return { sources: [...extended, ...made.map(({ source }) => source)], problems: made.flatMap((table) => table.problems) };
}

/** Adds the rows of a table to recipes of the files; `extensions` is keyed by the index of the recipe over all sources. */
function extendRecipes(sources: readonly Source[], extensions: ReadonlyMap<number, RecipeRows>): readonly Source[] {
  let before = 0;
  return sources.map((source) => {
    if (!isMap(source.value) || !Array.isArray(source.value.recipes)) return source;
    const recipes: readonly unknown[] = source.value.recipes;
    const from = before;
    before += recipes.length;
    const extended = recipes.map((recipe, k) => {
      const rows = extensions.get(from + k);
      return rows && isMap(recipe) ? { ...recipe, ...extendedLists(recipe, rows) } : recipe;
    });
    const locate = (path: ProblemPath) => {
      const [key, k, list, j] = path;
      const rows = key === "recipes" && typeof k === "number" ? extensions.get(from + k) : undefined;
      if (!rows || typeof j !== "number" || (list !== "in" && list !== "machine" && list !== "labour")) return source.locate(path);
      const recipe = recipes[Number(k)];
      return rows[list][j - (isMap(recipe) ? listOf(recipe[list]).length : 0)]?.location ?? source.locate(path);
    };
    return { ...source, value: { ...source.value, recipes: extended }, locate };
  });
}

function extendedLists(recipe: Loose, rows: RecipeRows): Loose {
  const lists = (["in", "machine", "labour"] as const).filter((list) => rows[list].length > 0);
  return Object.fromEntries(lists.map((list) => [list, [...listOf(recipe[list]), ...rows[list].map(({ value }) => value)]]));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

type Part = { readonly source: Source; readonly from: number; readonly count: number };
type Joined = { readonly value: Loose; readonly locate: LocatedValue["locate"]; readonly problems: readonly LocatedProblem[] };

/** One value of several: lists of the same key join in the order of the sources; a single value may be there once. */
function joinSources(folder: string, sources: readonly Source[]): Joined {
  const problems: LocatedProblem[] = [];
  const parts = new Map<string, Part[]>();
  const joined = new Map<string, unknown>();
  for (const source of sources) {
    if (source.value === null) continue; // a file of comments
    if (!isMap(source.value))
      problems.push({
        path: [],
        message: "the file must hold keys and values, such as `needs:` with its list",
        file: source.file,
        line: 1,
      });
    else for (const [key, value] of Object.entries(source.value)) joinKey({ key, value, source, parts, joined, problems });
  }
  const locate = (path: ProblemPath) => {
    const [key, k, ...rest] = path;
    const found = parts.get(String(key)) ?? [];
    const part = typeof k === "number" ? found.find(({ from, count }) => k >= from && k < from + count) : undefined;
    const [first] = found;
    if (part && typeof k === "number") return part.source.locate([key, k - part.from, ...rest]);
    return first ? first.source.locate(path) : { file: folder };
  };
  return { value: Object.fromEntries(joined), locate, problems };
}

type JoinStep = {
  readonly key: string;
  readonly value: unknown;
  readonly source: Source;
  readonly parts: Map<string, Part[]>;
  readonly joined: Map<string, unknown>;
  readonly problems: LocatedProblem[];
};

function joinKey({ key, value, source, parts, joined, problems }: JoinStep): void {
  const before = joined.get(key);
  const found = parts.get(key);
  if (!found) {
    joined.set(key, Array.isArray(value) ? [...value] : value);
    parts.set(key, [{ source, from: 0, count: Array.isArray(value) ? value.length : 0 }]);
  } else if (Array.isArray(before) && Array.isArray(value)) {
    found.push({ source, from: before.length, count: value.length });
    for (const entry of value) before.push(entry);
  } else {
    const first = found[0].source.locate([key]);
    problems.push({
      path: [key],
      message: `"${key}" is there already, in ${first.file}:${first.line ?? 1}; only lists are joined`,
      ...source.locate([key]),
    });
  }
}

function isMap(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
