// Lets a child process of a test run the TypeScript sources: node --conditions=source --import this file.
// Plain Node would run the build, which may be older than what is tested.

import { existsSync, readFileSync } from "node:fs";
import { register } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";

if (process.env.TYPESCRIPT_SOURCE_REGISTERED === undefined) {
  process.env.TYPESCRIPT_SOURCE_REGISTERED = "yes";
  register(import.meta.url);
}

/** Imports end in .js as the build has them; the sources end in .ts. @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  if (specifier.startsWith(".") && specifier.endsWith(".js") && context.parentURL?.endsWith(".ts")) {
    const source = new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return nextResolve(specifier, context);
}

/** Takes the types away. @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.endsWith(".ts")) return nextLoad(url, context);
  const text = readFileSync(fileURLToPath(url), "utf8");
  const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  return { format: "module", source: ts.transpileModule(text, { compilerOptions }).outputText, shortCircuit: true };
}
