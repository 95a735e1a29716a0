// How far a need is, on the way from stated to settled.

import { Pie } from "../design/parts";
import { designWords } from "../design/words";
import { useSize } from "../design/useSize";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { needWords } from "./words";

/** `met`: share that the plan meets, null where it was not planned yet. What comes after the plan has not begun. */
export function Stations({ met, isFirst }: { readonly met: number | null; readonly isFirst: boolean }) {
  const names = useWords(designWords).stations.split(", ");
  const words = useWords(needWords);
  const format = useFormat();
  const { element, width } = useSize();
  const isPlanned = met !== null && met > 0.9999 && !isFirst;
  const current = isPlanned ? 2 : 1;
  const step = (width - 90) / (names.length - 1);
  const isNarrow = width < 640;
  return (
    <div ref={element} className="stations">
      {width > 0 && (
        <svg
          width={width}
          height={isNarrow ? 48 : 50}
          viewBox={`0 0 ${width} ${isNarrow ? 48 : 50}`}
          role="img"
          aria-label={words.stationLabel(names[current - 1] ?? "", format.share(met ?? 0))}
        >
          <line x1={45} x2={45 + step * (isPlanned ? 1 : 0.5)} y1={13} y2={13} stroke="var(--leaf)" strokeWidth="4" />
          <line x1={45 + step * (isPlanned ? 1 : 0.5)} x2={width - 45} y1={13} y2={13} stroke="var(--rule)" strokeDasharray="2 3" />
          {names.map((name, index) => {
            const x = 45 + index * step;
            return (
              <g key={name}>
                {index < current ? (
                  <>
                    <circle cx={x} cy={13} r="9" fill="var(--leaf)" />
                    <path d={`M${x - 4} 13l3 3 5-6`} fill="none" stroke="var(--sheet)" strokeWidth="1.8" />
                  </>
                ) : index === current && !isPlanned ? (
                  <Pie x={x} y={13} radius={11} share={met ?? 0} />
                ) : (
                  <circle cx={x} cy={13} r="8" fill="var(--paper)" stroke="var(--rule)" />
                )}
                {(!isNarrow || index === current - 1) && (
                  <text
                    x={x}
                    y={42}
                    textAnchor="middle"
                    className={index === current - 1 || (index === current && !isPlanned) ? "now" : ""}
                  >
                    {name}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
