// Whether a text is canonical JSON, told in one pass: millions of entries are looked at, and parsing and writing each again is slower.

/**
 * True exactly where `text` is what `canonicalJson` would write of what it says: keys of objects once and in the order of their UTF-16
 * code units, no white space, strings and numbers as JSON prints them.
 */
export function isCanonicalJson(text: string): boolean {
  return valueEnd(text, 0, 0) === text.length;
}

/** No entry is nested as deep; a text that is must not use up the stack. */
const MOST_DEPTH = 500;
const NO = -1;
const [BACKSPACE, QUOTE, MINUS, ZERO, NINE, COMMA, COLON] = [0x08, 0x22, 0x2d, 0x30, 0x39, 0x2c, 0x3a];
const [OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];

/** The place behind the value that begins at `at`; -1 where none does, or not in its canonical form. So do the others below. */
function valueEnd(text: string, at: number, depth: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return stringEnd(text, at);
  if (code === OPEN_OBJECT) return depth > MOST_DEPTH ? NO : objectEnd(text, at, depth + 1);
  if (code === OPEN_LIST) return depth > MOST_DEPTH ? NO : listEnd(text, at, depth + 1);
  if (code === MINUS || (code >= ZERO && code <= NINE)) return numberEnd(text, at);
  const word = ["true", "false", "null"].find((each) => text.startsWith(each, at));
  return word === undefined ? NO : at + word.length;
}

function objectEnd(text: string, start: number, depth: number): number {
  let at = start + 1;
  if (text.charCodeAt(at) === CLOSE_OBJECT) return at + 1;
  for (let before: string | null = null; ; at += 1) {
    if (text.charCodeAt(at) !== QUOTE) return NO;
    const end = stringEnd(text, at);
    if (end === NO || text.charCodeAt(end) !== COLON) return NO;
    const key = keyOf(text, at, end);
    if (before !== null && key <= before) return NO;
    before = key;
    at = valueEnd(text, end + 1, depth);
    if (at === NO) return NO;
    const next = text.charCodeAt(at);
    if (next === CLOSE_OBJECT) return at + 1;
    if (next !== COMMA) return NO;
  }
}

function listEnd(text: string, start: number, depth: number): number {
  let at = start + 1;
  if (text.charCodeAt(at) === CLOSE_LIST) return at + 1;
  for (; ; at += 1) {
    at = valueEnd(text, at, depth);
    if (at === NO) return NO;
    const next = text.charCodeAt(at);
    if (next === CLOSE_LIST) return at + 1;
    if (next !== COMMA) return NO;
  }
}

/** A key between its quotes, whose canonical form was seen already. */
function keyOf(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1);
  return inside.includes("\\") ? (JSON.parse(text.slice(start, end)) as string) : inside;
}

// Runs of characters that stand for themselves; the machine finds their end quicker than a loop does.
const PLAIN = /[^"\\\u0000-\u001f\ud800-\udfff]*/y;

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    PLAIN.lastIndex = at;
    PLAIN.test(text);
    at = PLAIN.lastIndex;
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    at = code === BACKSLASH ? escapeEnd(text, at) : pairEnd(text, at);
    if (at === NO) return NO;
  }
}

/** Two halves of one character; half a character must be escaped. */
function pairEnd(text: string, at: number): number {
  const [high, low] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000 ? at + 2 : NO;
}

const SHORT_ESCAPES = '"\\bfnrt';
const LONG_ESCAPE = /\\u(?:00[01][0-9a-f]|d[89a-f][0-9a-f]{2})/y;

/** Only what needs it is escaped, in the shortest way there is. */
function escapeEnd(text: string, at: number): number {
  const escaped = text.charAt(at + 1);
  if (escaped !== "" && SHORT_ESCAPES.includes(escaped)) return at + 2;
  LONG_ESCAPE.lastIndex = at;
  if (!LONG_ESCAPE.test(text)) return NO;
  const code = Number.parseInt(text.slice(at + 2, at + 6), 16);
  if (code >= BACKSPACE && code <= 0x0d && code !== 0x0b) return NO;
  return isHalfOfPair(text, at, code) ? NO : at + 6;
}

/** Two escaped halves that make one character are written as that character. */
function isHalfOfPair(text: string, at: number, code: number): boolean {
  if (code < 0xd800 || code >= 0xdc00) return false;
  return /^\\ud[c-f][0-9a-f]{2}$/.test(text.slice(at + 6, at + 12));
}

const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]\d+)?/y;

function numberEnd(text: string, start: number): number {
  NUMBER.lastIndex = start;
  if (!NUMBER.test(text)) return NO;
  const end = NUMBER.lastIndex;
  const written = text.slice(start, end);
  return String(Number(written)) === written ? end : NO;
}
