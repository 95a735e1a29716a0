// Writes docs/actions.md from the tables of packages/rea: what each action does, and what each noun holds. node tools/print-vocabulary.mjs
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from "graphql";
import { ACTION_EFFECTS, ACTIONS, VOCABULARY } from "@commonwright/rea";

/** @typedef {import("@commonwright/rea").Action} Action */
/** @typedef {import("@commonwright/rea").ActionEffects} ActionEffects */
/** @typedef {import("@commonwright/rea").QuantityEffect} QuantityEffect */
/** @typedef {import("@commonwright/rea").Noun} Noun */
/** @typedef {import("@commonwright/rea").Property} Property */

/** The page that this tool writes. */
export const vocabularyFile = path.join(path.dirname(fileURLToPath(import.meta.url)), "../docs/actions.md");

/** @type {Readonly<Record<Action, string>>} */
const purposes = {
  produce: "Something new comes out of a process, or more of what is there.",
  consume: "Something goes into a process and is used up.",
  use: "A tool or a room serves a process for some hours and is there afterwards.",
  work: "Somebody puts hours into a process.",
  cite: "A process goes by a design or a text, which stays as it is.",
  deliverService: "Somebody does something for somebody else: carts, cleans, repairs.",
  pickup: "A thing is taken up to be carried; what is carried comes back by dropoff.",
  dropoff: "A thing that was picked up is put down, elsewhere as a rule.",
  accept: "A thing goes into a process that will change it, such as a repair; it comes back by modify.",
  modify: "A thing that was accepted comes back changed.",
  combine: "A thing is put into another: into a box, a herd, a toolbox.",
  separate: "A thing is taken out of what it was combined into.",
  transferCustody: "A thing is lent or handed over to be kept; it stays whose it is.",
  transferAllRights: "A thing becomes somebody else's, and stays where it is.",
  transfer: "A thing becomes somebody else's and is handed over: a gift, a sale, a payment.",
  move: "A thing of one agent goes to another place or another stock of theirs.",
  copy: "Another copy is made of what is copied without loss, such as a file.",
  raise: "Somebody counts and finds more than the book has, or begins a book.",
  lower: "Somebody counts and finds less than the book has.",
};

const sideWords = { input: "goes in", output: "comes out", both: "comes out of one, goes into another", none: "–" };
const quantityWords = {
  resource: "quantity",
  effort: "effort",
  resourceOrEffort: "quantity or effort",
  effortAndResource: "effort; a quantity may be said",
};
const transferWords = { all: "rights and custody", custody: "custody", none: "–", refused: "refused" };

/** What the effects of a table cell mean, said once below the table. @param {string} word */
const cell = (word) => (word === "none" ? "–" : word);

/** @param {QuantityEffect} effect */
function quantityEffect({ from, to }) {
  const sides = [from === 0 ? [] : [`from ${from > 0 ? "+" : "−"}`], to === 0 ? [] : ["to +"]].flat();
  return sides.length === 0 ? "–" : sides.join(", ");
}

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.join(" | ")} |`;

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** @param {Action} action */
function effectCells(action) {
  const effects = ACTION_EFFECTS[action];
  const plain = [effects.createResource, effects.location, effects.contained, effects.accountable, effects.stage, effects.state].map(cell);
  const [created = "", ...others] = plain;
  return [`\`${action}\``, created, quantityEffect(effects.accounting), quantityEffect(effects.onhand), ...others];
}

/** @param {Action} action */
function purposeCells(action) {
  const { inputOutput, pairsWith, eventQuantity, impliedTransfer } = ACTION_EFFECTS[action];
  const pair = pairsWith === undefined ? "–" : `\`${pairsWith}\``;
  return [`\`${action}\``, purposes[action], sideWords[inputOutput], pair, quantityWords[eventQuantity], transferWords[impliedTransfer]];
}

/** @param {Property} property */
function rangeOf(property) {
  if (property.holds === "choice") return `one of ${property.of.join(", ")}`;
  if (property.holds !== "reference" && property.holds !== "references") return property.holds;
  const classes = property.to.map((name) => VOCABULARY[name].className).join(" or ");
  return property.holds === "reference" ? classes : `list of ${classes}`;
}

/** @param {Property} property */
function remarksOf({ isRequired, byEventsOnly, origin }) {
  const remarks = [
    isRequired === true ? "required" : "",
    byEventsOnly === true ? "changed by events only" : "",
    origin === undefined ? "" : origin === "binding" ? "from the GraphQL binding" : "ours",
  ];
  return remarks.filter((remark) => remark !== "").join("; ");
}

const schema = buildSchema(readFileSync(path.join(path.dirname(vocabularyFile), "../contract/schema.graphql"), "utf8"));

/** What the binding calls a noun of another name. @type {Readonly<Record<string, string>>} */
const typeNames = { BatchLotRecord: "ProductBatch" };
/** What is read from the other side under other names. @type {Readonly<Record<string, readonly string[]>>} */
const fieldNames = {
  "Agreement.stipulates": ["commitments"],
  "Agreement.stipulatesReciprocal": ["reciprocalCommitments"],
  "Agreement.realizes": ["economicEvents"],
  "Agreement.realizesReciprocal": ["economicEvents"],
  "Plan.hasIndependentDemand": ["independentDemands"],
  "Process.hasInput": ["intendedInputs", "committedInputs", "observedInputs"],
  "Process.hasOutput": ["intendedOutputs", "committedOutputs", "observedOutputs"],
  "Proposal.reciprocal": ["reciprocalIntents"],
  "Proposal.proposedTo": ["publishedTo"],
};
/** Where a noun is made or ended under another name than `create` and `delete`. @type {Readonly<Record<string, readonly string[]>>} */
const otherMutations = {
  EconomicResource: ["setAccountLimit"],
  Plan: ["createPlanFromRecipe"],
  Proposal: ["acceptProposal"],
  ProposedIntent: ["proposeIntent"],
  ProposedTo: ["proposeTo"],
};

