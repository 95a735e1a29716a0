// Requests that nobody means well: documents made at random from the schema, broken ones, and inputs of every shape.

import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { rootOf } from "./asking.js";

/** Chance from a seed: the same seed gives the same request. */
export interface Chance {
  readonly below: (most: number) => number;
  readonly is: (probability: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
}

/** Mulberry32. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { below, is: (probability) => next() < probability, pick: (values) => values[below(values.length)] };
}

/** What requests are made of: the schema, and ids that there are. */
export interface Hostile {
  readonly schema: GraphQLSchema;
  readonly ids: readonly string[];
}

const NASTY = [
  "",
  " ",
  "0",
  "-1",
  "1e309",
  "NaN",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202eevil",
  "e\u0301".repeat(50),
  "👩‍👩‍👧‍👦",
  "'; drop table events; --",
  "__proto__",
  "constructor",
  "toString",
  "../../etc/passwd",
  "%s%n",
  "x".repeat(250),
  "y".repeat(12_000),
  "at5",
  "at-3",
  "at999999999999999",
  "flow3",
  "3.stock",
  "999999999999999.stock",
  "flour/1/in/1",
  "a/1/1/1",
  "\n\r\t",
  "\ufeff",
  "\uffff",
];
const TIMES = [
  "2027",
  "2027-02",
  "2027-02-30",
  "2027-03-01T25:00Z",
  "2027-03-01T10:00:00Z",
  "0000-00-00",
  "99999-01-01",
  "now",
  "2027-03-01T10:00+99:99",
];
const DECIMALS = [
  "0",
  "-0",
  "1",
  "-5",
  "0.1",
  "0.30000000000000004",
  "9".repeat(18),
  "9".repeat(19),
  "9".repeat(400),
  "1e5",
  "0x10",
  ".5",
  "1.",
  "١",
  "1,5",
];
const INTS = [0, 1, 2, 5, 50, 200, 201, -1, 2_147_483_647, -2_147_483_648];

const isText = (value: unknown): value is string => typeof value === "string";

/** A value for an input of a type: mostly of its type, and mostly of ids that there are. */
function valueFor(type: GraphQLInputType, hostile: Hostile, chance: Chance, depth = 0): unknown {
  const inner = getNullableType(type);
  if (!isNonNullType(type) && chance.is(0.1)) return null;
  if (chance.is(0.02)) return chance.pick<unknown>([true, 7, 1.5, "word", [], {}, [[[["deep"]]]], null, { __proto__: null }]);
  if (isListType(inner)) {
    const length = chance.is(0.02) ? 250 : chance.below(4);
    return Array.from({ length }, () => valueFor(inner.ofType, hostile, chance, depth));
  }
  if (isInputObjectType(inner)) {
    const given = Object.values(inner.getFields()).filter(({ type: of }) => isNonNullType(of) || chance.is(0.35));
    return Object.fromEntries(given.map(({ name, type: of }) => [name, valueFor(of, hostile, chance, depth + 1)]));
  }
  if (isEnumType(inner)) return chance.is(0.9) ? chance.pick(inner.getValues()).name : "nothing";
  return scalarFor(getNamedType(inner).name, hostile, chance);
}

const WORDS = [
  "a word",
  "Ada",
  "grain",
  "urn:class",
  "kg",
  "h",
  "one",
  "accept",
  "produce",
  "transfer",
  "work",
  "raise",
  "lower",
  "combine",
  "offer",
];

function scalarFor(name: string, { ids }: Hostile, chance: Chance): unknown {
  if (chance.is(0.08)) return chance.pick(NASTY);
  switch (name) {
    case "Int":
      return chance.pick(INTS);
    case "Float":
      return chance.pick([0, 1.5, -1e300]);
    case "Boolean":
      return chance.is(0.5);
    case "DateTime":
      return chance.pick(TIMES);
    case "Decimal":
      return chance.is(0.7) ? String(chance.below(20)) : chance.pick(DECIMALS);
    case "ID":
      return chance.is(0.25) ? chance.pick(WORDS) : chance.pick(ids);
    default:
      return chance.pick(WORDS);
  }
}

/** A valid query by the schema: random fields, arguments, fragments and directives, as deep as chance will. */
export function randomQuery(hostile: Hostile, chance: Chance): string {
  const roots = Object.values(rootOf(hostile.schema, "query").getFields());
  const count = 1 + chance.below(3);
  const levels = 1 + chance.below(6);
  const fields = Array.from({ length: count }, (_, index) => {
    const field = chance.pick(roots);
    return `f${index}: ${field.name}${argumentsOf(field.args, hostile, chance)} ${selection(getNamedType(field.type), hostile, chance, levels)}`;
  });
  return `query { ${fields.join(" ")} }`;
}

function argumentsOf(args: readonly GraphQLArgument[], hostile: Hostile, chance: Chance): string {
  const given = args.filter(({ type }) => isNonNullType(type) || chance.is(0.3));
  if (given.length === 0) return "";
  return `(${given.map(({ name, type }) => `${name}: ${literal(wellTyped(type, hostile, chance), type)}`).join(", ")})`;
}

/** A value that the type takes, so that the document is valid. */
function wellTyped(type: GraphQLInputType, hostile: Hostile, chance: Chance): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return Array.from({ length: chance.below(3) }, () => wellTyped(inner.ofType, hostile, chance));
  if (isInputObjectType(inner)) {
    const given = Object.values(inner.getFields()).filter(({ type: of }) => isNonNullType(of) || chance.is(0.4));
    return Object.fromEntries(given.map(({ name, type: of }) => [name, wellTyped(of, hostile, chance)]));
  }
  if (isEnumType(inner)) return chance.pick(inner.getValues()).name;
  const value = scalarFor(getNamedType(inner).name, hostile, chance);
  if (getNamedType(inner).name === "Int") return isText(value) ? 3 : value;
  if (getNamedType(inner).name === "Boolean") return value === true;
  return isText(value) ? value : "3";
}

