// Writes examples/milan/20-workshops.yaml: the open labs around Milan (facts) with a seeded profile of machines (assumed).
//
//   node tools/make-milan-workshops.mjs            writes the file
//   node tools/make-milan-workshops.mjs --print    prints it instead
//
// The labs are read from okw/fablabs_io_okw_open.json in the folder of real data (COMMONWRIGHT_REAL_DATA, else
// ../shared/data beside the repository). That file has names, towns and coordinates and nothing about machines, so the
// machines, their free hours and their cost are drawn from SEED and marked as assumed.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const SEED = 20270101;
const CENTRE = { lat: 45.4642, lon: 9.19 };
const RADIUS_KM = 200;
const EARTH_RADIUS_KM = 6371.0088;
const OKW_FILE = "okw/fablabs_io_okw_open.json";

/**
 * What a lab may have. `share`: of the ordinary labs, of the bigger ones; `hours`: least and most free machine hours in a
 * month at an ordinary lab, bigger ones have twice that; `cost`: least and most EUR per machine hour, with power and wear.
 */
const EQUIPMENT = [
  { capability: "fdm-printing", share: [1, 1], hours: [6, 30], cost: [0.6, 1.2] },
  { capability: "assembly-bench", share: [1, 1], hours: [4, 16], cost: [0.5, 1] },
  { capability: "electronics-bench", share: [0.75, 1], hours: [3, 10], cost: [1, 2] },
  { capability: "laser-cutting", share: [0.8, 1], hours: [3, 12], cost: [9, 18] },
  { capability: "cnc-milling", share: [0.4, 1], hours: [3, 10], cost: [12, 22] },
  { capability: "wood-working", share: [0.5, 0.8], hours: [4, 14], cost: [3, 6] },
  { capability: "metal-working", share: [0.05, 0.5], hours: [3, 8], cost: [14, 24] },
  { capability: "resin-printing", share: [0.15, 0.8], hours: [6, 20], cost: [2, 3.5] },
  { capability: "plastic-shredding", share: [0.2, 0.6], hours: [3, 8], cost: [3, 5] },
  { capability: "plastic-extruding", share: [0.08, 0.4], hours: [5, 12], cost: [5, 8] },
  { capability: "plastic-pressing", share: [0.08, 0.4], hours: [5, 12], cost: [6, 9] },
  { capability: "filament-extruding", share: [0.05, 0.4], hours: [6, 16], cost: [3, 5] },
];

/** @typedef {{ facilityId: string, name: string, town: string, country: string, lat: number, lon: number, km: number }} Lab */
/** @typedef {Lab & { id: string, territory: string }} PlacedLab */
/** @typedef {PlacedLab & { level: "outlet" | "regional" }} LevelledLab */
/** @typedef {{ geocoding: { latitude: number, longitude: number } | null, region: { city_town: string, country: string }, facility: { facility_id: string, name: string } }} OkwRecord */

/**
 * A seeded generator of numbers in [0, 1): 32-bit counter, mixed by xor-shifts and multiplications.
 *
 * @param {number} seed
 */
function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {{ lat: number, lon: number }} a
 * @param {{ lat: number, lon: number }} b
 */
function greatCircleKm(a, b) {
  const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;
  const sinLat = Math.sin(radians(b.lat - a.lat) / 2);
  const sinLon = Math.sin(radians(b.lon - a.lon) / 2);
  const h = sinLat ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * sinLon ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h));
}

/**
 * Our grouping into territories, by country and coordinates alone; it follows the regions only roughly.
 *
 * @param {Lab} lab
 */
function territoryOf(lab) {
  if (lab.country === "CH") return "svizzera";
  if (lab.km <= 25) return "milano";
  if (lab.lat < 44.5 && lab.lon >= 8 && lab.lon < 10) return "liguria";
  if (lab.lat < 45 && lab.lon >= 10) return "emilia";
  if (lab.lon >= 10.7) return "veneto-trentino";
  return lab.lon < 8.7 ? "piemonte-aosta" : "lombardia";
}

