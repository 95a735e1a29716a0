// The drawing of the region: land and water, who is here, and what is to be carried.

import { useId, useMemo } from "react";
import { useWords } from "../words/useWords";
import { type BaseMap, useBaseMap } from "./baseMap";
import {
  type At,
  type Cluster,
  clustersOf,
  type Label,
  labelsOf,
  type MapPlace,
  type Mark,
  markRadius,
  notchedDisc,
  roadPath,
} from "./mapLayout";
import { nearPoints, type Projection, projectionFor } from "./projection";
import { regionWords } from "./words";

/** Something to be carried. `massKg` over all periods that are shown. */
export interface Delivery {
  readonly from: string;
  readonly to: string;
  readonly massKg: number;
}

export interface RegionMapProps {
  readonly places: readonly MapPlace[];
  readonly deliveries: readonly Delivery[];
  /** Latitude and longitude around which the circles are drawn. */
  readonly centre: { readonly lat: number; readonly lon: number };
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly isCompact?: boolean;
  readonly onPlace?: (id: string) => void;
}

const FRAME_PX = 16;
const CIRCLES_KM = [50, 100, 200];

/** The map in a frame of `width` × `height` pixels, zones 1 to 6 and A to D around it. */
export function RegionMap(props: RegionMapProps) {
  const base = useBaseMap();
  const id = useId().replace(/\W/g, "");
  const frame = props.isCompact ? 0 : FRAME_PX;
  const [width, height] = [props.width - 2 * frame, props.height - 2 * frame];
  const drawn = useMemo(() => layoutOf(props, width, height), [props, width, height]);
  const words = useWords(regionWords);
  if (drawn === null) return <p className="soft pad">{words.nowhere}</p>;
  const { projection, marks, cluster, labels, roads, far } = drawn;
  return (
    <svg
      data-figure
      className="region-map"
      viewBox={`0 0 ${props.width} ${props.height}`}
      width={props.width}
      height={props.height}
      role="group"
      aria-label={props.label}
    >
      {!props.isCompact && <Zones width={props.width} height={props.height} />}
      <svg x={frame} y={frame} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <rect width={width} height={height} fill="var(--water)" />
        {base !== null && <Land base={base} projection={projection} home={props.centre} />}
        <Circles projection={projection} centre={props.centre} width={width} height={height} />
        {roads.map((road) => (
          <Road key={road.id} {...road} />
        ))}
        {cluster !== null && <Detail {...cluster} id={id} isCompact={props.isCompact === true} height={height} onPlace={props.onPlace} />}
        {marks.map((mark) => (
          <PlaceMark key={mark.place.id} mark={mark} onPlace={props.onPlace} />
        ))}
        {labels.map((label) => (
          <PlaceName key={label.mark.place.id} label={label} />
        ))}
        {far.map(({ place, y }) => (
          <text key={place.id} x={width - 8} y={y} textAnchor="end" className="map-name soft-name">
            {words.farAway(place.name)} →
          </text>
        ))}
        <Scale projection={projection} width={width} height={height} />
      </svg>
      <rect x={frame} y={frame} width={width} height={height} fill="none" stroke="var(--ink)" strokeWidth={props.isCompact ? 0 : 1.2} />
    </svg>
  );
}

interface ClusterView {
  readonly cluster: Cluster;
  readonly inside: readonly Mark[];
  readonly insideLabels: readonly Label[];
  readonly circle: At & { readonly radius: number };
  readonly title: string;
}

function layoutOf({ places, deliveries, isCompact = false }: RegionMapProps, width: number, height: number) {
  const near = nearPoints(places);
  if (near.length === 0 || width <= 0) return null;
  const projection = projectionFor(near, width, height);
  const scale = isCompact ? 0.85 : 1;
  const all: Mark[] = near.map((place) => ({ place, radius: markRadius(place, scale), ...projection.at(place.lat, place.lon) }));
  const [crowd] = clustersOf(all);
  const cluster = crowd === undefined ? null : detailOf(crowd, projection, isCompact);
  const hidden = new Set(cluster?.cluster.marks.map(({ place }) => place.id));
  const marks = all.filter(({ place }) => !hidden.has(place.id)).toSorted((a, b) => b.radius - a.radius);
  const taken =
    cluster === null ? [] : cluster.isAside ? [boxOf(cluster.circle), boxOf({ ...cluster.cluster, radius: 14 })] : [boxOf(cluster.circle)];
  const labels = labelsOf(marks, {
    letterPx: ({ place }) => (place.state === "works" || place.state === "nothingLeft" ? 6.9 : 6),
    linePx: 15,
    width,
    height,
    taken,
  });
  const positions = new Map<string, At>(
    all.map((mark) => [mark.place.id, hidden.has(mark.place.id) && cluster !== null ? cluster.cluster : mark]),
  );
  const nearIds = new Set(near.map(({ id }) => id));
  const far = places.filter(({ id }) => !nearIds.has(id)).map((place, index) => ({ place, y: 18 + index * 16 }));
  return { projection, marks, cluster, labels, far, roads: roadsOf(deliveries, positions) };
}

