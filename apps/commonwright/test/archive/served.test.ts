// A region that came out of an archive, with entries that this version does not know, is served, and goes on.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchOf, type CommonsStore, newReplay } from "@commonwright/commons";
import { openStore } from "@commonwright/store";
import { expect, it } from "vitest";
import { checkArchive, takeArchive } from "../../src/archive/archiveIntake.js";
import { idOf, servedHamlet } from "../up/region.js";
import { archiveOf, UNKNOWN } from "./archiveTools.js";

const STATE = "mutation ($need: NeedInput!) { stateNeed(need: $need) { sequence need { id } } }";
const NEEDS = "{ needs { id } region { sequence } }";
const lamp = (number: number) => ({
  id: idOf(number),
  item: "lamp",
  quantity: "2",
  place: "school",
  due: "2027-02-28",
  priority: "useful",
});

async function stateNeed(store: CommonsStore, number: number, unknownBehind: boolean) {
  const served = await servedHamlet({ store });
  try {
    const needs = (await served.ask(NEEDS)).data;
    const stated = await served.ask(STATE, { need: lamp(number) });
    expect(stated.errors).toBeUndefined();
    if (unknownBehind) {
      // Another server, of a later version, writes while this one runs; then this one goes on.
      const [community = ""] = await store.communities();
      const later = batchOf(UNKNOWN, () => [], { after: await store.head(community) });
      expect((await store.append(community, later)).type).toBe("Appended");
      expect((await served.ask(STATE, { need: lamp(number + 1) })).errors).toBeUndefined();
    }
    expect(served.faults).toEqual([]);
    return needs;
  } finally {
    await served.close();
  }
}

it("[A71] [A75] is served as before, with its needs and its plans", async () => {
  const home = mkdtempSync(join(tmpdir(), "served-archive-"));
  const file = join(home, "hamlet.jsonl.gz");
  const [source, copy] = [
    await openStore({ database: { type: "memory" } }),
    await openStore({ database: { type: "pglite", folder: null } }),
  ];
  try {
    await stateNeed(source.store, 1, true);
    await archiveOf(source.store, "community", file);
    const checked = await checkArchive(file, () => undefined);
    expect(checked.unknown).toBe(UNKNOWN.length);
    await takeArchive(copy.store, { file, checked, replacing: false, listsAlso: true, onEntries: () => undefined });
    const [community = ""] = await copy.store.communities();
    expect(await copy.store.plans(community, 1)).toEqual(await source.store.plans(community, 1));
    const [there, here] = [await stateNeed(source.store, 7, false), await stateNeed(copy.store, 7, false)];
    expect(here).toEqual(there);
    expect(JSON.stringify(here)).toContain(idOf(2));
    expect(await copy.store.compare(community, newReplay())).toEqual([]);
  } finally {
    await Promise.all([source.close(), copy.close()]);
    rmSync(home, { recursive: true, force: true });
  }
});
