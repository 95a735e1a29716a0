// Who can build it, by distance: full, half and dotted discs on a square-root axis.

import type { DesignView } from "./designView";
import { axisMarks, discsOf, stripX } from "./distanceStrip";

interface StripProps {
  readonly makers: readonly (DesignView["whoCan"][number] & { readonly says: string })[];
  readonly width: number;
}

const PAD_PX = 26;
const RADIUS_PX = 6.5;
const FLOOR_PX = 16;
const FAR_KM = 1_000;

export function MakerStrip({ makers, width }: StripProps) {
  const near = makers.filter(({ distanceKm }) => distanceKm <= FAR_KM);
  const mostKm = Math.max(50, ...near.map(({ distanceKm }) => distanceKm)) * 1.05;
  const inner = width - 2 * PAD_PX;
  const says = new Map(near.map((maker) => [maker.workshop.id, maker.says]));
  const discs = discsOf(
    near.map(({ workshop, distanceKm, ability }) => ({ id: workshop.id, name: workshop.name, km: distanceKm, ability })),
    mostKm,
    inner,
  );
  const floors = Math.max(2, ...discs.map(({ floor }) => floor + 1));
  const ground = 16 + floors * FLOOR_PX;
  return (
    <svg data-figure width={width} height={ground + 34} viewBox={`0 0 ${width} ${ground + 34}`} className="strip-drawing" role="group">
      <line x1={PAD_PX} x2={width - PAD_PX} y1={ground} y2={ground} stroke="var(--ink)" />
      {axisMarks(mostKm).map((km) => {
        const x = PAD_PX + stripX(km, mostKm, inner);
        return (
          <g key={km} aria-hidden>
            <line x1={x} x2={x} y1={ground} y2={ground + 5} stroke="var(--ink)" />
            <text x={x} y={ground + 20} textAnchor="middle">
              {km}
            </text>
          </g>
        );
      })}
      {discs.map((disc) => {
        const [x, y] = [PAD_PX + disc.x, ground - RADIUS_PX - 3 - disc.floor * FLOOR_PX];
        return (
          <g key={disc.id} role="img" aria-label={`${disc.name}, ${Math.round(disc.km)} km, ${says.get(disc.id) ?? ""}`}>
            <title>{`${disc.name}, ${Math.round(disc.km)} km, ${says.get(disc.id) ?? ""}`}</title>
            <circle
              cx={x}
              cy={y}
              r={RADIUS_PX}
              fill={disc.ability === "all" ? "var(--ink)" : "var(--sheet)"}
              stroke={disc.ability === "not" ? "var(--rule)" : "var(--ink)"}
              strokeDasharray={disc.ability === "not" ? "1.5 2.5" : undefined}
            />
            {disc.ability === "assembly" && (
              <path d={`M${x} ${y - RADIUS_PX}A${RADIUS_PX} ${RADIUS_PX} 0 0 0 ${x} ${y + RADIUS_PX}Z`} fill="var(--ink)" />
            )}
          </g>
        );
      })}
    </svg>
  );
}
