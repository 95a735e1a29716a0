// Nodes of a flow that wait to be walked, users before their sources.

/** Nodes waiting to be walked, the least rank on top; a node may wait twice. */
export class RankHeap {
  private readonly heap: number[] = [];

  constructor(private readonly rank: Int32Array) {}

  push(node: number): void {
    const { heap, rank } = this;
    let at = heap.push(node) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && rank[heap[parent]] > rank[node]; parent = (at - 1) >> 1) {
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = node;
  }

  pop(): number | undefined {
    const { heap, rank } = this;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && rank[heap[child + 1]] < rank[heap[child]]) child++;
      if (rank[heap[child]] >= rank[last]) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
