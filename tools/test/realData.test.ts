// Where tests find real data, and when they may skip.
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { noRealData, realDataFolder } from "../realData.mjs";
import { plant } from "./plantedHouse.js";

it("takes the folder that the environment names, and fails where that folder is missing", () => {
  const root = plant({ "here/a.txt": "a" });
  expect(realDataFolder({ COMMONWRIGHT_REAL_DATA: `${root}/here` }, `${root}/here`)).toBe(`${root}/here`);
  expect(() => realDataFolder({ COMMONWRIGHT_REAL_DATA: `${root}/gone` }, `${root}/here`)).toThrow("there is no such folder");
});

it("lets a test skip where nothing was promised and nothing is there", () => {
  const root = plant({ "here/a.txt": "a" });
  expect(realDataFolder({}, `${root}/here`)).toBe(`${root}/here`);
  expect(realDataFolder({}, `${root}/gone`)).toBeUndefined();
  expect(realDataFolder({ COMMONWRIGHT_REAL_DATA: "" }, `${root}/gone`)).toBeUndefined();
});

it("finds real data on this machine", (context) => {
  const folder = realDataFolder();
  if (folder === undefined) return context.skip(noRealData);
  expect(existsSync(folder)).toBe(true);
});
