// A picture on a sheet with its title block.

import { type ReactNode, useRef } from "react";
import { useWords } from "../words/useWords";
import { designWords } from "./words";
import { type Column, saveCsv, saveSvg } from "./save";

/** A picture's title block: number, name, what it says, its key, and its ways out. */
export interface FigureProps {
  readonly number: number;
  readonly name: string;
  readonly says?: ReactNode;
  readonly children: ReactNode;
  /** The same as a table: shown in place of the picture. */
  readonly table?: ReactNode;
  readonly isTable?: boolean;
  readonly onTable?: (isTable: boolean) => void;
  readonly csv?: () => { readonly columns: readonly Column[]; readonly rows: readonly (readonly (string | number | null)[])[] };
  readonly hasSvg?: boolean;
  readonly className?: string;
}

/** A figure: the drawing above, the title block below. Its drawing saves as SVG, its content as CSV. */
export function Figure({ number, name, says, children, table, isTable = false, onTable, csv, hasSvg = true, className = "" }: FigureProps) {
  const words = useWords(designWords);
  const drawing = useRef<HTMLDivElement>(null);
  const file = name.toLowerCase().replace(/\W+/g, "-");
  const save = () => {
    const svg = drawing.current?.querySelector("svg[data-figure]");
    if (svg instanceof SVGSVGElement) saveSvg(svg, file);
  };
  return (
    <figure className={`figure ${className}`}>
      <div className="drawing" ref={drawing}>
        {isTable && table !== undefined ? table : children}
      </div>
      <figcaption className="title-block">
        <span>
          <strong>{words.figure(number)}</strong>
        </span>
        <span>
          <strong>{name}</strong>
        </span>
        <span className="says">{says}</span>
        <span className="actions no-print">
          {table !== undefined && (
            <button type="button" className="link" aria-pressed={isTable} onClick={() => onTable?.(!isTable)}>
              {isTable ? words.picture : words.table}
            </button>
          )}
          {csv !== undefined && (
            <button type="button" className="link" onClick={() => saveCsv(csv(), file)} aria-label={words.saveCsv(name)}>
              CSV
            </button>
          )}
          {hasSvg && !isTable && (
            <button type="button" className="link" onClick={save} aria-label={words.saveSvg(name)}>
              SVG
            </button>
          )}
        </span>
      </figcaption>
    </figure>
  );
}
