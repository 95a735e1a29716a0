// The parts of a design as a drawing: balloons on a tree, hatched where a part is made.

import { useId } from "react";
import { Figure } from "../design/figure";
import { HatchDefs } from "../design/hatch";
import { useSize } from "../design/useSize";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import type { DesignView } from "./designView";
import { designPageWords } from "./words";

const ROW_PX = 44;
const BOX_PX = 34;
/** Pixels that are not there for names, and of a letter. */
const TAKEN_PX = 240;
const LETTER_PX = 7.6;

/** The first recipe's parts, the thing itself at the top, each part with its balloon. */
export function PartsDrawing({ design }: { readonly design: DesignView }) {
  const words = useWords(designPageWords);
  const format = useFormat();
  const id = useId().replace(/\W/g, "");
  const { element, width } = useSize();
  const parts = design.recipes[0]?.inputs ?? [];
  const height = 86 + parts.length * ROW_PX;
  const stem = 52;
  return (
    <Figure
      number={1}
      name={words.bom}
      says={words.bomSays}
      csv={() => ({
        columns: [words.part_, words.many].map((name) => ({ name })),
        rows: parts.map(({ item, quantity }) => [item.name, quantity]),
      })}
    >
      <div ref={element}>
        {width > 0 && (
          <svg
            data-figure
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            className="parts-drawing"
            role="img"
            aria-label={words.bom}
          >
            <HatchDefs prefix={id} />
            <Grid width={width} height={height} />
            <rect x={24} y={20} width={56} height={BOX_PX + 6} fill={`url(#${id}-planned)`} stroke="var(--blueprint)" />
            <text x={92} y={45} className="part-title">
              {shortened(design.item.name, width + 60)}
            </text>
            <path d={`M${stem} ${26 + BOX_PX}V${height - ROW_PX / 2 - 8}`} stroke="var(--ink)" fill="none" />
            {parts.map(({ item, quantity }, index) => {
              const y = 86 + index * ROW_PX;
              return (
                <g key={item.id}>
                  <path d={`M${stem} ${y + BOX_PX / 2 - 6}H${stem + 36}`} stroke="var(--ink)" fill="none" />
                  <rect
                    x={stem + 36}
                    y={y - 4}
                    width={BOX_PX}
                    height={BOX_PX - 6}
                    fill={item.canBeMade ? `url(#${id}-planned)` : "var(--sheet)"}
                    stroke={item.canBeMade ? "var(--blueprint)" : "var(--ink)"}
                  />
                  <text x={stem + 82} y={y + BOX_PX / 2 - 1}>
                    {shortened(item.name, width)}
                  </text>
                  <path d={`M${stem + 36 + BOX_PX / 2} ${y + BOX_PX / 2 - 6}`} />
                  <text x={width - 66} y={y + BOX_PX / 2 - 1} textAnchor="end" className="part-many">
                    {format.quantity(quantity, item.unit)}
                  </text>
                  <circle cx={width - 36} cy={y + BOX_PX / 2 - 6} r={14} fill="var(--sheet)" stroke="var(--ink)" strokeWidth="1.2" />
                  <text x={width - 36} y={y + BOX_PX / 2 - 1} textAnchor="middle" className="part-number">
                    {index + 1}
                  </text>
                </g>
              );
            })}
          </svg>
        )}
      </div>
    </Figure>
  );
}

function shortened(name: string, width: number): string {
  const most = Math.max(8, Math.floor((width - TAKEN_PX) / LETTER_PX));
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

function Grid({ width, height }: { readonly width: number; readonly height: number }) {
  const step = 18;
  const down = Array.from({ length: Math.floor(width / step) }, (_, index) => `M${(index + 1) * step} 0V${height}`).join("");
  const across = Array.from({ length: Math.floor(height / step) }, (_, index) => `M0 ${(index + 1) * step}H${width}`).join("");
  return <path d={`${down}${across}`} stroke="var(--line)" strokeWidth="0.5" opacity="0.5" fill="none" aria-hidden />;
}
