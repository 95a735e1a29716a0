// The nodes of a search that are still to be split, the least bound first.

/** What the order needs of a node: its bound, and its place in the tree, by which ties are settled. */
export interface Bounded {
  readonly at: number;
  readonly leaf: { readonly bound: number };
}

/** A binary heap: the least bound on top, of equal ones the older node. */
export class OpenNodes<Node extends Bounded> {
  private readonly heap: Node[] = [];

  push(node: Node): void {
    const { heap } = this;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(node, heap[parent])) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = node;
  }

  /** Takes the node with the least bound out; undefined where none is left. */
  pop(): Node | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
      if (!isBefore(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function isBefore(a: Bounded, b: Bounded): boolean {
  return a.leaf.bound < b.leaf.bound || (a.leaf.bound === b.leaf.bound && a.at < b.at);
}
