// What dependency-cruiser is told: the rules from layers.json of the folder it runs in, TypeScript read through the "source" condition.
import { readFileSync } from "node:fs";
import { layerRules } from "./tools/layerRules.mjs";

/** @type {import("dependency-cruiser").IConfiguration} */
const configuration = {
  forbidden: layerRules(JSON.parse(readFileSync("layers.json", "utf8"))),
  options: {
    // A type-only import binds two modules as much as any other.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(?:^|/)(?:dist|coverage)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "types", "import", "node", "default"],
      mainFields: ["module", "main", "types"],
    },
  },
};

export default configuration;
