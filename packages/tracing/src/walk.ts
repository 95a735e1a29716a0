// Everything upstream or downstream of a node: depth first, the start first, along the breadcrumbs where the flows go in circles.
import { backward, type Direction, type EventLists, forward } from "./direction.js";
import type { FlowGraph } from "./flowGraph.js";
import { eventNode, isEvent, isResource, nodeIndex, NONE } from "./flowNode.js";
import { assertNode } from "./startNode.js";

/** What a walk came by, in the order in which it came by it. */
export interface Flows {
  /** The nodes, the start first, none twice. */
  readonly nodes: Int32Array;
  /** By place in `nodes`: the place of the node from which this one was reached; −1 for the start. */
  readonly parents: Int32Array;
  /** True where the walk had another node to visit and stopped at the limit. */
  readonly isTruncated: boolean;
}

/** How far a walk may go: `limit` is the most nodes that it visits, the start among them; whole, from 1. */
export interface WalkOptions {
  readonly limit: number;
}

/**
 * Everything that led to `start`, as the Valueflows page on track and trace orders it (SPEC.md says how its gaps are filled).
 * Time is linear in the nodes visited and the events one step from them; memory in the graph's counts (a bit for each, a byte for each resource).
 * @throws RangeError where `start` is no node, or an event that the graph does not have, or the limit is not whole or below 1
 */
export function trace(graph: FlowGraph, start: number, options: WalkOptions): Flows {
  return walk(graph, backward(graph), start, options.limit);
}

/** Everything that came of `start`: the mirror of `trace`, with the same bounds and errors. */
export function track(graph: FlowGraph, start: number, options: WalkOptions): Flows {
  return walk(graph, forward(graph), start, options.limit);
}

function walk(graph: FlowGraph, direction: Direction, start: number, limit: number): Flows {
  assertNode(graph, start);
  if (!(Number.isInteger(limit) && limit >= 1)) throw new RangeError(`limit is ${limit}, but must be whole and at least 1`);
  return new Walk(graph, direction, limit).from(start);
}

/**
 * A depth-first walk on a stack of its own. Only resources and processes get a frame: an event leads on to one node at most,
 * its item or, where that is a resource that was visited before, its crumb.
 */
class Walk {
  readonly #graph: FlowGraph;
  readonly #direction: Direction;
  readonly #limit: number;

  readonly #seenEvents: Uint8Array;
  readonly #seenResources: Uint8Array;
  readonly #seenProcesses: Uint8Array;
  /** By resource: bits of the pairs that are open for it. */
  readonly #open: Uint8Array;

  #nodes = new Int32Array(16);
  #parents = new Int32Array(16);
  #count = 0;
  #isTruncated = false;

  /** By depth: the place of the node in `#nodes`, the place in its list to go on from, and the event that was tried out of turn. */
  #framePlaces = new Int32Array(16);
  #frameCursors = new Int32Array(16);
  #frameCrumbs = new Int32Array(16);
  #depth = 0;

  constructor(graph: FlowGraph, direction: Direction, limit: number) {
    this.#graph = graph;
    this.#direction = direction;
    this.#limit = limit;
    this.#seenEvents = bitsFor(graph.eventCount);
    this.#seenResources = bitsFor(graph.resourceCount);
    this.#seenProcesses = bitsFor(graph.processCount);
    this.#open = new Uint8Array(graph.resourceCount);
  }

