// What earlier splits of the same choice have raised the bound by: a guess of what the next one will.
import type { Candidate } from "./splitting.js";

/** The two children of a split. */
export type Side = "below" | "above";

const SETUP_OR_RUNS = { setup: 0, runs: 1 } as const;
const LEAST_GAIN = 1e-6;

/**
 * Pseudo-costs (M. Benichou and others, Experiments in mixed-integer linear programming, 1971): mean gain of the bound per unit that the solution has to move,
 * per choice, kind of split and side. Where a choice has no past, the mean of all stands in.
 */
export class PseudoCosts {
  private readonly sum: Float64Array;
  private readonly count: Int32Array;
  private readonly allSum = new Float64Array(4);
  private readonly allCount = new Int32Array(4);

  constructor(choices: number) {
    this.sum = new Float64Array(choices * 4);
    this.count = new Int32Array(choices * 4);
  }

  /** Learns that a side of a split raised the bound by `gain`. */
  learn(candidate: Candidate, side: Side, gain: number): void {
    const way = wayOf(candidate, side);
    const perUnit = Math.max(0, gain) / distanceTo(candidate, side);
    this.sum[candidate.split.choice * 4 + way] += perUnit;
    this.count[candidate.split.choice * 4 + way]++;
    this.allSum[way] += perUnit;
    this.allCount[way]++;
  }

  /** How often the side was tried that was tried less. */
  trials({ split }: Candidate): number {
    const first = split.choice * 4 + SETUP_OR_RUNS[split.kind] * 2;
    return Math.min(this.count[first], this.count[first + 1]);
  }

  /** Expected worth of a split: the product of the gains of both sides, each counted up to `enough`. */
  score(candidate: Candidate, enough: number): number {
    return scoreOf(this.expected(candidate, "below"), this.expected(candidate, "above"), enough);
  }

  private expected(candidate: Candidate, side: Side): number {
    const way = wayOf(candidate, side);
    const at = candidate.split.choice * 4 + way;
    const perUnit =
      this.count[at] > 0 ? this.sum[at] / this.count[at] : this.allCount[way] > 0 ? this.allSum[way] / this.allCount[way] : candidate.stake;
    return perUnit * distanceTo(candidate, side);
  }
}

/** Worth of a split that raises the bound by these gains; more than `enough` closes the side and is worth no more. */
export function scoreOf(below: number, above: number, enough: number): number {
  return Math.max(LEAST_GAIN, Math.min(below, enough)) * Math.max(LEAST_GAIN, Math.min(above, enough));
}

function wayOf({ split }: Candidate, side: Side): number {
  return SETUP_OR_RUNS[split.kind] * 2 + (side === "below" ? 0 : 1);
}

function distanceTo({ share }: Candidate, side: Side): number {
  return Math.max(1e-6, side === "below" ? share : 1 - share);
}
