// Gives every id a small integer, so that cores can use typed arrays instead of maps of strings.

/**
 * A growing list of distinct ids. The first id gets index 0, each new one the next; an index never changes.
 * At most 2^31 − 1 ids, so that every index fits an `Int32Array`.
 */
export class Interner {
  readonly #indexById = new Map<string, number>();
  readonly #ids: string[] = [];

  /** How many ids there are; indices run from 0 to `size − 1`. */
  get size(): number {
    return this.#ids.length;
  }

  /** The index of `id`, which is added if it is new. */
  intern(id: string): number {
    const known = this.#indexById.get(id);
    if (known !== undefined) return known;
    const index = this.#ids.length;
    this.#indexById.set(id, index);
    this.#ids.push(id);
    return index;
  }

  /** The index of `id`, or −1 where it was never interned. */
  indexOf(id: string): number {
    return this.#indexById.get(id) ?? -1;
  }

  /** The id at `index`. Throws a RangeError where there is none. */
  idOf(index: number): string {
    const id = this.#ids[index];
    if (id === undefined) throw new RangeError(`no id has index ${index}; indices run from 0 to ${this.size - 1}`);
    return id;
  }
}