  from(start: number): Flows {
    this.#visit(start, NONE);
    const index = nodeIndex(start);
    if (isEvent(start)) {
      this.#openPair(index);
      this.#follow(index, 0);
    } else {
      const crumb = this.#enter(start, 0, isResource(start) ? (this.#direction.startingCrumbs[index] ?? NONE) : NONE);
      if (crumb !== NONE && this.#take(crumb, 0)) this.#follow(crumb, 1);
    }
    while (this.#depth > 0 && !this.#isTruncated) {
      const event = this.#nextOfFrame();
      if (event === NONE) this.#depth--;
      else this.#takeAndFollow(event, this.#framePlaces[this.#depth - 1]);
    }
    return { nodes: this.#nodes.slice(0, this.#count), parents: this.#parents.slice(0, this.#count), isTruncated: this.#isTruncated };
  }

  #takeAndFollow(event: number, parent: number): void {
    if (this.#take(event, parent)) this.#follow(event, this.#count - 1);
  }

  /** Goes on from an event that was just visited, until the way ends or turns back; leaves a frame for each resource and process. */
  #follow(event: number, place: number): void {
    const { items, crumbs } = this.#direction;
    let [from, at] = [event, place];
    while (from !== NONE) {
      const item = items[from];
      const crumb = crumbs[from];
      if (item === NONE) return;
      if (this.#visit(item, at)) {
        at = this.#count - 1;
        from = this.#enter(item, at, crumb);
      } else {
        from = isResource(item) ? crumb : NONE;
      }
      if (from === NONE || !this.#take(from, at)) return;
      at = this.#count - 1;
    }
  }

  /** Begins with a resource or process; gives the crumb if it is one of its events and so comes out of turn, else −1. */
  #enter(node: number, place: number, crumb: number): number {
    const { ofResources, ofProcesses } = this.#direction;
    const { first } = isResource(node) ? ofResources : ofProcesses;
    const isItem = crumb !== NONE && this.#direction.lists(crumb, node);
    if (this.#depth === this.#framePlaces.length) this.#growFrames();
    this.#framePlaces[this.#depth] = place;
    this.#frameCursors[this.#depth] = first[nodeIndex(node)] ?? NONE;
    this.#frameCrumbs[this.#depth] = isItem ? crumb : NONE;
    this.#depth++;
    return isItem ? crumb : NONE;
  }

  /** The next event of the frame on top, without the one that was tried out of turn; −1 at the end of its list. */
  #nextOfFrame(): number {
    const top = this.#depth - 1;
    const { following, shift } = this.#listsOf(this.#nodes[this.#framePlaces[top]]);
    for (let place = this.#frameCursors[top]; place !== NONE; place = following[place]) {
      const event = place >> shift;
      if (event === this.#frameCrumbs[top]) continue;
      this.#frameCursors[top] = following[place];
      return event;
    }
    return NONE;
  }

  #listsOf(node: number): EventLists {
    return isResource(node) ? this.#direction.ofResources : this.#direction.ofProcesses;
  }

  /** Visits an event unless it was visited or its pair is not open for its resource. */
  #take(event: number, parent: number): boolean {
    if (hasBit(this.#seenEvents, event)) return false;
    const bit = this.#direction.closes[this.#graph.actions[event]];
    if (bit === 0) this.#openPair(event);
    else {
      const resource = this.#graph.resources[event];
      if (resource === NONE || (this.#open[resource] & bit) === 0) return false;
      this.#open[resource] &= ~bit;
    }
    return this.#visit(eventNode(event), parent);
  }

  #openPair(event: number): void {
    const bit = this.#direction.opens[this.#graph.actions[event]];
    const resource = this.#graph.resources[event];
    if (bit !== 0 && resource !== NONE) this.#open[resource] |= bit;
  }

  /** Puts a node at the end of the list. False where it was there before, or where the list is as long as it may be. */
  #visit(node: number, parent: number): boolean {
    const seen = isEvent(node) ? this.#seenEvents : isResource(node) ? this.#seenResources : this.#seenProcesses;
    if (hasBit(seen, nodeIndex(node))) return false;
    if (this.#count === this.#limit) {
      this.#isTruncated = true;
      return false;
    }
    setBit(seen, nodeIndex(node));
    if (this.#count === this.#nodes.length) this.#growNodes();
    this.#nodes[this.#count] = node;
    this.#parents[this.#count] = parent;
    this.#count++;
    return true;
  }

  #growNodes(): void {
    this.#nodes = doubled(this.#nodes);
    this.#parents = doubled(this.#parents);
  }

  #growFrames(): void {
    this.#framePlaces = doubled(this.#framePlaces);
    this.#frameCursors = doubled(this.#frameCursors);
    this.#frameCrumbs = doubled(this.#frameCrumbs);
  }
}

const bitsFor = (count: number): Uint8Array => new Uint8Array((count + 7) >> 3);
const hasBit = (bits: Uint8Array, index: number): boolean => ((bits[index >> 3] >> (index & 7)) & 1) === 1;
const setBit = (bits: Uint8Array, index: number): void => {
  bits[index >> 3] |= 1 << (index & 7);
};

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * array.length);
  longer.set(array);
  return longer;
}
