// Lets a child process of a test run the TypeScript sources: node --conditions=source --import this file.
// Plain Node would run the build, which may be older than what is tested. SOURCE_CACHE names a folder for what one child has made for the next.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

// Node runs the hooks below in a thread of their own, into which this file is loaded again.
if (isMainThread) register(import.meta.url);

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
  const made = path.join(process.env.SOURCE_CACHE ?? "", encodeURIComponent(url).slice(-200));
  if (!existsSync(made)) writeFileSync(made, await withoutTypes(readFileSync(fileURLToPath(url), "utf8")));
  return { format: "module", source: readFileSync(made), shortCircuit: true };
}

/** @param {string} text */
async function withoutTypes(text) {
  const { default: ts } = await import("typescript");
  const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
