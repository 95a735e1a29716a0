// What the linter must catch, planted.
import { expect, it } from "vitest";
import { lint } from "./lintFolder.js";
import { compilerOptions, nodeTypes } from "./plantedHouse.js";

const file = "packages/planner/src/planted.ts";

/** A function that takes `lines` lines from its name to its closing brace. */
function functionOf(lines: number): string {
  return `export function long(): number {\n  let sum = 0;\n${"  sum += 1;\n".repeat(lines - 4)}  return sum;\n}\n`;
}

it("catches a switch that leaves a case out, with and without a default", () => {
  const type = 'type Level = "home" | "outlet" | "region";\n';
  const open = 'export function a(level: Level): number {\n  switch (level) {\n    case "home":\n      return 0;\n  }\n  return 1;\n}\n';
  const closed =
    'export function b(level: Level): number {\n  switch (level) {\n    case "home":\n      return 0;\n    default:\n      return 1;\n  }\n}\n';
  const whole =
    'export function c(level: "home" | "outlet"): number {\n  switch (level) {\n    case "home":\n      return 0;\n    case "outlet":\n      return 1;\n  }\n}\n';
  const findings = lint({ [file]: `${type}${open}${closed}${whole}` });
  expect(findings.filter((finding) => finding.includes("switch-exhaustiveness-check"))).toHaveLength(2);
  expect(findings).toHaveLength(2);
});

it("catches a promise that nobody waits for", () => {
  const code =
    "async function save(): Promise<void> {}\nexport function go(): void {\n  save();\n}\nexport async function wait(): Promise<void> {\n  await save();\n}\n";
  expect(lint({ [file]: code })).toEqual([expect.stringMatching(/^packages\/planner\/src\/planted\.ts:3:.*no-floating-promises/)]);
});

it("sees the promises of another package, in tests too", () => {
  const code = 'import { later } from "@commonwright/numeric";\nlater();\n';
  const files = { ...compilerOptions(), [file]: code, "packages/planner/test/planted.ts": code };
  const findings = lint(files, { ...nodeTypes, "node_modules/@commonwright/numeric": "packages/numeric" });
  expect(findings.map((finding) => finding.split(":").slice(0, 2).join(":")).sort()).toEqual([
    `${file}:2`,
    "packages/planner/test/planted.ts:2",
  ]);
});

it("catches a function of 71 lines and lets one of 70 pass, and any length in tests", () => {
  const findings = lint({
    [file]: functionOf(71),
    "packages/planner/src/fits.ts": functionOf(70),
    "packages/planner/test/long.ts": functionOf(90),
  });
  expect(findings).toEqual([expect.stringMatching(/^packages\/planner\/src\/planted\.ts:1:.*max-lines-per-function/)]);
});

it("catches a seventh parameter in a core and a fifth elsewhere", () => {
  const taking = (count: number): string => {
    const names = Array.from({ length: count }, (_, at) => `p${at}`);
    return `export function f(${names.map((name) => `${name}: number`).join(", ")}): number {\n  return ${names.join(" + ")};\n}\n`;
  };
  const findings = lint({
    "packages/clearing/src/six.ts": taking(6),
    "packages/clearing/src/seven.ts": taking(7),
    "packages/commons/src/four.ts": taking(4),
    "packages/commons/src/five.ts": taking(5),
  });
  expect(findings.map((finding) => finding.split(":")[0]).sort()).toEqual([
    "packages/clearing/src/seven.ts",
    "packages/commons/src/five.ts",
  ]);
});

it("catches any, non-null assertions, loose equality and ignored types", () => {
  const code = [
    "export const a = (x: any): unknown => x;",
    "export const b = (x: string | undefined): string => x!;",
    "export const c = (x: unknown): boolean => x == 1;",
    "// @ts-ignore",
    'export const d: number = "text";',
  ].join("\n");
  const findings = lint({ [file]: `${code}\n` }).join("\n");
  for (const [line, rule] of [
    [1, "no-explicit-any"],
    [2, "no-non-null-assertion"],
    [3, "eqeqeq"],
    [4, "ban-ts-comment"],
  ]) {
    expect(findings).toMatch(new RegExp(`planted\\.ts:${line}:.*${rule}`));
  }
});