function literal(value: unknown, type: GraphQLInputType): string {
  const inner = getNullableType(type);
  if (isListType(inner)) return `[${(value as unknown[]).map((each) => literal(each, inner.ofType)).join(", ")}]`;
  if (isInputObjectType(inner)) {
    const fields = inner.getFields();
    return `{ ${Object.entries(value as object)
      .map(([name, each]) => `${name}: ${literal(each, fields[name].type)}`)
      .join(", ")} }`;
  }
  if (isEnumType(inner)) return String(value);
  return isText(value) ? textLiteral(value) : String(value);
}

/** As JSON writes it; GraphQL knows no halves of pairs. */
const textLiteral = (text: string) => JSON.stringify(text.replace(/[\ud800-\udfff\uffff]/gu, "?").slice(0, 300)).replaceAll("\u2028", " ");

function selection(type: GraphQLNamedType, hostile: Hostile, chance: Chance, levels: number): string {
  if (isLeafType(type)) return "";
  if (isUnionType(type)) {
    const members = type.getTypes().map((each) => `... on ${each.name} ${selection(each, hostile, chance, levels)}`);
    return `{ __typename ${members.join(" ")} }`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return "";
  const parts = ["__typename"];
  const fields = Object.values(type.getFields());
  const wanted = Array.from({ length: 1 + chance.below(4) }, () => chance.pick(fields));
  // A connection without its edges asks for nothing.
  for (const field of [...new Set([...wanted, ...fields.filter(({ name }) => (name === "edges" || name === "node") && chance.is(0.9))])]) {
    const below = getNamedType(field.type);
    if (!isLeafType(below) && levels === 0) continue;
    const directive = chance.is(0.03) ? chance.pick([" @include(if: true)", " @skip(if: false)", " @skip(if: true)"]) : "";
    // The same field with other arguments would contradict itself: each is asked for under a name of its own.
    const isWrapping = field.name === "edges" || field.name === "node";
    parts.push(
      `${field.name}${argumentsOf(field.args, hostile, chance)}${directive} ${selection(below, hostile, chance, levels - (isWrapping ? 0 : 1))}`,
    );
  }
  return `{ ${parts.join(" ")} }`;
}

/** A query that was hit: cut, doubled, with other marks in it, or with fragments that turn in circles. */
export function brokenQuery(hostile: Hostile, chance: Chance): string {
  const text = randomQuery(hostile, chance);
  const at = chance.below(text.length);
  const hits: readonly (() => string)[] = [
    () => text.slice(0, at),
    () => text.slice(at),
    () =>
      `${text.slice(0, at)}${chance.pick(["{", "}", "(", '"', "\\", "...", "$x", "@", "\u0000", "#", '"""', "!", "fragment"])}${text.slice(at)}`,
    () => text.replace(/\w+/u, () => chance.pick(["mutation", "subscription", "fragment", "on", "null"])),
    () => `${text} ${text}`,
    () => `${text} fragment A on Query { ...B } fragment B on Query { ...A }`,
    () => `query ($a: ID!, $b: [Int!]) ${text.replace("query", "")}`,
    () => `{ ${"agents { edges { node { ... on Person { intents { edges { node { provider { ".repeat(chance.below(60))}`,
    () => text.replaceAll(/\b[a-z]\w*\b/gu, (word) => (chance.is(0.1) ? `${word}X` : word)),
    () => "[".repeat(chance.below(5_000)),
    () => `{ agents(filter: ${"{a:".repeat(chance.below(600))}1${"}".repeat(chance.below(600))}) { edges { cursor } } }`,
  ];
  return chance.pick(hits)();
}

/** A change of the family with an input made at random; `isMeant`: mostly what its fields want. */
export function randomChange(hostile: Hostile, chance: Chance): { readonly mutation: string; readonly args: Record<string, unknown> } {
  // What begins a planning of the region is not of records.
  const own = new Set(["startPlanning", "cancelPlanning", "askWhatIf"]);
  const field = chance.pick(Object.values(rootOf(hostile.schema, "mutation").getFields()).filter(({ name }) => !own.has(name)));
  const given = field.args.filter(({ type }) => isNonNullType(type) || chance.is(0.6));
  return { mutation: field.name, args: Object.fromEntries(given.map(({ name, type }) => [name, valueFor(type, hostile, chance)])) };
}
