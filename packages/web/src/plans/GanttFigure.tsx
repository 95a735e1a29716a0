// Who works when: a row for every workshop that has work, its free hours behind its bars.

import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { PlanPageQuery } from "../api/generated";
import { Figure } from "../design/figure";
import { HatchDefs } from "../design/hatch";
import { useSize } from "../design/useSize";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { labelFor, type PlacedBar, placedBars } from "./ganttLayout";
import "./plans.css";
import { planWords } from "./words";

export type PlanView = NonNullable<PlanPageQuery["currentPlan"]>;
type Row = PlanView["rows"][number];
type Period = PlanPageQuery["region"]["periods"][number];

export interface GanttProps {
  readonly rows: readonly Row[];
  readonly periods: readonly Period[];
  readonly needs: PlanPageQuery["needs"];
  readonly number: number;
  readonly height: number;
  readonly isPhone?: boolean;
}

const NAME_PX = 178;
const FREE_PX = 74;
const ROW_PX = 31;
const HEAD_PX = 42;
const BAR_PX = 20;
const LEAST_BAR_PX = 7;
const LETTER_PX = 7;

export function GanttFigure(props: GanttProps) {
  const { rows, periods, number, height, isPhone = false } = props;
  const words = useWords(planWords);
  const format = useFormat();
  const { element, width } = useSize();
  const [isTable, setIsTable] = useState(false);
  const working = rows.filter(({ bars }) => bars.some(({ hours }) => hours > 0)).toSorted((a, b) => used(b) - used(a));
  const bars = working.flatMap(({ workshop, bars: ours }) => ours.map((bar) => ({ ...bar, workshop })));
  const periodName = (id: string) => {
    const period = periods.find((entry) => entry.id === id);
    return period === undefined ? id : format.period(period);
  };
  return (
    <Figure
      number={number}
      name={words.timeName}
      says={
        <>
          {words.timeSays(working.length, rows.length)}{" "}
          <span className="key">
            <i className="planned" /> {words.planned}
          </span>
          <span className="key">
            <i className="scarce-bar" /> {words.scarceKey}
          </span>
        </>
      }
      isTable={isTable}
      onTable={setIsTable}
      table={<GanttTable bars={bars} periodName={periodName} height={height} />}
      csv={() => ({
        columns: [words.workshop, words.period, words.item, words.many, words.hoursHead].map((name) => ({ name })),
        rows: bars.map(({ workshop, period, item, quantity, hours }) => [workshop.name, period, item.name, quantity, hours]),
      })}
    >
      <div ref={element} className="gantt-scroll" style={{ height }} tabIndex={0} role="group" aria-label={words.timeName}>
        {width > 0 && (
          <GanttDrawing
            {...props}
            rows={working}
            idle={rows.filter((row) => !working.includes(row))}
            width={isPhone ? Math.max(width, 720) : width}
          />
        )}
      </div>
    </Figure>
  );
}

type TableBar = Row["bars"][number] & { readonly workshop: Row["workshop"] };

interface GanttTableProps {
  readonly bars: readonly TableBar[];
  readonly periodName: (id: string) => string;
  readonly height: number;
}

