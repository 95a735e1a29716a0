// Large numbers by small ones: each gets the next index, from 0, when it first comes.

/** Numbers and their indices. */
export interface Numbering {
  readonly count: () => number;
  /** The index of a number; the next one where it is new. */
  readonly indexOf: (number: number) => number;
  /** Undefined: it never came. */
  readonly known: (number: number) => number | undefined;
  /** The number with an index. @throws RangeError where there is none */
  readonly at: (index: number) => number;
}

/** A numbering without numbers. */
export function numbering(): Numbering {
  const indices = new Map<number, number>();
  const numbers: number[] = [];
  return {
    count: () => numbers.length,
    indexOf(number) {
      const known = indices.get(number);
      if (known !== undefined) return known;
      indices.set(number, numbers.length);
      return numbers.push(number) - 1;
    },
    known: (number) => indices.get(number),
    at(index) {
      const number = numbers[index];
      if (number === undefined) throw new RangeError(`there is no number ${index} among ${numbers.length}`);
      return number;
    },
  };
}
