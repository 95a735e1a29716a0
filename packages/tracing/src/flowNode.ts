// Nodes: events, resources and processes in one space of numbers.

/** The kinds of nodes. Their place in this list is the tag of a node. */
const KINDS = ["event", "resource", "process"] as const;
/** What a node is. */
export type NodeKind = (typeof KINDS)[number];

/** No node, no event, no index: the number that stands for "none" everywhere in this package. */
export const NONE = -1;

/** Indices are below 2^29, so that a node, four times its index and a tag, fits an `Int32Array`. */
export const INDEX_LIMIT = 2 ** 29;

/** The node of the event, resource or process with that index (whole, from 0, below 2^29; not checked). */
export const eventNode = (index: number): number => index * 4;
export const resourceNode = (index: number): number => index * 4 + 1;
export const processNode = (index: number): number => index * 4 + 2;

/** The index of a node among those of its kind. */
export const nodeIndex = (node: number): number => node >> 2;

/** What a node is. Throws a RangeError where the number is no node. */
export function nodeKind(node: number): NodeKind {
  const kind = KINDS[node & 3];
  if (kind === undefined || !Number.isInteger(node) || node < 0 || node >= INDEX_LIMIT * 4) throw new RangeError(`${node} is not a node`);
  return kind;
}

export const isEvent = (node: number): boolean => (node & 3) === 0;
export const isResource = (node: number): boolean => (node & 3) === 1;