const boxOf = ({ x, y, radius }: At & { readonly radius: number }) => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius,
});

const DETAIL_PX = 122;

/** A crowd drawn larger in a circle at the upper left, or one disc with the count where there is no room. */
function detailOf(cluster: Cluster, projection: Projection, isCompact: boolean): ClusterView & { readonly isAside: boolean } {
  const radius = isCompact ? 20 : DETAIL_PX;
  const circle = isCompact ? { x: cluster.x, y: cluster.y, radius } : { x: radius + 20, y: radius + 16, radius };
  const spread = Math.max(...cluster.marks.map((mark) => Math.hypot(mark.x - cluster.x, mark.y - cluster.y)), 1);
  const zoom = (radius * 0.68) / spread;
  const inside = cluster.marks.map((mark) => ({
    ...mark,
    x: circle.x + (mark.x - cluster.x) * zoom,
    y: circle.y + (mark.y - cluster.y) * zoom,
    radius: Math.min(mark.radius * 1.15, 14),
  }));
  const size = 2 * radius;
  const shifted = inside.map((mark) => ({ ...mark, x: mark.x - circle.x + radius, y: mark.y - circle.y + radius }));
  const names = isCompact
    ? []
    : labelsOf(shifted, {
        radius,
        letterPx: ({ place }) => (place.state === "works" || place.state === "nothingLeft" ? 6.9 : 6),
        linePx: 15,
        width: size,
        height: size,
        taken: [],
      }).map((label) => ({
        ...label,
        x: label.x + circle.x - radius,
        y: label.y + circle.y - radius,
      }));
  return { cluster, inside, insideLabels: names, circle, title: String(Math.round(spread / projection.pxPerKm)), isAside: !isCompact };
}

interface RoadView {
  readonly id: string;
  readonly path: string;
  readonly width: number;
}
const MOST_ROADS = 24;
/** Lighter roads than this share of the heaviest are not drawn: the table has them. */
const LEAST_ROAD = 0.004;

/** One road for each pair of places, 3 to 9 px wide by the mass; the heaviest below. */
function roadsOf(deliveries: readonly Delivery[], positions: ReadonlyMap<string, At>): RoadView[] {
  const masses = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const id = `${delivery.from} ${delivery.to}`;
    masses.set(id, { ...delivery, massKg: delivery.massKg + (masses.get(id)?.massKg ?? 0) });
  }
  const heaviest = Math.max(...[...masses.values()].map(({ massKg }) => massKg), 1e-9);
  return [...masses]
    .toSorted(([, a], [, b]) => b.massKg - a.massKg)
    .filter(([, { massKg }]) => massKg >= LEAST_ROAD * heaviest)
    .slice(0, MOST_ROADS)
    .flatMap(([id, { from, to, massKg }]) => {
      const [start, end] = [positions.get(from), positions.get(to)];
      if (start === undefined || end === undefined || start === end) return [];
      return [{ id, path: roadPath(start, end), width: 3 + 6 * Math.sqrt(massKg / heaviest) }];
    });
}

/** Ticks across the way: planned. */
function Road({ path, width }: RoadView) {
  return (
    <g className="road">
      <path d={path} fill="none" stroke="var(--blueprint-wash)" strokeWidth={width + 1.5} opacity="0.7" />
      <path d={path} fill="none" stroke="var(--blueprint)" strokeWidth={width} strokeDasharray="1.4 3.6" />
    </g>
  );
}

