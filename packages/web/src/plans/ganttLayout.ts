// Who works when: where the bars of a workshop stand. Pure geometry, in pixels.

/** A bar as the API tells it. */
export interface GanttBarView {
  readonly period: string;
  readonly item: { readonly id: string; readonly name: string };
  readonly quantity: number;
  readonly hours: number;
  readonly isScarce: boolean;
}

/** A bar that stands: pixels from the row's beginning. `merged`: how many bars it stands for. */
export interface PlacedBar {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  readonly bars: readonly GanttBarView[];
  readonly isScarce: boolean;
}

/** A row's periods: their ids in order, and what its machines are free for in each. */
export interface GanttRoom {
  readonly periods: readonly string[];
  readonly freeHours: readonly number[];
  /** Pixels of a period, and the least width at which a bar stands alone. */
  readonly periodPx: number;
  readonly leastPx: number;
}

/**
 * Bars of a period stand one after the other, the longest first, as wide as their share of the free hours; those too narrow to be told apart stand together
 * as one. No bar reaches beyond its period.
 */
export function placedBars(bars: readonly GanttBarView[], { periods, freeHours, periodPx, leastPx }: GanttRoom): PlacedBar[] {
  return periods.flatMap((period, index) => {
    const ours = bars
      .filter((bar) => bar.period === period && bar.hours > 0)
      .toSorted((a, b) => b.hours - a.hours || (a.item.id < b.item.id ? -1 : 1));
    const all = ours.reduce((sum, { hours }) => sum + hours, 0);
    const scale = periodPx / Math.max(freeHours[index] ?? 0, all, 1e-9);
    const alone = ours.filter(({ hours }) => hours * scale >= leastPx);
    const together = ours.slice(alone.length);
    const groups = [...alone.map((bar) => [bar]), ...(together.length > 0 ? [together] : [])];
    let x = index * periodPx;
    return groups.map((group) => {
      const width = group.reduce((sum, { hours }) => sum + hours, 0) * scale;
      const placed = {
        key: `${period} ${group[0]?.item.id ?? ""}`,
        x,
        width,
        bars: group,
        isScarce: group.some(({ isScarce }) => isScarce),
      };
      x += width;
      return placed;
    });
  });
}

/** The label if it fits into the bar, else nothing: a label is never cut. */
export const labelFor = (text: string, width: number, letterPx: number): string | null =>
  text.length * letterPx + 8 <= width ? text : null;
