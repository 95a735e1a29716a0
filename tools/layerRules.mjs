// Turns the table of layers.json into rules that dependency-cruiser understands.

/**
 * @typedef {{ pure: boolean, mayImport: readonly string[] }} Layer one package: its folder is the key in the table
 * @typedef {{ scope: string, layers: Readonly<Record<string, Layer>>, sealed: Readonly<Record<string, { mayImport: readonly string[] }>> }} LayerTable
 * @typedef {import("dependency-cruiser").IForbiddenRuleType} Rule
 */

/** Where packages live; a layer is one folder inside one of these. */
const rooms = "(?:packages|apps)";

/** @param {string} text @returns {string} the text as a literal in a regular expression */
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/**
 * All rules of the house for a table.
 * @param {LayerTable} table
 * @returns {Rule[]}
 */
export function layerRules(table) {
  return [
    ...Object.entries(table.layers).flatMap(([folder, layer]) => importRules(folder, layer)),
    ...Object.entries(table.sealed).map(([folder, seal]) => sealRule(folder, seal.mayImport)),
    ...houseRules(table),
  ];
}

/** What one layer may import from the other rooms. @param {string} folder @param {Layer} layer @returns {Rule[]} */
function importRules(folder, layer) {
  if (layer.mayImport.includes("*")) return [];
  const allowed = [folder, ...layer.mayImport].map(literal).join("|");
  return [
    {
      name: `layer ${folder}`,
      comment: `${folder} may import ${layer.mayImport.join(", ") || "no other package"} (layers.json)`,
      severity: "error",
      from: { path: `^${literal(folder)}/` },
      to: { path: `^${rooms}/`, pathNot: `^(?:${allowed})/` },
    },
  ];
}

/** A sealed folder imports nothing from outside but the named libraries. @param {string} folder @param {readonly string[]} libraries @returns {Rule} */
function sealRule(folder, libraries) {
  const open = [`^${literal(folder)}/`, ...libraries.map((name) => `(?:^|/)node_modules/${literal(name)}/`)];
  return {
    name: `sealed ${folder}`,
    comment: `${folder} shares no code: it may import ${libraries.join(", ") || "nothing"} from outside its own folder (layers.json)`,
    severity: "error",
    from: { path: `^${literal(folder)}/` },
    to: { pathNot: open },
  };
}

/** The rules that hold for every package alike. @param {LayerTable} table @returns {Rule[]} */
function houseRules(table) {
  const pure = Object.keys(table.layers).filter((folder) => table.layers[folder]?.pure);
  return [
    { name: "cycle", comment: "modules must not import each other in a circle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "unresolved",
      comment: "an import that cannot be resolved cannot be judged",
      severity: "error",
      from: {},
      // Its package names sources that it does not ship, under the condition by which we find our own.
      to: { couldNotResolve: true, pathNot: "^react-aria-components$" },
    },
    {
      name: "source imports tests or tools",
      comment: "what is shipped must not need tests or tools",
      severity: "error",
      from: { path: `^${rooms}/[^/]+/(?:src|bin)/` },
      to: { path: `^(?:tools/|examples/|bench/|${rooms}/[^/]+/test/)` },
    },
    {
      name: "pure package touches the machine",
      comment: "pure packages get time, files and chance handed in",
      severity: "error",
      from: { path: pure.map((folder) => `^${literal(folder)}/src/`) },
      to: { dependencyTypes: ["core"] },
    },
  ];
}
