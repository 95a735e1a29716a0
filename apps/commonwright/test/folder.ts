// Folders for tests: written under the system's temporary folder, taken away afterwards.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];
afterAll(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Writes files into a new folder and gives its path. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "commonwright-test-"));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** A sound problem in YAML, without needs, workshops and parts: for folders that add them. */
export const BASE = `format: commonwright-plan/1
periods: [w1, w2]
territories: [{ id: valley }]
places:
  - { id: village, territory: valley, level: personal, lat: 45, lon: 9 }
capabilities: [saw]
skills: [woodwork]
items:
  - { id: stool, unit: piece, massKg: 5, referenceCost: 50 }
`;
