// From material to need, as bands: across on the desk, downward on a phone.

import { useId, useState } from "react";
import type { PlanPageQuery } from "../api/generated";
import { Figure } from "../design/figure";
import { HatchDefs } from "../design/hatch";
import { useSize } from "../design/useSize";
import { useFormat } from "../shell/useRegion";
import { capabilityName } from "../words/capabilities";
import { type Language, useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import "./plans.css";
import { labelPositions, type PlacedBand, type PlacedNode, sankeyLayout } from "./sankeyLayout";
import { planWords } from "./words";
import type { planWordsEn } from "./words.en";

type Flows = NonNullable<PlanPageQuery["currentPlan"]>["flows"];
export type FlowUnit = "money" | "labourHours" | "co2Kg";
const UNITS: readonly { readonly id: FlowUnit; readonly name: "money" | "hours" | "co2" }[] = [
  { id: "money", name: "money" },
  { id: "labourHours", name: "hours" },
  { id: "co2Kg", name: "co2" },
];

export interface SankeyFigureProps {
  readonly flows: Flows;
  readonly number: number;
  readonly height: number;
  readonly unit?: FlowUnit;
  readonly onUnit?: (unit: FlowUnit) => void;
  readonly isDown?: boolean;
}

export function SankeyFigure({ flows, number, height, unit = "money", onUnit, isDown = false }: SankeyFigureProps) {
  const words = useWords(planWords);
  const format = useFormat();
  const language = useLanguage();
  const { element, width } = useSize();
  const [isTable, setIsTable] = useState(false);
  const bands = flows.map((flow) => ({ from: flow.from, to: flow.to, value: flow[unit], isScarce: flow.isScarce }));
  const amount = (value: number) =>
    unit === "money" ? format.wholeMoney(value) : unit === "labourHours" ? format.hours(value) : format.kilograms(value);
  const total = bands.filter(({ from }) => from.column === 0).reduce((sum, { value }) => sum + value, 0);
  const shown = bands.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  return (
    <Figure
      number={number}
      name={words.flowName}
      says={
        <>
          {words.flowSays(unit === "money" ? format.money(total) : amount(total))}{" "}
          {onUnit !== undefined &&
            UNITS.map(({ id, name }) => (
              <button key={id} type="button" className="link unit" aria-pressed={id === unit} onClick={() => onUnit(id)}>
                {words[name]}
              </button>
            ))}
        </>
      }
      isTable={isTable}
      onTable={setIsTable}
      table={
        <div className="scroll-x figure-table" style={{ height }} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.from}</th>
                <th scope="col">{words.to}</th>
                <th scope="col" className="number">
                  {words.value}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((band, index) => (
                <tr key={index}>
                  <td>{nodeName(band.from, words, language)}</td>
                  <td>{nodeName(band.to, words, language)}</td>
                  <td className="number">{format.amount(band.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      }
      csv={() => ({
        columns: [words.from, words.to, words.money, words.hours, "CO2 kg"].map((name) => ({ name })),
        rows: flows.map((flow) => [
          nodeName(flow.from, words, language),
          nodeName(flow.to, words, language),
          flow.money,
          flow.labourHours,
          flow.co2Kg,
        ]),
      })}
    >
      <div ref={element} style={{ height }}>
        {width > 0 && <SankeyDrawing bands={bands} width={width} height={height} amount={amount} isDown={isDown} />}
      </div>
    </Figure>
  );
}

/** What a node is called: capabilities and skills in words. */
function nodeName(
  node: {
    readonly kind: string;
    readonly ref: string | null;
    readonly name: string;
    readonly quantity?: number | null;
    readonly of?: number | null;
  },
  words: typeof planWordsEn,
  language: Language,
): string {
  if (node.kind === "machine" || node.kind === "labour") return capabilityName(node.ref ?? "", language);
  return node.kind === "carrying" ? words.carrying : node.name;
}

interface DrawingProps {
  readonly bands: Parameters<typeof sankeyLayout>[0];
  readonly width: number;
  readonly height: number;
  readonly amount: (value: number) => string;
  readonly isDown: boolean;
}

const NODE_PX = 9;
/** Where the four columns stand, as shares of the way from the first to the last. */
const COLUMN_SHARES = [0, 0.34, 0.68, 1];

function SankeyDrawing({ bands, width, height, amount, isDown }: DrawingProps) {
  const words = useWords(planWords);
  const language = useLanguage();
  const id = useId().replace(/\W/g, "");
  const [over, setOver] = useState<string | null>(null);
  const margin = isDown ? { before: 118, after: 54, side: 12 } : { before: 30, after: 16, side: 0 };
  const room = isDown
    ? { length: width - 2 * 18, padding: 6, labelPx: 17 }
    : { length: height - margin.before - margin.after, padding: 12, labelPx: 17 };
  const layout = sankeyLayout(bands, room);
  const across = isDown ? height - margin.before - margin.after - NODE_PX : width - 192 - 246;
  const first = isDown ? margin.before : 192;
  const columnAt = (column: number) => first + across * (COLUMN_SHARES[column] ?? 1);
  const title = (node: PlacedNode) => (node.others > 0 ? words.others(node.others) : nodeName(node.node, words, language));
  const isLit = (band: PlacedBand) => over === null || band.from.key === over || band.to.key === over;
  const along = isDown ? 18 : margin.before;
  return (
    <svg
      data-figure
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="sankey"
      role="group"
      aria-label={words.flowName}
    >
      <HatchDefs prefix={id} />
      {!isDown &&
        words.columns.split("|").map((name, column) => (
          <text
            key={name}
            x={columnAt(column) + (column === 0 ? NODE_PX : 0)}
            y={18}
            textAnchor={column === 0 ? "end" : "start"}
            className="head"
          >
            {name}
          </text>
        ))}
      {widestFirst(layout.bands).map((band) => (
        <path
          key={`${band.from.key} ${band.to.key}`}
          className="band moves"
          d={bandPath(band, { from: columnAt(band.from.column) + NODE_PX, to: columnAt(band.to.column), along, isDown })}
          fill={`url(#${id}-${band.isScarce ? "scarce" : "planned"}-wide)`}
          stroke={band.isScarce ? "var(--brass)" : "var(--blueprint)"}
          strokeWidth="0.7"
          opacity={isLit(band) ? 1 : 0.2}
        >
          <title>{`${title(band.from)} → ${title(band.to)}: ${amount(band.value)}`}</title>
        </path>
      ))}
      {[0, 1, 2, 3].map((column) => (
        <ColumnNodes
          key={column}
          nodes={layout.nodes.filter((node) => node.column === column)}
          x={columnAt(column)}
          along={along}
          length={room.length}
          isDown={isDown}
          labelPx={room.labelPx}
          title={title}
          amount={amount}
          onOver={setOver}
        />
      ))}
    </svg>
  );
}

/** Narrow bands lie on top, so that all can be pointed at. */
const widestFirst = (bands: readonly PlacedBand[]) => bands.toSorted((a, b) => b.size - a.size);

interface Ends {
  readonly from: number;
  readonly to: number;
  readonly along: number;
  readonly isDown: boolean;
}

/** A band between two columns; downward the two directions change places. */
function bandPath({ start, end, size }: PlacedBand, { from, to, along, isDown }: Ends): string {
  const middle = (from + to) / 2;
  const [a, b] = [along + start, along + end];
  const point = (across: number, at: number) => (isDown ? `${round(at)} ${round(across)}` : `${round(across)} ${round(at)}`);
  return (
    `M${point(from, a)}C${point(middle, a)} ${point(middle, b)} ${point(to, b)}` +
    `L${point(to, b + size)}C${point(middle, b + size)} ${point(middle, a + size)} ${point(from, a + size)}Z`
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

interface ColumnProps {
  readonly nodes: readonly PlacedNode[];
  readonly x: number;
  readonly along: number;
  readonly length: number;
  readonly isDown: boolean;
  readonly labelPx: number;
  readonly title: (node: PlacedNode) => string;
  readonly amount: (value: number) => string;
  readonly onOver: (key: string | null) => void;
}

const MOST_LETTERS = 20;
/** Between the columns there is room for less. */
const MOST_LETTERS_INSIDE = 14;
const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

function ColumnNodes({ nodes, x, along, length, isDown, labelPx, title, amount, onOver }: ColumnProps) {
  const labels = labelPositions(nodes, labelPx, length);
  return (
    <g>
      {nodes.map((node, index) => {
        const isNeed = node.column === 3;
        const fill = isNeed ? "var(--ink)" : node.isScarce ? "var(--brass)" : `var(--${node.node.level ?? "regional"})`;
        const at = along + (labels[index] ?? 0);
        const place = isDown
          ? { x: along + node.at, y: x, width: Math.max(node.size, 1), height: NODE_PX }
          : { x, y: along + node.at, width: NODE_PX, height: Math.max(node.size, 1) };
        return (
          <g
            key={node.key}
            tabIndex={0}
            role="img"
            aria-label={`${title(node)}, ${amount(node.value)}`}
            className="node"
            onMouseEnter={() => onOver(node.key)}
            onMouseLeave={() => onOver(null)}
            onFocus={() => onOver(node.key)}
            onBlur={() => onOver(null)}
          >
            <rect {...place} fill={fill} className="moves" />
            {isDown ? (
              <DownLabel node={node} x={at} y={x} title={title(node)} />
            ) : (
              <text
                x={node.column === 0 ? x - 7 : x + NODE_PX + 6}
                y={at + 5}
                textAnchor={node.column === 0 ? "end" : "start"}
                className={node.isScarce ? "scarce" : ""}
              >
                {isNeed ? (
                  <tspan fontWeight="640">{shortened(title(node), 23)}</tspan>
                ) : (
                  shortened(title(node), node.column === 0 ? MOST_LETTERS : MOST_LETTERS_INSIDE)
                )}{" "}
                <tspan className="value">{amount(node.value)}</tspan>
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Sources are turned by 52°, workshops stand above their node, needs below. */
function DownLabel({ node, x, y, title }: { readonly node: PlacedNode; readonly x: number; readonly y: number; readonly title: string }) {
  if (node.column === 0) {
    return (
      <text x={x} y={y - 6} transform={`rotate(-52 ${x} ${y - 6})`} className={node.isScarce ? "scarce" : ""}>
        {shortened(title, 17)}
      </text>
    );
  }
  const room = Math.max(2, Math.floor(node.size / 6.5));
  if (title.length > room && node.size < 60) return null;
  return (
    <text x={x} y={node.column === 3 ? y + NODE_PX + 16 : y - 5} textAnchor="middle">
      {shortened(title, Math.max(room, 9))}
    </text>
  );
}
