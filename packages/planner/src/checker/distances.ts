// Distances between places in km (rule P5).
import { type Findings, report } from "./findings.js";
import { type JsonObject, listAt, numberFrom, valueAt } from "./jsonValues.js";

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/** The matrix of distances, place pair a * places + b; 0 from a place to itself. */
export function distanceMatrix(problem: JsonObject, places: readonly JsonObject[], roadFactor: number, findings: Findings): Float64Array {
  return valueAt(problem, "distancesKm") === undefined ? measured(places, roadFactor, findings) : given(problem, places.length, findings);
}

function given(problem: JsonObject, count: number, findings: Findings): Float64Array {
  const km = new Float64Array(count * count);
  const rows = listAt(problem, "distancesKm", "problem", findings);
  if (rows.length !== count) report(findings, "problem.distancesKm", `has ${rows.length} rows, must have one per place (${count})`);
  rows.slice(0, count).forEach((row, a) => {
    const path = `problem.distancesKm[${a}]`;
    if (!Array.isArray(row) || row.length !== count) return report(findings, path, `must be a list of ${count} distances`);
    row.forEach((value: unknown, b) => {
      const distance = numberFrom(value, `${path}[${b}]`, {}, findings);
      if (a !== b) km[a * count + b] = distance;
    });
  });
  return km;
}

function measured(places: readonly JsonObject[], roadFactor: number, findings: Findings): Float64Array {
  const count = places.length;
  const km = new Float64Array(count * count);
  if (count < 2) return km;
  const onGlobe = places.every((place) => valueAt(place, "lat") !== undefined && valueAt(place, "lon") !== undefined);
  const [first, second] = onGlobe ? ["lat", "lon"] : ["x", "y"];
  const read = (key: string) =>
    places.map((place, n) => numberFrom(valueAt(place, key), `problem.places[${n}].${key}`, { least: -Infinity }, findings));
  const across = onGlobe ? greatCircleKm : planeKm;
  const p = read(first),
    q = read(second);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      if (a !== b) km[a * count + b] = across(p[a], q[a], p[b], q[b]) * roadFactor;
    }
  }
  return km;
}

function planeKm(x: number, y: number, x2: number, y2: number): number {
  return Math.hypot(x - x2, y - y2);
}

function greatCircleKm(lat: number, lon: number, lat2: number, lon2: number): number {
  const north = Math.sin(((lat2 - lat) * RADIANS) / 2);
  const east = Math.sin(((lon2 - lon) * RADIANS) / 2);
  const chord = north * north + Math.cos(lat * RADIANS) * Math.cos(lat2 * RADIANS) * east * east;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