/** @param {string} name */
function slugOf(name) {
  const plain = name.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/**
 * @param {OkwRecord} record
 * @returns {readonly Lab[]} the lab, or none where the record has no coordinates
 */
function labOf({ geocoding, region, facility }) {
  if (geocoding === null || !Number.isFinite(geocoding.latitude) || !Number.isFinite(geocoding.longitude)) return [];
  const lab = {
    facilityId: facility.facility_id,
    name: facility.name.trim(),
    town: region.city_town.trim(),
    country: region.country,
    lat: geocoding.latitude,
    lon: geocoding.longitude,
  };
  return [{ ...lab, km: greatCircleKm(CENTRE, lab) }];
}

/**
 * The labs within the radius, nearest first, with ids and territories. Ids of one short word get their town.
 *
 * @param {string} dataFolder
 * @returns {readonly PlacedLab[]}
 */
function readLabs(dataFolder) {
  /** @type {readonly OkwRecord[]} */
  const records = JSON.parse(readFileSync(join(dataFolder, OKW_FILE), "utf8"));
  const labs = records.flatMap(labOf).filter((lab) => lab.km <= RADIUS_KM);
  labs.sort((a, b) => a.km - b.km || (a.facilityId < b.facilityId ? -1 : 1));
  return labs.map((lab) => {
    const slug = slugOf(lab.name);
    return { ...lab, id: slug.includes("-") || slug.length > 5 ? slug : `${slug}-${slugOf(lab.town)}`, territory: territoryOf(lab) };
  });
}

/**
 * In each territory the lab with the highest draw is the bigger one (`regional`), all others are `outlet`.
 *
 * @param {readonly PlacedLab[]} labs
 * @param {() => number} random
 * @returns {readonly LevelledLab[]}
 */
function withLevels(labs, random) {
  const drawn = labs.map((lab) => ({ ...lab, draw: random() }));
  const highest = new Map();
  for (const lab of drawn) highest.set(lab.territory, Math.max(highest.get(lab.territory) ?? 0, lab.draw));
  return drawn.map((lab) => ({ ...lab, level: lab.draw === highest.get(lab.territory) ? "regional" : "outlet" }));
}

/**
 * @param {LevelledLab} lab
 * @param {() => number} random
 */
function machinesOf(lab, random) {
  const bigger = lab.level === "regional";
  const machines = [];
  for (const { capability, share, hours, cost } of EQUIPMENT) {
    // Three draws for every kind of machine, present or not, so that a changed share moves nothing else.
    const [present, hoursDraw, costDraw] = [random(), random(), random()];
    if (present >= share[bigger ? 1 : 0]) continue;
    const hoursPerPeriod = Math.round((hours[0] + hoursDraw * (hours[1] - hours[0])) * (bigger ? 2 : 1));
    machines.push({ capability, hoursPerPeriod, costPerHour: Math.round((cost[0] + costDraw * (cost[1] - cost[0])) * 20) / 20 });
  }
  return machines;
}

/** @param {LevelledLab} lab */
function placeLines(lab) {
  return [
    `  # ${Math.round(lab.km)} km from the centre of Milan`,
    `  - id: ${lab.id}`,
    `    name: ${JSON.stringify(lab.name)}`,
    `    note: ${JSON.stringify(`${lab.town} (${lab.country})`)}`,
    `    territory: ${lab.territory}`,
    `    level: ${lab.level}`,
    `    lat: ${lab.lat}`,
    `    lon: ${lab.lon}`,
    `    source: "${OKW_FILE} facility ${lab.facilityId}"`,
    "    assumed: [level]",
  ];
}

/**
 * @param {LevelledLab} lab
 * @param {() => number} random
 */
function workshopLines(lab, random) {
  const machines = machinesOf(lab, random);
  const efficiency = Math.round((0.85 + random() * 0.4) * 20) / 20;
  const rows = machines.map(
    ({ capability, hoursPerPeriod, costPerHour }) =>
      `      - { capability: ${capability}, hoursPerPeriod: ${hoursPerPeriod}, costPerHour: ${costPerHour} }`,
  );
  return [
    `  - id: ${lab.id}`,
    `    name: ${JSON.stringify(lab.name)}`,
    `    place: ${lab.id}`,
    `    efficiency: ${efficiency}`,
    "    assumed: [efficiency, capabilities]",
    "    capabilities:",
    ...rows,
  ];
}

/**
 * @param {readonly LevelledLab[]} labs
 * @param {() => number} random
 */
function fileText(labs, random) {
  return `${[
    `# The ${labs.length} open labs within ${RADIUS_KM} km of Milan. Written by tools/make-milan-workshops.mjs, seed ${SEED}: change that, not this.`,
    "# Facts, each from the record named in `source`: name, town and country (in `note`), coordinates.",
    "# Assumed, drawn from the seed: which labs are the bigger ones, machines, free hours in a month, EUR per hour, efficiency.",
    "",
    "places:",
    ...labs.flatMap(placeLines),
    "",
    "workshops:",
    ...labs.flatMap((lab) => workshopLines(lab, random)),
  ].join("\n")}\n`;
}

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dataFolder = process.env.COMMONWRIGHT_REAL_DATA ?? resolve(root, "../shared/data");
const random = seededRandom(SEED);
const text = fileText(withLevels(readLabs(dataFolder), random), random);
if (process.argv.includes("--print")) process.stdout.write(text);
else writeFileSync(join(root, "examples/milan/20-workshops.yaml"), text);
