// Where everything of the region's map stands: pure geometry, in pixels of the frame.

import type { Level } from "../design/icons";

/** Pixels in the frame, y downward. */
export interface At {
  readonly x: number;
  readonly y: number;
}

/** A place to be marked. `hours`: free hours in a period, 0 where nobody works there. */
export interface MapPlace {
  readonly id: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly level: Level;
  readonly hours: number;
  readonly state: "works" | "free" | "nothingLeft" | "need";
}

/** A mark as it is drawn. */
export interface Mark extends At {
  readonly place: MapPlace;
  readonly radius: number;
}

/** A name beside its mark: its box, and the side it stands on. */
export interface Label {
  readonly mark: Mark;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly anchor: "start" | "end" | "middle";
}

/** A box in pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Marks that stand too near to each other to be told apart. */
export interface Cluster extends At {
  readonly marks: readonly Mark[];
}

/** √h × 2.15 + 1.5 px for workshops at desk size; a place where something is needed and nobody works is small. */
export const markRadius = ({ hours, state }: Pick<MapPlace, "hours" | "state">, scale: number): number =>
  state === "need" ? 4 : Math.min(Math.sqrt(Math.max(hours, 0)) * 0.72 * scale + 1.5, 14);

const NEAR_PX = 15;
const MOST_APART = 4;

/** Groups of more than four marks within 15 px of each other, the greatest first; every mark is in one group at most. */
export function clustersOf(marks: readonly Mark[]): Cluster[] {
  const group = marks.map((_, index) => index);
  const rootOf = (index: number): number => (group[index] === index ? index : rootOf(group[index] ?? index));
  for (let a = 0; a < marks.length; a++) {
    for (let b = a + 1; b < marks.length; b++) {
      const [one, other] = [marks[a], marks[b]];
      if (one && other && Math.hypot(one.x - other.x, one.y - other.y) <= NEAR_PX) group[rootOf(a)] = rootOf(b);
    }
  }
  const groups = new Map<number, Mark[]>();
  for (const [index, mark] of marks.entries()) {
    const root = rootOf(index);
    groups.set(root, [...(groups.get(root) ?? []), mark]);
  }
  return [...groups.values()]
    .filter((members) => members.length > MOST_APART)
    .map((members) => ({ marks: members, x: mean(members.map(({ x }) => x)), y: mean(members.map(({ y }) => y)) }))
    .toSorted((a, b) => b.marks.length - a.marks.length);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How names are set: pixels a letter on average, pixels of a line, and what they must stay inside of. */
export interface LabelRoom {
  readonly letterPx: (mark: Mark) => number;
  readonly linePx: number;
  readonly width: number;
  readonly height: number;
  /** Boxes where no name may stand. */
  readonly taken: readonly Box[];
  /** In a round room: its radius around the middle. */
  readonly radius?: number;
}

const GAP_PX = 4;
const MOST_LETTERS = 26;

/** Names that fit without touching each other or a mark, those at work first, then those with most hours. A name that fits nowhere is left out. */
export function labelsOf(marks: readonly Mark[], room: LabelRoom): Label[] {
  const boxes: Box[] = [...room.taken, ...marks.map(markBox)];
  const labels: Label[] = [];
  for (const mark of marks.toSorted((a, b) => rank(a) - rank(b) || b.place.hours - a.place.hours || (a.place.id < b.place.id ? -1 : 1))) {
    const text = mark.place.name.length > MOST_LETTERS ? `${mark.place.name.slice(0, MOST_LETTERS - 1).trimEnd()}…` : mark.place.name;
    const width = text.length * room.letterPx(mark);
    const placed = sides(mark, width, room.linePx).find(({ box }) => isInside(box, room) && !boxes.some((other) => touches(box, other)));
    if (placed === undefined) continue;
    boxes.push(placed.box);
    labels.push({ mark, text, width, ...placed.at });
  }
  return labels;
}

const rank = ({ place }: Mark) => (place.state === "works" || place.state === "nothingLeft" ? 0 : place.state === "free" ? 1 : 2);
const markBox = ({ x, y, radius }: Mark): Box => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
function isInside({ left, top, right, bottom }: Box, { width, height, radius }: LabelRoom): boolean {
  if (left < 2 || top < 2 || right > width - 2 || bottom > height - 2) return false;
  if (radius === undefined) return true;
  const [x, y] = [Math.max(width / 2 - left, right - width / 2), Math.max(height / 2 - top, bottom - height / 2)];
  return Math.hypot(x, y) <= radius - 3;
}
const touches = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Right of the mark, left, above, below: the box, and where the text begins. */
function sides({ x, y, radius }: Mark, width: number, line: number) {
  const beside = radius + GAP_PX;
  const rows = [0, -line * 0.55, line * 0.55];
  const right = rows.map((shift) => ({
    box: { left: x + beside - 1, top: y + shift - line / 2, right: x + beside + width, bottom: y + shift + line / 2 },
    at: { x: x + beside, y: y + shift + line * 0.3, anchor: "start" as const },
  }));
  const left = rows.map((shift) => ({
    box: { left: x - beside - width, top: y + shift - line / 2, right: x - beside + 1, bottom: y + shift + line / 2 },
    at: { x: x - beside, y: y + shift + line * 0.3, anchor: "end" as const },
  }));
  const middle = [-(radius + 2 + line / 2), radius + 2 + line / 2].map((shift) => ({
    box: { left: x - width / 2, top: y + shift - line / 2, right: x + width / 2, bottom: y + shift + line / 2 },
    at: { x, y: y + shift + line * 0.3, anchor: "middle" as const },
  }));
  return [...right, ...left, ...middle];
}

/** A road from place to place that bends a little to its left, as the path of an SVG; both ends stop at the marks. */
export function roadPath(from: At, to: At): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = 0.16;
  const [midX, midY] = [(from.x + to.x) / 2 + dy * bend, (from.y + to.y) / 2 - dx * bend];
  const round = (value: number) => Math.round(value * 10) / 10;
  return `M${round(from.x)} ${round(from.y)}Q${round(midX)} ${round(midY)} ${round(to.x)} ${round(to.y)}`;
}

/** A disc with a V cut into its top: nothing is left. */
export function notchedDisc({ x, y, radius }: Pick<Mark, "x" | "y" | "radius">): string {
  const half = radius * 0.55;
  const lip = Math.sqrt(radius * radius - half * half);
  return `M${x - half} ${y - lip}L${x} ${y + radius * 0.1}L${x + half} ${y - lip}A${radius} ${radius} 0 1 1 ${x - half} ${y - lip}Z`;
}
