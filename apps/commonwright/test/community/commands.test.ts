// Commands of a community: what may be asked for at one time.

import { HOUSE, type Role } from "@commonwright/commons";
import { describe, expect, it } from "vitest";
import { type CommandParts, communityCommands } from "../../src/community/commands.js";
import type { Writer } from "../../src/community/writer.js";

describe("commands", () => {
  it("[A11] so many plans from recipes wait at a time, and the next is refused until one is made", async () => {
    const waiting: (() => void)[] = [];
    const write = () => new Promise((resolve) => waiting.push(() => resolve({ refusal: { code: "CONFLICT", message: "", details: {} } })));
    const parts = { community: "c", now: () => new Date(0), writer: { write } as unknown as Writer, planner: {} };
    const commands = communityCommands(parts as unknown as CommandParts);
    const viewer = { kind: "steward", name: "s", actor: HOUSE, roles: new Set<Role>(["steward"]), refusal: null } as const;
    const quantity = { hasNumericalValue: "1", hasUnit: "one" };
    const plan = () => commands.tell({ type: "plan", plan: { name: "p" }, quantity, useStock: true, wholeBatches: false }, viewer);
    const made = Array.from({ length: 8 }, plan);
    expect(await plan()).toMatchObject({ refused: { code: "LIMIT" } });
    for (const end of waiting) end();
    await Promise.all(made);
    void plan();
    expect(waiting).toHaveLength(9);
  });
});