function Land({
  base,
  projection,
  home,
}: {
  readonly base: BaseMap;
  readonly projection: Projection;
  readonly home: { lat: number; lon: number };
}) {
  const path = (line: readonly (readonly [number, number])[]) =>
    line
      .map(([lon, lat], index) => {
        const { x, y } = projection.at(lat, lon);
        return `${index === 0 ? "M" : "L"}${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
      })
      .join("");
  const homeName = base.countries.find(({ rings }) => rings.some((ring) => holds(ring, home)))?.name;
  return (
    <g aria-hidden>
      {base.countries.map(({ name, rings }) => (
        <path
          key={name}
          d={rings.map((ring) => `${path(ring)}Z`).join("")}
          fill={name === homeName ? "var(--land)" : "var(--land-abroad)"}
          stroke="var(--shore)"
          strokeWidth="0.8"
        />
      ))}
      {base.rivers.map((line, index) => (
        <path key={index} d={path(line)} fill="none" stroke="var(--shore)" strokeWidth="1.2" />
      ))}
      {base.lakes.map((ring, index) => (
        <path key={index} d={`${path(ring)}Z`} fill="var(--water)" stroke="var(--shore)" strokeWidth="0.9" />
      ))}
      {base.borders.map((line, index) => (
        <path key={index} d={path(line)} fill="none" stroke="var(--rule)" strokeWidth="1" strokeDasharray="9 3 3 3" />
      ))}
    </g>
  );
}

/** Even and odd crossings of a ray. */
function holds(ring: readonly (readonly [lon: number, lat: number])[], { lat, lon }: { lat: number; lon: number }): boolean {
  let isIn = false;
  for (const [index, [aLon, aLat]] of ring.entries()) {
    const [bLon, bLat] = ring[(index + ring.length - 1) % ring.length] ?? [aLon, aLat];
    if (aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon) isIn = !isIn;
  }
  return isIn;
}

function Circles({
  projection,
  centre,
  width,
  height,
}: {
  readonly projection: Projection;
  readonly centre: { lat: number; lon: number };
  readonly width: number;
  readonly height: number;
}) {
  const { x, y } = projection.at(centre.lat, centre.lon);
  return (
    <g aria-hidden>
      {CIRCLES_KM.map((km) => {
        const radius = km * projection.pxPerKm;
        if (radius > Math.hypot(width, height)) return null;
        const isDotted = km < 200;
        const below = y + radius + 4;
        return (
          <g key={km}>
            <circle
              cx={x}
              cy={y}
              r={radius}
              fill="none"
              stroke="var(--rule)"
              strokeWidth="0.9"
              strokeDasharray={isDotted ? "1.5 4" : undefined}
            />
            {below < height - 6 && (
              <text x={x} y={below} textAnchor="middle" className="map-km">
                {km} km
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

interface MarkProps {
  readonly mark: Mark;
  readonly onPlace?: ((id: string) => void) | undefined;
}

function PlaceMark({ mark, onPlace }: MarkProps) {
  const { place, x, y, radius } = mark;
  const words = useWords(regionWords);
  const says = place.state === "need" ? words.needHere : words[place.state];
  return (
    <g
      className="place-mark"
      role="button"
      tabIndex={0}
      aria-label={`${place.name}, ${says}`}
      onClick={() => onPlace?.(place.id)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") onPlace?.(place.id);
      }}
    >
      <title>{`${place.name}, ${says}`}</title>
      <circle cx={x} cy={y} r={Math.max(radius, 12)} fill="transparent" />
      {place.state === "need" ? (
        <path
          d={`M${x} ${y - 4.5}L${x + 4.5} ${y}L${x} ${y + 4.5}L${x - 4.5} ${y}Z`}
          fill="var(--sheet)"
          stroke="var(--ink)"
          strokeWidth="1.3"
        />
      ) : place.state === "nothingLeft" ? (
        <path d={notchedDisc(mark)} fill="var(--brass)" />
      ) : (
        <circle
          cx={x}
          cy={y}
          r={radius}
          fill={place.state === "works" ? "var(--ink)" : "var(--sheet)"}
          stroke="var(--ink)"
          strokeWidth="1.2"
        />
      )}
    </g>
  );
}

function PlaceName({ label: { mark, text, x, y, anchor } }: { readonly label: Label }) {
  const isAtWork = mark.place.state === "works" || mark.place.state === "nothingLeft";
  return (
    <text x={x} y={y} textAnchor={anchor} className={`map-name${isAtWork ? "" : " soft-name"}`} aria-hidden>
      {text}
    </text>
  );
}

interface DetailProps extends ClusterView {
  readonly id: string;
  readonly isCompact: boolean;
  readonly height: number;
  readonly onPlace?: ((id: string) => void) | undefined;
}

function Detail({ cluster, inside, insideLabels, circle, id, isCompact, height, onPlace }: DetailProps) {
  const words = useWords(regionWords);
  const largest = cluster.marks.toSorted((a, b) => b.place.hours - a.place.hours)[0];
  if (isCompact) {
    return (
      <g role="img" aria-label={words.detail(largest?.place.name ?? "", cluster.marks.length)}>
        <circle cx={cluster.x} cy={cluster.y} r="23" fill="none" stroke="var(--ink)" />
        <circle cx={cluster.x} cy={cluster.y} r="19" fill="var(--ink)" />
        <text x={cluster.x} y={cluster.y + 5} textAnchor="middle" className="map-count">
          {cluster.marks.length}
        </text>
      </g>
    );
  }
  const [dx, dy] = [cluster.x - circle.x, cluster.y - circle.y];
  const length = Math.hypot(dx, dy) || 1;
  const below = circle.y + circle.radius + 18;
  return (
    <g>
      <line
        x1={circle.x + (dx / length) * circle.radius}
        y1={circle.y + (dy / length) * circle.radius}
        x2={cluster.x - (dx / length) * 13}
        y2={cluster.y - (dy / length) * 13}
        stroke="var(--ink)"
      />
      <circle cx={cluster.x} cy={cluster.y} r="13" fill="var(--ink)" fillOpacity="0.12" stroke="var(--ink)" strokeWidth="1.2" />
      <clipPath id={`${id}-detail`}>
        <circle cx={circle.x} cy={circle.y} r={circle.radius} />
      </clipPath>
      <circle cx={circle.x} cy={circle.y} r={circle.radius} fill="var(--land)" stroke="var(--ink)" strokeWidth="1.2" />
      <g clipPath={`url(#${id}-detail)`}>
        {inside.map((mark) => (
          <PlaceMark key={mark.place.id} mark={mark} onPlace={onPlace} />
        ))}
        {insideLabels.map((label) => (
          <PlaceName key={label.mark.place.id} label={label} />
        ))}
      </g>
      {below < height - 8 && (
        <text x={circle.x} y={below} textAnchor="middle" className="map-km">
          {words.detail(largest?.place.name ?? "", cluster.marks.length)}
        </text>
      )}
    </g>
  );
}

/** The frame's zones, so that people can say "in B4". */
function Zones({ width, height }: { readonly width: number; readonly height: number }) {
  const columns = [1, 2, 3, 4, 5, 6];
  const rows = ["A", "B", "C", "D"];
  const [inner, innerHeight] = [width - 2 * FRAME_PX, height - 2 * FRAME_PX];
  return (
    <g aria-hidden className="zones">
      {columns.map((name, index) => (
        <g key={name}>
          <text x={FRAME_PX + (inner * (index + 0.5)) / 6} y={12} textAnchor="middle">
            {name}
          </text>
          {index > 0 && (
            <path d={`M${FRAME_PX + (inner * index) / 6} 0V${FRAME_PX}M${FRAME_PX + (inner * index) / 6} ${height - FRAME_PX}V${height}`} />
          )}
        </g>
      ))}
      {rows.map((name, index) => (
        <g key={name}>
          <text x={8} y={FRAME_PX + (innerHeight * (index + 0.5)) / 4 + 4} textAnchor="middle">
            {name}
          </text>
          {index > 0 && (
            <path
              d={`M0 ${FRAME_PX + (innerHeight * index) / 4}H${FRAME_PX}M${width - FRAME_PX} ${FRAME_PX + (innerHeight * index) / 4}H${width}`}
            />
          )}
        </g>
      ))}
    </g>
  );
}

/** 50 km as a dimension line. */
function Scale({ projection, width, height }: { readonly projection: Projection; readonly width: number; readonly height: number }) {
  const km = [50, 20, 10, 5].find((length) => length * projection.pxPerKm <= width / 5) ?? 2;
  const [end, y] = [width - 18, height - 18];
  const start = end - km * projection.pxPerKm;
  return (
    <g aria-hidden>
      <path d={`M${start} ${y - 5}V${y + 5}M${end} ${y - 5}V${y + 5}M${start} ${y}H${end}`} stroke="var(--ink)" fill="none" />
      <path d={`M${start} ${y}l7 -2.5v5zM${end} ${y}l-7 -2.5v5z`} fill="var(--ink)" />
      <text x={(start + end) / 2} y={y - 6} textAnchor="middle" className="map-km">
        {km} km
      </text>
    </g>
  );
}