/** @param {string} name */
function fieldsOf(name) {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`the contract has no type ${name}`);
  return type.getFields();
}

/** The types that a noun is in the API: of an agent there are several. @param {Noun} noun */
function typesOf({ className }) {
  const name = typeNames[className] ?? className;
  const type = schema.getType(name);
  if (!isInterfaceType(type)) return [name];
  return [name, ...schema.getPossibleTypes(type).map((each) => each.name)];
}

/** @param {readonly string[]} names */
const coded = (names) => names.map((name) => `\`${name}\``).join(", ");

/** By which queries and changes a noun is reached. @param {Noun} noun */
function doorsOf(noun) {
  const types = typesOf(noun);
  const isOf = (/** @type {string} */ name) => types.some((type) => name === type || name === `${type}Connection`);
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  const read = queries.filter(({ name, type }) => isOf(getNamedType(type).name) && name !== "myAgent");
  const changes = Object.values(schema.getMutationType()?.getFields() ?? {});
  const changed = changes.filter(({ name }) =>
    types.some((type) => ["create", "update", "delete"].some((verb) => name === verb + type) || otherMutations[type]?.includes(name)),
  );
  const called = (/** @type {import("graphql").GraphQLField<unknown, unknown>} */ { name, args }) =>
    name.startsWith("delete") || args.some((arg) => arg.name === "id") ? `${name}(${args.map((arg) => arg.name).join(", ")})` : name;
  return [read, changed]
    .filter((doors) => doors.length > 0)
    .map((doors) => coded(doors.map(called)))
    .join("; ");
}

/** What a noun is in the API: its name where it has another, its doors, and the fields that are not in its table. @param {Noun} noun */
function apiLine(noun) {
  const { className, properties, inverses = {} } = noun;
  const [name = className] = typesOf(noun);
  const own = Object.keys(fieldsOf(name)).filter((field) => !["id", "revisionId"].includes(field));
  const known = new Set([...Object.keys(properties), ...Object.keys(inverses).flatMap((each) => apiNames(name, each))]);
  const more = own.filter((field) => !known.has(field));
  const called = name === className ? "In the API" : `In the API it is \`${name}\``;
  return `${called}: ${doorsOf(noun)}.${more.length === 0 ? "" : ` Also read: ${coded(more)}.`}`;
}

/** The fields that answer what is read from the other side. @param {string} type @param {string} name */
function apiNames(type, name) {
  const names = fieldNames[`${type}.${name}`] ?? [name];
  const missing = names.find((each) => fieldsOf(type)[each] === undefined);
  if (missing !== undefined) throw new Error(`the contract has no field ${type}.${missing}`);
  return names;
}

/** @param {Noun} noun */
function nounSection(noun) {
  const { className, properties, inverses = {} } = noun;
  const type = typeNames[className] ?? className;
  const own = Object.entries(properties).map(([name, property]) => [`\`${name}\``, rangeOf(property), remarksOf(property)]);
  const read = Object.entries(inverses).map(([name, from]) => {
    const names = apiNames(type, name);
    return [`\`${name}\``, `read from ${coded(from)}`, names.includes(name) ? "" : `in the API ${coded(names)}`];
  });
  return `### ${className}\n\n${table(["property", "holds", ""], [...own, ...read])}\n\n${apiLine(noun)}`;
}

/** The whole page, as text. */
export function vocabularyPage() {
  return `# Actions and nouns

Printed by \`tools/print-vocabulary.mjs\` from the tables of \`packages/rea\`: change those, not this. The words are those of [Valueflows 1.0](https://www.valueflo.ws).

## What the ${ACTIONS.length} actions are for

${table(["action", "what happened", "process", "pairs with", "is counted by", "transferred where agents differ"], ACTIONS.map(purposeCells))}

What *goes in* must name its process in \`inputOf\`, what *comes out* in \`outputOf\`.

## What they do to resources

An event names a resource first (*from*, \`resourceInventoriedAs\`) and, where something goes somewhere, another (*to*, \`toResourceInventoriedAs\`). Its quantity is added or taken away.

- **creates**: the side on which a new resource may be described.
- **new**: only where the event made the resource: it is the receiver's, at \`toLocation\`. **update**: of *from*. **updateTo**: of *to*. **remove**: it is in no container any more.
- What an event does not say is not cleared. A stage is the kind of process that a thing came out of last.
- A pickup, dropoff, accept or modify may name a *to* where provider and receiver differ: what goes in leaves *from*, what comes out reaches *to*.
- What something is given to (*to*) is the receiver's, or empty, or the same as *from*; accounts are never taken over.
- A transfer that names only *from* goes out of sight of this record, with a warning; where one agent is on both sides it is refused.
- A correction (\`corrects\`) adds its difference to the quantities, which alone may be negative. What it leaves out is taken from the event that it corrects.

${table(["action", "creates", "accounting", "on hand", "location", "container", "accountable", "stage", "state"], ACTIONS.map(effectCells))}

## Nouns

\`measure\` is an exact decimal with a unit, \`instant\` a time in ISO 8601 of any precision, \`address\` any address or word. Every noun has an \`id\`.

${Object.values(VOCABULARY).map(nounSection).join("\n\n")}
`;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(vocabularyFile, vocabularyPage());
}