function GanttTable({ bars, periodName, height }: GanttTableProps) {
  const words = useWords(planWords);
  const format = useFormat();
  return (
    <div className="figure-table" style={{ height }} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.workshop}</th>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.item}</th>
            <th scope="col" className="number">
              {words.many}
            </th>
            <th scope="col" className="number">
              {words.hoursHead}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={`${bar.workshop.id} ${bar.period} ${bar.recipe}`}>
              <td>
                <Link to="/workshops/$id" params={{ id: bar.workshop.id }}>
                  {bar.workshop.name}
                </Link>
              </td>
              <td>{periodName(bar.period)}</td>
              <td>{bar.item.name}</td>
              <td className="number">{format.amount(bar.quantity)}</td>
              <td className="number">{format.amount(bar.hours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const used = ({ usedHours }: Row) => usedHours.reduce((sum, hours) => sum + hours, 0);
const free = ({ freeHours }: Row) => freeHours.reduce((sum, hours) => sum + hours, 0);

function GanttDrawing({
  rows,
  idle,
  periods,
  needs,
  width,
  isPhone = false,
}: GanttProps & { readonly idle: readonly Row[]; readonly width: number }) {
  const words = useWords(planWords);
  const format = useFormat();
  const id = useId().replace(/\W/g, "");
  const left = isPhone ? 8 : NAME_PX;
  const rowPx = isPhone ? 52 : ROW_PX;
  const periodPx = (width - left - (isPhone ? 8 : FREE_PX)) / periods.length;
  const bottom = HEAD_PX + rows.length * rowPx;
  const height = bottom + (idle.length > 0 ? 34 : 8);
  const mostFree = Math.max(...rows.flatMap(({ freeHours }) => freeHours), 1);
  return (
    <svg data-figure width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="gantt">
      <HatchDefs prefix={id} />
      {periods.map((period, index) => {
        const x = left + index * periodPx;
        const due = needs.filter((need) => need.period === period.id).length;
        return (
          <g key={period.id}>
            <line x1={x} x2={x} y1={6} y2={bottom} stroke="var(--line)" />
            <text x={x + 6} y={18} className="name">
              {format.period(period)}
            </text>
            {due > 0 && (
              <g>
                <line x1={x + periodPx - 1} x2={x + periodPx - 1} y1={32} y2={bottom} stroke="var(--ink)" strokeDasharray="1.5 3" />
                <path d={`M${x + periodPx - 6} 24h10l-5 9z`} fill="var(--ink)" />
                <text x={x + periodPx - 11} y={34} textAnchor="end" className="head">
                  {words.due(due)}
                </text>
              </g>
            )}
          </g>
        );
      })}
      {!isPhone && (
        <text x={width - 6} y={18} textAnchor="end" className="head">
          {words.stillFree}
        </text>
      )}
      {rows.map((row, index) => (
        <GanttLine
          key={row.workshop.id}
          row={row}
          y={HEAD_PX + index * rowPx}
          left={left}
          width={width}
          periodPx={periodPx}
          id={id}
          isPhone={isPhone}
          mostFree={mostFree}
          periods={periods}
        />
      ))}
      {idle.length > 0 && (
        <text x={left + 6} y={bottom + 22} className="soft-text">
          {words.idle(idle.length, format.hours(idle.reduce((sum, row) => sum + free(row), 0)))}
        </text>
      )}
    </svg>
  );
}

interface LineProps {
  readonly row: Row;
  readonly y: number;
  readonly left: number;
  readonly width: number;
  readonly periodPx: number;
  readonly id: string;
  readonly isPhone: boolean;
  readonly mostFree: number;
  readonly periods: readonly Period[];
}

const MOST_NAME = 22;

function GanttLine({ row, y, left, width, periodPx, id, isPhone, mostFree, periods }: LineProps) {
  const words = useWords(planWords);
  const format = useFormat();
  const { workshop } = row;
  const rowPx = isPhone ? 52 : ROW_PX;
  const barY = y + rowPx - BAR_PX - 6;
  const stillFree = free(row) - used(row);
  const name = workshop.name.length > MOST_NAME && !isPhone ? `${workshop.name.slice(0, MOST_NAME - 1).trimEnd()}…` : workshop.name;
  const bars = placedBars(row.bars, {
    periods: periods.map(({ id: period }) => period),
    freeHours: row.freeHours,
    periodPx,
    leastPx: LEAST_BAR_PX,
  });
  return (
    <g>
      <line x1={isPhone ? 0 : 8} x2={width - 4} y1={y + rowPx} y2={y + rowPx} stroke="var(--line)" />
      {row.freeHours.map((hours, index) => {
        const step = 4 + ((rowPx - 10) * hours) / mostFree;
        return <rect key={index} x={left + index * periodPx} y={y + rowPx - step} width={periodPx} height={step} fill="var(--free)" />;
      })}
      <text x={isPhone ? 4 : 14} y={isPhone ? y + 17 : y + 20} className={`name${row.isScarce ? " scarce" : ""}`}>
        {name}
        <title>{workshop.name}</title>
      </text>
      {bars.map((bar) => (
        <Bar key={bar.key} bar={bar} x={left + bar.x} y={barY} id={id} />
      ))}
      {!isPhone && (
        <text x={width - 6} y={y + 20} textAnchor="end" className={stillFree > 0.5 ? "soft-text" : "scarce"}>
          {stillFree > 0.5 ? format.hours(Math.round(stillFree)) : words.nothing}
        </text>
      )}
    </g>
  );
}

function Bar({ bar, x, y, id }: { readonly bar: PlacedBar; readonly x: number; readonly y: number; readonly id: string }) {
  const words = useWords(planWords);
  const format = useFormat();
  const [first] = bar.bars;
  if (first === undefined) return null;
  const text = bar.bars.length === 1 ? words.barLabel(format.amount(first.quantity), first.item.name) : words.more(bar.bars.length);
  const label =
    labelFor(text, bar.width, LETTER_PX) ?? (bar.bars.length === 1 ? labelFor(format.amount(first.quantity), bar.width, LETTER_PX) : null);
  const colour = bar.isScarce ? "brass" : "blueprint";
  const notch = Math.min(10, bar.width * 0.55);
  const middle = x + bar.width / 2;
  const top = bar.isScarce && bar.width > 14 ? `H${middle - notch / 2}L${middle} ${y + 6}L${middle + notch / 2} ${y}` : "";
  const all = bar.bars.map(({ item, quantity, hours }) => `${format.amount(quantity)} ${item.name}, ${format.hours(hours)}`).join("; ");
  return (
    <g role="img" aria-label={all}>
      <title>{all}</title>
      <path
        className="moves"
        d={`M${x} ${y}${top}H${x + bar.width}V${y + BAR_PX}H${x}Z`}
        fill={`url(#${id}-${bar.isScarce ? "scarce" : "planned"})`}
        stroke={`var(--${colour})`}
      />
      {label !== null && (
        <text x={middle} y={y + 15} textAnchor="middle" aria-hidden>
          {label}
        </text>
      )}
    </g>
  );
}
