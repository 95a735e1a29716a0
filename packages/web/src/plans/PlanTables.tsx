// Everything of a plan as tables, each to be saved.

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Column, saveCsv } from "../design/save";
import { Tabs } from "../design/tabs";
import { designWords } from "../design/words";
import { useFormat, usePeriodName, useRegion } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import type { PlanView } from "./GanttFigure";
import { planWords } from "./words";

interface Cell {
  readonly shown: ReactNode;
  readonly saved: string | number | null;
  readonly isNumber?: boolean;
}

interface TableProps {
  readonly file: string;
  readonly heads: readonly { readonly name: string; readonly isNumber?: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
}

const MOST_ROWS = 400;

/** A table with its CSV; of very long ones the first rows are shown, the file has them all. */
function PlanTable({ file, heads, rows }: TableProps) {
  const words = useWords(planWords);
  const design = useWords(designWords);
  if (rows.length === 0) return <p className="soft pad-y">{words.nothingHere}</p>;
  const save = () => saveCsv({ columns: heads as readonly Column[], rows: rows.map((row) => row.map(({ saved }) => saved)) }, file);
  return (
    <div className="scroll-x" tabIndex={0}>
      <button type="button" className="link" onClick={save} aria-label={design.saveCsv(file)}>
        CSV
      </button>
      <table className="table">
        <thead>
          <tr>
            {heads.map(({ name, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? "number" : ""}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}>
              {row.map(({ shown, isNumber }, column) => (
                <td key={column} className={isNumber ? "number" : ""}>
                  {shown}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className="soft">{words.more(rows.length - MOST_ROWS)}</p>}
    </div>
  );
}

const text = (value: string): Cell => ({ shown: value, saved: value });

/** What the tables say numbers, periods and heads with. */
function useTableWords() {
  const words = useWords(planWords);
  const levels = useWords(designWords);
  const format = useFormat();
  const periodName = usePeriodName();
  const currency = useRegion()?.region.currency ?? "";
  const number = (value: number, shown = format.amount(value)): Cell => ({ shown, saved: value, isNumber: true });
  const period = (id: string): Cell => ({ shown: periodName(id), saved: id });
  const numberHead = (name: string) => ({ name, isNumber: true });
  return { words, levels, format, currency, number, period, numberHead };
}

interface PlanProps {
  readonly plan: PlanView;
}

function UnmetTable({ plan }: PlanProps) {
  const { words, levels, format, number, numberHead } = useTableWords();
  return (
    <PlanTable
      file="unmet"
      heads={[{ name: words.item }, { name: words.place }, { name: words.priority }, numberHead(words.many), { name: words.reason }]}
      rows={plan.unmet.map(({ need, quantity, reason }) => [
        {
          shown: (
            <Link to="/needs/$id" params={{ id: need.id }}>
              {need.item.name}
            </Link>
          ),
          saved: need.item.name,
        },
        text(need.place.name),
        text(levels[need.priority]),
        number(quantity, `${format.amount(quantity)} / ${format.amount(Number(need.quantity))}`),
        text(reason),
      ])}
    />
  );
}

function MadeTable({ plan }: PlanProps) {
  const { words, number, period, numberHead } = useTableWords();
  const made = plan.rows.flatMap(({ workshop, bars }) => bars.map((bar) => ({ ...bar, workshop })));
  return (
    <PlanTable
      file="made"
      heads={[{ name: words.workshop }, { name: words.period }, { name: words.item }, numberHead(words.many), numberHead(words.hoursHead)]}
      rows={made.map((bar) => [text(bar.workshop.name), period(bar.period), text(bar.item.name), number(bar.quantity), number(bar.hours)])}
    />
  );
}

function BoughtTable({ plan }: PlanProps) {
  const { words, format, currency, number, period, numberHead } = useTableWords();
  return (
    <PlanTable
      file="bought"
      heads={[
        { name: words.item },
        { name: words.place },
        { name: words.period },
        numberHead(words.many),
        numberHead(`${words.cost}, ${currency}`),
        numberHead("CO2, kg"),
      ]}
      rows={plan.purchases.map((row) => [
        text(row.item.name),
        text(row.place.name),
        period(row.period),
        number(row.quantity, format.quantity(row.quantity, row.item.unit)),
        number(row.money, format.cents(row.money)),
        number(row.co2Kg),
      ])}
    />
  );
}

function CarriedTable({ plan }: PlanProps) {
  const { words, format, currency, number, period, numberHead } = useTableWords();
  return (
    <PlanTable
      file="deliveries"
      heads={[
        { name: words.from },
        { name: words.to },
        { name: words.item },
        { name: words.period },
        numberHead(words.many),
        numberHead(`${words.weight}, kg`),
        numberHead(`${words.way}, km`),
        numberHead(`${words.cost}, ${currency}`),
      ]}
      rows={plan.shipments.map((row) => [
        text(row.from.name),
        text(row.to.name),
        text(row.item.name),
        period(row.period),
        number(row.quantity, format.quantity(row.quantity, row.item.unit)),
        number(row.massKg),
        number(row.km, String(Math.round(row.km))),
        number(row.cost.money, format.cents(row.cost.money)),
      ])}
    />
  );
}

function LevelTable({ plan }: PlanProps) {
  const { words, levels, format, number, numberHead } = useTableWords();
  return (
    <PlanTable
      file="levels"
      heads={[{ name: words.level }, numberHead(words.is), numberHead(words.can)]}
      rows={plan.levels.map(({ level, is, can }) => [text(levels[level]), number(is, format.share(is)), number(can, format.share(can))])}
    />
  );
}

export function PlanTables({ plan }: PlanProps) {
  const words = useWords(planWords);
  return (
    <div className="plan-tables">
      <Tabs
        label={words.tables}
        tabs={[
          { id: "unmet", name: `${words.unmetTitle} ${plan.unmet.length}`, content: <UnmetTable plan={plan} /> },
          { id: "made", name: words.makings, content: <MadeTable plan={plan} /> },
          { id: "bought", name: words.purchases, content: <BoughtTable plan={plan} /> },
          { id: "carried", name: words.deliveries, content: <CarriedTable plan={plan} /> },
          { id: "levels", name: words.levels, content: <LevelTable plan={plan} /> },
        ]}
      />
    </div>
  );
}
