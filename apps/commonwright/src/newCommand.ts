// `commonwright new`: a folder with a small problem that plans at once, for a town to make its own.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { periodsFrom } from "./isoWeek.js";
import { printable } from "./refusal.js";
import { EXIT, type World } from "./world.js";

/** A point on the globe, in degrees. */
export type Point = { readonly lat: number; readonly lon: number };
/** Where to write, and where the town lies. */
export type NewArguments = { readonly folder: string; readonly near: Point };

const TEMPLATES = fileURLToPath(new URL("../templates/", import.meta.url));
const FILES = ["README.md", "problem.yaml", "workshops.csv", "parts.csv", "needs.csv"];

/** Writes the folder; refuses one that has anything in it. */
export async function runNew({ folder, near }: NewArguments, world: World): Promise<number> {
  const there = await entriesOf(folder);
  if (there === undefined || there.length > 0) {
    world.err(
      there === undefined
        ? `${folder} is not a folder.\n`
        : `${folder} is not empty; choose a folder that is empty or does not exist yet.\n`,
    );
    return EXIT.refused;
  }
  await mkdir(folder, { recursive: true });
  const values = templateValues(near, world.now());
  for (const file of FILES) {
    const template = await readFile(join(TEMPLATES, file), "utf8");
    await writeFile(join(folder, file), filled(template, values), { flag: "wx" });
  }
  world.out(`Wrote ${FILES.join(", ")} to ${printable(folder)}. Read README.md there, then: commonwright plan ${printable(folder)}\n`);
  return EXIT.done;
}

/** The names in a folder; none where it does not exist; undefined where it is something else. */
async function entriesOf(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") return undefined;
    throw error;
  }
}

function templateValues(near: Point, now: Date): ReadonlyMap<string, string> {
  const weeks = periodsFrom(now, 4);
  const values = new Map(weeks.map((week, k) => [`week${k + 1}`, week]));
  // About 2 km, 30 km and 700 km away, towards the equator, where there is always room.
  const south = near.lat > 0 ? -1 : 1;
  const places = { village: [0, 0], workshop: [0.015, 0.01], town: [0.25, 0.1], harbour: [6, 1] } as const;
  for (const [name, [north, east]] of Object.entries(places)) {
    values.set(`${name}.lat`, (near.lat + south * north).toFixed(4));
    values.set(`${name}.lon`, wrapped(near.lon + east).toFixed(4));
  }
  return values;
}

const wrapped = (lon: number) => (lon > 180 ? lon - 360 : lon);

function filled(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`the template names ${name}, which has no value`);
    return value;
  });
}

/** Reads "45.46,9.19"; undefined where it is no point on the globe. */
export function parsePoint(text: string): Point | undefined {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!match) return undefined;
  const [lat, lon] = [Number(match[1]), Number(match[2])];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined;
}
