// The tree of a need as a table: what is made where, at what cost, and why.

import { useState } from "react";
import type { NeedPageQuery } from "../api/generated";
import { Figure } from "../design/figure";
import { LevelIcon, Notch } from "../design/icons";
import { WhyButton } from "../design/parts";
import { designWords } from "../design/words";
import { useFormat, useRegion } from "../shell/useRegion";
import type { Format } from "../words/format";
import { useWords } from "../words/useWords";
import { openAtFirst, type TreeRow, treeRows } from "./treeRows";
import { needWords } from "./words";
import type { needWordsEn } from "./words.en";

export type NeedView = NonNullable<NeedPageQuery["need"]>;
export type AnswerView = NonNullable<NeedView["answer"]>;
type Line = AnswerView["lines"][number];

interface TreeProps {
  readonly need: NeedView;
  readonly answer: AnswerView;
  readonly planName: string;
  readonly why: string | null;
  readonly onWhy: (line: string | null) => void;
}

/** Where a line comes from, in words: "WeMake 12, Tradate 12". */
function originWords(
  { source, origins }: Pick<Line, "source" | "origins">,
  words: typeof needWordsEn,
  format: Pick<Format, "amount">,
): string {
  const byName = new Map<string, number>();
  for (const { place, workshop, quantity } of origins) {
    const name = workshop?.name ?? place.name;
    byName.set(name, (byName.get(name) ?? 0) + quantity);
  }
  const names = [...byName].toSorted(([, a], [, b]) => b - a);
  if (source === "bought") return words.bought;
  const shown = names.slice(0, 2).map(([name, quantity]) => (names.length === 1 ? name : `${name} ${format.amount(quantity)}`));
  const more = names.length > 2 ? `, ${words.more(names.length - 2)}` : "";
  return source === "stock" ? words.stock(shown.join(", ") + more) : shown.join(", ") + more;
}

export function NeedTree({ need, answer, planName, why, onWhy }: TreeProps) {
  const words = useWords(needWords);
  const format = useFormat();
  const currency = useRegion()?.region.currency ?? "";
  const [open, setOpen] = useState(() => openAtFirst(answer.lines));
  const rows = treeRows(answer.lines, open);
  const toggle = (id: string) => setOpen(new Set(open.has(id) ? [...open].filter((other) => other !== id) : [...open, id]));
  const { carrying, cost } = answer;
  return (
    <Figure
      number={1}
      name={words.treeName}
      says={words.treeSays(planName)}
      hasSvg={false}
      csv={() => ({
        columns: [words.what, words.many, "unit", words.where, words.money(currency), words.work, "CO2 kg"].map((name) => ({ name })),
        rows: answer.lines.map((line) => [
          `${"  ".repeat(line.depth)}${line.item.name}`,
          line.quantity,
          line.item.unit,
          originWords(line, words, format),
          line.cost.money,
          line.cost.labourHours,
          line.cost.co2Kg,
        ]),
      })}
    >
      <table className="table tree">
        <TreeHead />
        <tbody>
          {rows.map((row) => (
            <LineRow
              key={row.line.id}
              row={row}
              isAsked={why === row.line.id}
              onToggle={toggle}
              onWhy={() => onWhy(why === row.line.id ? null : row.line.id)}
            />
          ))}
          <CarryingRow carrying={carrying} />
        </tbody>
        <tfoot>
          <tr>
            <td>{words.all(format.quantity(answer.met, need.item.unit))}</td>
            <td />
            <td className="soft plain">{words.near(format.share(answer.nearShare))}</td>
            <td className="number">{format.cents(cost.money)}</td>
            <td className="number">{format.amount(cost.labourHours)}</td>
            <td className="number">{format.amount(cost.co2Kg)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </Figure>
  );
}

function TreeHead() {
  const words = useWords(needWords);
  const currency = useRegion()?.region.currency ?? "";
  return (
    <thead>
      <tr>
        <th scope="col">{words.what}</th>
        <th scope="col" className="number">
          {words.many}
        </th>
        <th scope="col">{words.where}</th>
        <th scope="col" className="number">
          {words.money(currency)}
        </th>
        <th scope="col" className="number">
          {words.work}
        </th>
        <th scope="col" className="number">
          CO<sub>2</sub>, kg
        </th>
        <th scope="col">
          <span className="hidden">{words.why}</span>
        </th>
      </tr>
    </thead>
  );
}

function CarryingRow({ carrying }: { readonly carrying: AnswerView["carrying"] }) {
  const words = useWords(needWords);
  const format = useFormat();
  return (
    <tr className="carrying">
      <td>{words.carrying(format.kilometres(carrying.km))}</td>
      <td className="number" />
      <td>{words.trips(carrying.trips)}</td>
      <td className="number">{figure(carrying.cost.money, format.cents)}</td>
      <td className="number">–</td>
      <td className="number">{figure(carrying.cost.co2Kg, format.amount)}</td>
      <td />
    </tr>
  );
}

const figure = (value: number, text: (value: number) => string) => (Math.abs(value) < 0.005 ? "–" : text(value));

interface RowProps {
  readonly row: TreeRow<Line>;
  readonly isAsked: boolean;
  readonly onToggle: (id: string) => void;
  readonly onWhy: () => void;
}

function LineRow({ row, isAsked, onToggle, onWhy }: RowProps) {
  const words = useWords(needWords);
  const levels = useWords(designWords);
  const format = useFormat();
  const { line, children, isOpen } = row;
  return (
    <tr className={isAsked ? "asked" : ""}>
      <th scope="row">
        <span className="branch" style={{ paddingLeft: `${Math.max(0, line.depth - 1) * 20}px` }}>
          <Branch row={row} />
          <i className={`square ${line.source === "stock" ? "happened" : line.isScarce ? "scarce-bar" : "planned"}`} />
          <span className={line.depth === 0 ? "root" : "plain"}>
            {line.isScarce && <Notch />} {line.item.name}
          </span>
          {children > 0 && (
            <button type="button" className="link small" aria-expanded={isOpen} onClick={() => onToggle(line.id)}>
              {isOpen ? words.hideParts : words.showParts(children)}
            </button>
          )}
        </span>
      </th>
      <td className="number">{format.quantity(line.quantity, line.item.unit)}</td>
      <td className="made-where">
        <LevelIcon level={line.level} label={levels[line.level]} /> {originWords(line, words, format)}
      </td>
      <td className="number">{figure(line.cost.money, format.cents)}</td>
      <td className="number">{figure(line.cost.labourHours, format.amount)}</td>
      <td className="number">{figure(line.cost.co2Kg, format.amount)}</td>
      <td className="number why-cell">
        <WhyButton what={line.item.name} isOpen={isAsked} onPress={onWhy} />
      </td>
    </tr>
  );
}

/** Right-angled, 1 px, 20 px a step. */
function Branch({ row: { line, isLast } }: { readonly row: TreeRow<Line> }) {
  if (line.depth === 0) return null;
  return (
    <svg width="20" height="34" viewBox="0 0 20 34" aria-hidden className="twig">
      <path d={isLast ? "M8 0V17H19" : "M8 0V34M8 17H19"} stroke="var(--rule)" fill="none" />
    </svg>
  );
}
