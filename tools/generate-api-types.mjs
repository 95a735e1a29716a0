// Writes the types that the pages use, from contract/schema.graphql and the .graphql documents under packages/web/src. Never committed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildASTSchema, parse } from "graphql";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const web = path.join(root, "packages/web/src");
const target = path.join(web, "api/generated.ts");
const config = {
  scalars: { Decimal: "string", DateTime: "string", Date: "string", ID: "string" },
  enumsAsTypes: true,
  immutableTypes: true,
  skipTypename: true,
  useTypeImports: true,
  avoidOptionals: { field: true },
  namingConvention: "keep",
};

const schemaAst = buildASTSchema(parse(readFileSync(path.join(root, "contract/schema.graphql"), "utf8")));
const documents = readdirSync(web, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => ({ location: name, document: parse(readFileSync(path.join(web, name), "utf8")) }));
const text = await codegen({
  filename: target,
  schema: parse(readFileSync(path.join(root, "contract/schema.graphql"), "utf8")),
  schemaAst,
  documents,
  config,
  plugins: [{ operations: {} }],
  pluginMap: { operations },
});
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, `// Written by tools/generate-api-types.mjs: change the contract or the documents, not this.\n${text}\n`);
