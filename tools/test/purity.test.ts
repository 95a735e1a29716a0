// What a pure package must not reach for, planted into the compiler's and the linter's view of every pure package.
import { existsSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { lint } from "./lintFolder.js";
import { ours, plant, repository } from "./plantedHouse.js";

interface Layers {
  readonly layers: Readonly<Record<string, { readonly pure: boolean }>>;
}

const { layers }: Layers = JSON.parse(ours("layers.json"));
const pure = Object.keys(layers).filter((folder) => layers[folder].pure);
const standing = pure.filter((folder) => existsSync(path.join(repository, folder, "tsconfig.json")));

/** The messages of the compiler for `code`, compiled with the options of a package, together with all of its sources. */
function messagesOf(folder: string, code: string): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(repository, folder, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (fault) => {
        throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, "\n"));
      },
    },
  );
  if (config === undefined) throw new Error(`${folder} has no compiler options`);
  const planted = path.join(plant({ "planted.ts": code }), "planted.ts");
  const program = ts.createProgram([...config.fileNames, planted], { ...config.options, composite: false, rootDir: "/", noEmit: true });
  const source = program.getSourceFile(planted);
  return program.getSemanticDiagnostics(source).map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, "\n"));
}

it.each(standing)("does not compile console, fetch, process or node:fs in %s", (folder) => {
  const code =
    'import { readFileSync } from "node:fs";\nconsole.log(fetch, process, document, readFileSync, Math.max(1, 2));\nexport {};\n';
  const messages = messagesOf(folder, code).join("\n");
  for (const name of ["console", "fetch", "process", "document", "node:fs"])
    expect(messages).toMatch(new RegExp(`Cannot find [^\\n]*'${name}'`));
  expect(messages).not.toContain("Math");
});

it("does not let time and chance into any pure package, nor a way around", () => {
  const code =
    "export const a = Date.now();\nexport const b = new Date();\nexport const c = Math.random();\nexport const d = globalThis;\n";
  const findings = lint(Object.fromEntries(pure.map((folder) => [`${folder}/src/planted.ts`, code])));
  for (const folder of pure) {
    const lines = findings.filter((finding) => finding.startsWith(`${folder}/`));
    for (const line of [1, 2, 3, 4]) expect(lines.join("\n"), folder).toContain(`${folder}/src/planted.ts:${line}:`);
  }
});

it("leaves time and chance to the packages that touch the machine", () => {
  const code = "export const now = Date.now() + Math.random();\n";
  expect(lint({ "packages/store/src/planted.ts": code, "packages/planner/test/planted.ts": code })).toEqual([]);
});
