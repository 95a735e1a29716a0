// The guide to the ledger: what it asks is answered as it says.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { askerOf } from "../valueflows/asking.js";
import { servedHamlet } from "./region.js";

const guide = readFileSync(path.join(import.meta.dirname, "../../../../docs/guide-ledger.md"), "utf8");
const REQUEST = /```graphql\n([\s\S]*?)```(?:\n\nanswers\n\n```json\n([\s\S]*?)```)?/g;

it("[A64] every request of the guide to the ledger is answered, and as it says", async () => {
  const served = await servedHamlet({ example: "none" });
  const ask = askerOf(served);
  let shown = 0;
  for (const [, request = "", answer] of guide.matchAll(REQUEST)) {
    const { data, errors } = await ask(request);
    expect([request, errors]).toEqual([request, undefined]);
    if (answer === undefined) continue;
    expect([request, data]).toEqual([request, JSON.parse(answer)]);
    shown += 1;
  }
  expect(shown).toBe(4);
  await served.close();
});
