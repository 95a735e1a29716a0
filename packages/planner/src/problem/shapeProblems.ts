// Says in plain words what is wrong with the shape of a value, and what would be right.

import { z } from "zod";
import { didYouMean, nearestName } from "./nearest.js";

/** Where in the file: keys and indices from the top. */
export type ProblemPath = readonly (string | number)[];
/** One thing that is wrong: where, and in a sentence what would be right. */
export type Problem = { readonly path: ProblemPath; readonly message: string };

type Issue = z.core.$ZodIssue;

/** Everything that `schema` says against `value`, in its order; at most one thing for each place. */
export function shapeProblems(schema: z.ZodType, value: unknown, issues: readonly Issue[]): Problem[] {
  const found = issues.flatMap((issue) => problemsOf(schema, value, issue, []));
  const seen = new Set<string>();
  return found.filter(({ path }) => {
    const place = JSON.stringify(path);
    return !seen.has(place) && seen.add(place) !== undefined;
  });
}

function problemsOf(schema: z.ZodType, value: unknown, issue: Issue, above: ProblemPath): Problem[] {
  const path = [...above, ...issue.path.filter((step) => typeof step !== "symbol")];
  const given = valueAt(value, path);
  const node = schemaAt(schema, path);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, node) }));
  if (issue.code === "invalid_union") {
    const inside = isMap(given) ? issue.errors.find((branch) => branch.some((inner) => inner.path.length > 0)) : undefined;
    if (inside) return inside.flatMap((inner) => problemsOf(schema, value, inner, path));
  }
  return [{ path, message: messageOf(issue, given, node) }];
}

/** The keys of an object, and what lies in those that hold objects or lists of objects. Taken from a schema once: asking zod at every entry is slow. */
type Outline = { readonly keys: readonly string[]; readonly inside: ReadonlyMap<string, Outline> };

function outlineOf(schema: unknown): Outline | undefined {
  const node = unwrapped(schema);
  if (node instanceof z.ZodArray) return outlineOf(node.element);
  if (!(node instanceof z.ZodObject)) return undefined;
  const keys = Object.keys(node.shape);
  const inside = new Map<string, Outline>();
  for (const key of keys) {
    const outline = outlineOf(node.shape[key]);
    if (outline) inside.set(key, outline);
  }
  return { keys, inside };
}

/** Keys named in `assumed` that the object cannot have (P2): misspelt, they would hide an assumption from the reader. */
export function assumedProblems(schema: z.ZodType, value: unknown): Problem[] {
  const found: Problem[] = [];
  const outline = outlineOf(schema);
  if (outline) collectAssumed(outline, value, [], found);
  return found;
}

/** `path` is one stack for the whole walk, so that a file of 100,000 entries costs no list of steps for each. */
function collectAssumed(outline: Outline, value: unknown, path: (string | number)[], found: Problem[]): void {
  if (Array.isArray(value)) {
    for (let k = 0; k < value.length; k++) {
      if (!isMap(value[k])) continue;
      path.push(k);
      collectAssumed(outline, value[k], path, found);
      path.pop();
    }
  } else if (isMap(value)) {
    if (value.assumed !== undefined) for (const problem of unknownAssumed(value.assumed, outline.keys, [...path])) found.push(problem);
    for (const [key, inside] of outline.inside) {
      if (!Object.hasOwn(value, key)) continue;
      path.push(key);
      collectAssumed(inside, value[key], path, found);
      path.pop();
    }
  }
}

function unknownAssumed(assumed: unknown, keys: readonly string[], path: ProblemPath): Problem[] {
  if (!Array.isArray(assumed)) return [];
  return assumed.flatMap((key: unknown, k) =>
    typeof key !== "string" || keys.includes(key)
      ? []
      : [
          {
            path: [...path, "assumed", k],
            message: `unknown key ${nameOf(key)}${didYouMean(key, keys) || `; known here: ${keys.join(", ")}`}`,
          },
        ],
  );
}

function messageOf(issue: Issue, given: unknown, node: z.ZodType | undefined): string {
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, given, node);
    case "invalid_value":
      return given === undefined ? `missing; must be ${choices(issue.values)}` : wrongChoice(issue.values, given);
    case "invalid_union":
      return given === undefined ? `missing; must be ${unionText(node)}` : `must be ${unionText(node)}, not ${nameOf(given)}`;
    case "too_small":
      return tooSmall(issue, given);
    case "too_big":
      return tooBig(issue, given);
    case "invalid_format":
      return "must not begin or end with a space, nor contain line breaks or other control characters";
    case "custom":
      return `${nameOf(given)} is a reserved word; choose another`;
    // Keys that are unknown are told with their place, before this; the rest the schema does not use.
    case "unrecognized_keys":
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
      return `wrong value: ${nameOf(given)}`;
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object with keys",
  record: "a map",
};

