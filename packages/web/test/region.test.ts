// The map's layout.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clustersOf, labelsOf, type MapPlace, type Mark, markRadius } from "../src/region/mapLayout";
import { nearPoints, projectionFor } from "../src/region/projection";

const room = { letterPx: () => 7, linePx: 15, width: 800, height: 400, taken: [{ left: 0, top: 0, right: 120, bottom: 120 }] };
const states = ["works", "free", "nothingLeft", "need"] as const;
const marksIn = (width: number, height: number) =>
  fc
    .array(
      fc.record({
        x: fc.double({ min: 0, max: width, noNaN: true }),
        y: fc.double({ min: 0, max: height, noNaN: true }),
        radius: fc.double({ min: 1, max: 14, noNaN: true }),
        name: fc.string({ minLength: 1, maxLength: 40 }),
        state: fc.constantFrom(...states),
      }),
      { maxLength: 60 },
    )
    .map((rows): Mark[] =>
      rows.map(({ x, y, radius, name, state }, index) => ({
        x,
        y,
        radius,
        place: { id: String(index), name, lat: 0, lon: 0, level: "outlet", hours: radius, state },
      })),
    );

const boxOf = ({ x, y, width, anchor }: ReturnType<typeof labelsOf>[number]) => {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - 15 * 0.8, bottom: y + 15 * 0.2 };
};
const touch = (a: ReturnType<typeof boxOf>, b: ReturnType<typeof boxOf>) =>
  a.left < b.right - 1.5 && b.left < a.right - 1.5 && a.top < b.bottom - 0.01 && b.top < a.bottom - 0.01;

describe("the map", () => {
  it("[W5] names never touch each other, marks or what is taken, and stay inside", () => {
    fc.assert(
      fc.property(marksIn(800, 400), (marks) => {
        const boxes = labelsOf(marks, room).map(boxOf);
        boxes.forEach((box, index) => {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(800);
          expect(touch(box, { left: 0, top: 0, right: 120, bottom: 120 })).toBe(false);
          for (const other of boxes.slice(index + 1)) expect(touch(box, other)).toBe(false);
          for (const { x, y, radius } of marks)
            expect(touch(box, { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius })).toBe(false);
        });
      }),
    );
  });

  it("[W5] those at work are named first", () => {
    const place = (id: string, state: MapPlace["state"]): MapPlace => ({
      id,
      name: "A long name of a place",
      lat: 0,
      lon: 0,
      level: "outlet",
      hours: 5,
      state,
    });
    // Boxed in, so that there is room for one name only.
    const marks: Mark[] = [
      { x: 20, y: 20, radius: 4, place: place("free", "free") },
      { x: 20, y: 30, radius: 4, place: place("works", "works") },
    ];
    const labels = labelsOf(marks, { letterPx: () => 7, linePx: 15, width: 200, height: 40, taken: [] });
    expect(labels[0]?.mark.place.id).toBe("works");
  });

  it("[W6] crowds are gathered, each mark once", () => {
    fc.assert(
      fc.property(marksIn(120, 120), (marks) => {
        const clusters = clustersOf(marks);
        const gathered = clusters.flatMap((cluster) => cluster.marks.map(({ place }) => place.id));
        expect(new Set(gathered).size).toBe(gathered.length);
        for (const cluster of clusters) expect(cluster.marks.length).toBeGreaterThan(4);
      }),
    );
    const crowd = Array.from(
      { length: 6 },
      (_, index): Mark => ({
        x: index * 10,
        y: 0,
        radius: 3,
        place: { id: String(index), name: "", lat: 0, lon: 0, level: "outlet", hours: 1, state: "free" },
      }),
    );
    expect(clustersOf(crowd)[0]?.marks).toHaveLength(6);
    expect(markRadius({ hours: 0, state: "free" }, 1)).toBe(1.5);
  });

  it("[W7] places that lie together are inside the frame, whatever is far off", () => {
    const points = fc.array(
      fc.record({ lat: fc.double({ min: 44, max: 47, noNaN: true }), lon: fc.double({ min: 7, max: 12, noNaN: true }) }),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(points, (near) => {
        const shown = nearPoints([...near, { lat: 22.5, lon: 114 }]);
        expect(shown).toHaveLength(near.length);
        const projection = projectionFor(shown, 900, 400);
        for (const { lat, lon } of shown) expect(projection.isInside(projection.at(lat, lon))).toBe(true);
        expect(projection.at(46, 9).y).toBeLessThan(projection.at(45, 9).y);
      }),
    );
  });
});
