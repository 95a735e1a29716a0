// Where every value stands in a JSON text, and where the text stops being JSON; JSON.parse reads faster but does not say.

/** A value of the text: `start` is the offset of its first character, or of its key where it has one. */
export type JsonNode = {
  readonly start: number;
  readonly entries?: ReadonlyMap<string, JsonNode>;
  readonly items?: readonly JsonNode[];
};
/** What is wrong with the text, and at which offset. */
export type JsonFault = { readonly offset: number; readonly message: string };

const DEEPEST = 500;
const TOKEN = /[ \t\r\n]*(?:([{}[\],:"])|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)))/y;

type Token = { readonly text: string; readonly start: number };
type Reader = { readonly peek: () => Token | undefined; readonly next: () => Token; readonly end: () => number };

/** Reads a JSON text for its places only. */
export function placesInJson(text: string): { readonly root: JsonNode } | { readonly fault: JsonFault } {
  const reader = tokens(text);
  try {
    const root = readValue(reader, undefined, 0);
    const after = text.slice(reader.end()).search(/\S/);
    if (after >= 0) throw fault(reader.end() + after, "the file must end after its first value");
    return { root };
  } catch (error) {
    if (error instanceof JsonFaultError) return { fault: { offset: error.offset, message: error.message } };
    throw error;
  }
}

class JsonFaultError extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

const fault = (offset: number, message: string) => new JsonFaultError(offset, message);

function tokens(text: string): Reader {
  let end = 0;
  let ahead: Token | undefined;
  const read = (): Token | undefined => {
    TOKEN.lastIndex = end;
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    end = TOKEN.lastIndex;
    const token = match[1] ?? match[2];
    const start = end - token.length;
    if (token !== '"') return { text: token, start };
    end = stringEnd(text, start);
    return { text: checkedString(text.slice(start, end), start), start };
  };
  const peek = () => (ahead ??= read());
  const next = () => {
    const token = peek();
    if (!token) throw unreadable(text, end);
    ahead = undefined;
    return token;
  };
  return { peek, next, end: () => end };
}

/** The offset after the closing quote of the string that opens at `start`. A loop, since a pattern overflows on strings of many MB. */
function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function checkedString(string: string, start: number): string {
  try {
    JSON.parse(string);
    return string;
  } catch {
    throw fault(start, "the text in quotes that begins here is not closed on its line, or holds a wrong escape");
  }
}

/**
 * True where some object of a JSON text has a key twice: then it holds more keys than the value that was read from it.
 * Only for texts that are JSON.
 */
export function hasDoubleKey(text: string, value: unknown): boolean {
  let keys = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at = stringEnd(text, at);
    while (" \t\r\n".includes(text[at] ?? "x")) at++;
    if (text[at] === ":") keys++;
  }
  return keys !== keysIn(value);
}

function keysIn(value: unknown): number {
  let keys = 0;
  const open: unknown[] = [value]; // a list of its own: the value may be nested deeper than calls can be
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    const inside: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (inside !== next) keys += inside.length;
    for (const inner of inside) if (typeof inner === "object" && inner !== null) open.push(inner);
  }
  return keys;
}

function unreadable(text: string, end: number): JsonFaultError {
  const gap = text.slice(end).search(/[^ \t\r\n]/);
  if (gap < 0) return fault(text.length, "the text ends too early: something is left open");
  const rest = text.slice(end + gap, end + gap + 20).split(/[\r\n]/)[0];
  return fault(end + gap, `not JSON from here on: ${JSON.stringify(rest)}`);
}

function readValue(reader: Reader, keyStart: number | undefined, depth: number): JsonNode {
  const token = reader.next();
  const start = keyStart ?? token.start;
  if (depth > DEEPEST) throw fault(token.start, `nested deeper than ${DEEPEST} levels`);
  if (token.text === "{") return { start, entries: readEntries(reader, depth) };
  if (token.text === "[") return { start, items: readItems(reader, depth) };
  if (/^[}\],:]/.test(token.text)) throw fault(token.start, `a value is missing before "${token.text}"`);
  return { start };
}

function readEntries(reader: Reader, depth: number): Map<string, JsonNode> {
  const entries = new Map<string, JsonNode>();
  if (reader.peek()?.text === "}") return reader.next(), entries;
  for (;;) {
    const key = reader.next();
    if (!key.text.startsWith('"'))
      throw fault(key.start, key.text === "}" ? 'remove the comma before "}"' : "a key in double quotes must stand here");
    const colon = reader.next();
    if (colon.text !== ":") throw fault(colon.start, `":" must follow the key ${key.text}`);
    const name = String(JSON.parse(key.text));
    if (entries.has(name)) throw fault(key.start, `the key ${key.text} is there twice in one object`);
    entries.set(name, readValue(reader, key.start, depth + 1));
    if (endsAfter(reader, "}")) return entries;
  }
}

function readItems(reader: Reader, depth: number): JsonNode[] {
  const items: JsonNode[] = [];
  if (reader.peek()?.text === "]") return reader.next(), items;
  for (;;) {
    items.push(readValue(reader, undefined, depth + 1));
    if (endsAfter(reader, "]")) return items;
  }
}

function endsAfter(reader: Reader, closing: string): boolean {
  const token = reader.next();
  if (token.text === closing) return true;
  if (token.text !== ",") throw fault(token.start, `"," or "${closing}" must stand here`);
  if (closing === "]" && reader.peek()?.text === "]") throw fault(token.start, 'remove the comma before "]"');
  return false;
}