function wrongType(expected: string, given: unknown, node: z.ZodType | undefined): string {
  const right = EXPECTED[expected] ?? expected;
  if (given === undefined) return `missing; must be ${right}${node?.description ? ` (${node.description})` : ""}`;
  const hint = typeHint(expected, given);
  return `must be ${right}, not ${nameOf(given)}${hint ? `; ${hint}` : ""}`;
}

function typeHint(expected: string, given: unknown): string {
  if (expected === "string" && (typeof given === "number" || typeof given === "boolean")) return "put it in quotes";
  if (expected !== "number" && expected !== "int") return "";
  if (typeof given !== "string") return "";
  if (/^\s*-?\d+(\.\d+)?\s*$/.test(given)) return "write it without quotes";
  if (/^\s*-?\d+,\d+\s*$/.test(given)) return "write a decimal point and no quotes";
  return "";
}

function wrongChoice(values: readonly unknown[], given: unknown): string {
  const names = values.filter((value) => typeof value === "string");
  const meant = typeof given === "string" ? didYouMean(given, names) : "";
  const quotes = values.some((value) => typeof value === "number" && String(value) === given) ? "; write it without quotes" : "";
  return `must be ${choices(values)}, not ${nameOf(given)}${meant}${quotes}`;
}

function choices(values: readonly unknown[]): string {
  const texts = values.map((value) => (typeof value === "string" ? `"${value}"` : String(value)));
  return texts.length === 1 ? texts[0] : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}

function unionText(node: z.ZodType | undefined): string {
  const options = node instanceof z.ZodUnion ? node.options : [];
  const texts = options.map((option) => {
    if (option instanceof z.ZodLiteral) return choices([...option.values]);
    if (option instanceof z.ZodArray) return "a list of keys";
    return option instanceof z.ZodRecord ? "a map from the id of a place to a number" : "a number";
  });
  return texts.join(", or ") || "of another kind";
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, given: unknown): string {
  if (issue.origin === "string") return "must not be empty";
  if (issue.origin === "array") return `must have at least ${issue.minimum} ${issue.minimum === 1 ? "entry" : "entries"}`;
  if (issue.minimum === 0) return `must not be negative (it is ${String(given)})`;
  const least = Number(issue.minimum);
  return least > 0 && least < 1
    ? `must be greater than 0, at least ${least} (it is ${String(given)})`
    : `must be at least ${least} (it is ${String(given)})`;
}

function tooBig(issue: z.core.$ZodIssueTooBig, given: unknown): string {
  if (issue.origin === "string") return `must have at most ${issue.maximum} characters`;
  if (issue.origin === "array") return `must have at most ${issue.maximum} entries`;
  return `must be at most ${issue.maximum} (it is ${String(given)})`;
}

function unknownKey(key: string, node: z.ZodType | undefined): string {
  const allowed = node instanceof z.ZodObject ? Object.keys(node.shape) : [];
  const nearest = nearestName(key, allowed) ?? abbreviated(key, allowed);
  const shown = nameOf(key);
  return nearest === undefined
    ? `unknown key ${shown}; known here: ${allowed.join(", ")}`
    : `unknown key ${shown}; did you mean "${nearest}"?`;
}

/** The allowed key whose letters hold those of `key` in order, beginning with the same: "qty" for "quantity". */
function abbreviated(key: string, allowed: readonly string[]): string | undefined {
  if (key.length < 2 || key.length > 60) return undefined;
  const letters = [...key.toLowerCase()];
  return allowed.find((name) => {
    let from = 0;
    return name[0] === letters[0] && letters.every((letter) => (from = name.toLowerCase().indexOf(letter, from) + 1) > 0);
  });
}

/** What a value is, in words, cut short. */
export function nameOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return `${/^.{0,60}$/s.test(value) ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, 57))}...`}`;
  if (typeof value === "number") return Number.isNaN(value) ? "NaN" : `the number ${value}`;
  if (typeof value === "boolean") return String(value);
  return isMap(value) ? "an object with keys" : `a ${typeof value}`;
}

/** True for an object with keys, false for lists and null. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: ProblemPath): unknown {
  let at: unknown = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}

function schemaAt(schema: z.ZodType, path: ProblemPath): z.ZodType | undefined {
  let at: unknown = unwrapped(schema);
  for (const step of path) {
    if (at instanceof z.ZodObject) at = Object.hasOwn(at.shape, step) ? at.shape[step] : undefined;
    else if (at instanceof z.ZodArray) at = at.element;
    else return undefined;
    at = unwrapped(at);
  }
  return at instanceof z.ZodType ? at : undefined;
}

/** The schema beneath defaults, options and transforms; keeps the outermost where that says what the value is for. */
function unwrapped(schema: unknown): unknown {
  let at = schema;
  for (;;) {
    if (at instanceof z.ZodOptional || at instanceof z.ZodDefault || at instanceof z.ZodPrefault || at instanceof z.ZodNullable)
      at = at.unwrap();
    else if (at instanceof z.ZodPipe) at = at.in;
    else return at;
  }
}
