// What is scarce, ranked by what the shortage costs the whole plan, each with one thing to do.

import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { Icon, Notch } from "../design/icons";
import { SectionHead } from "../design/parts";
import { designWords } from "../design/words";
import { useLimitName } from "../region/sideLists";
import { useFormat, usePeriodName } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import type { PlanView } from "./GanttFigure";
import "./plans.css";
import { type ScarceGroup, scarceGroups } from "./scarceGroups";
import { planWords } from "./words";

type Scarcity = PlanView["scarce"][number];

export function ScarceColumn({ scarce, most }: { readonly scarce: readonly Scarcity[]; readonly most: number }) {
  const words = useWords(planWords);
  const groups = scarceGroups(scarce);
  const greatest = Math.max(...groups.map(({ lifted }) => lifted), 1e-9);
  return (
    <section>
      <SectionHead title={words.scarceTitle} remark={words.scarceRemark} />
      {groups.length === 0 && <p className="soft pad-y">{words.nothingScarce}</p>}
      <ul className="scarce-list">
        {groups.slice(0, most).map((group) => (
          <ScarceItem key={group.key} group={group} share={group.lifted / greatest} />
        ))}
      </ul>
    </section>
  );
}

function ScarceItem({ group, share }: { readonly group: ScarceGroup<Scarcity>; readonly share: number }) {
  const words = useWords(planWords);
  const format = useFormat();
  const levels = useWords(designWords);
  const limitName = useLimitName();
  const periodName = usePeriodName();
  const { first, periods, lifted, used, available } = group;
  const { limit } = first;
  const { what } = limitName(limit);
  const where = limit.workshop?.name ?? limit.territory?.name ?? "";
  const amount = (value: number) => format.quantity(value, limit.unit);
  const names = [...new Set(first.waiting.map(({ need }) => need.item.name))];
  const unit = limit.unit === "h" ? words.hour : limit.unit;
  return (
    <li>
      <h3>
        <Notch /> {what}
        {first.priority === null && `, ${words.anHour(format.cents(limit.price), unit)}`}
      </h3>
      <span className="soft small">{[where, format.list(periods.map(periodName))].filter((part) => part !== "").join(", ")}</span>
      <div className="scarce-value">
        <span>
          <i className="bar scarce-bar moves" style={{ width: `${Math.max(1, share * 100)}%`, display: "block" }} />
        </span>
        <strong>{first.priority === null ? format.money(lifted) : words.unmetWorth(levels[first.priority], format.money(lifted))}</strong>
      </div>
      <p>
        {available === null ? words.used(amount(used)) : words.usedOf(amount(used), amount(available))}{" "}
        {names.length > 0 && words.waits(format.list(names.slice(0, 3)))}
      </p>
      <ToDo row={first} />
    </li>
  );
}

function ToDo({ row }: { readonly row: Scarcity }) {
  const words = useWords(planWords);
  const { workshop } = row.limit;
  const need = row.waiting[0]?.need;
  if (workshop !== null) {
    return (
      <Link to="/workshops/$id" params={{ id: workshop.id }}>
        <Icon of={ArrowRight} /> {words.toWorkshop(workshop.name)}
      </Link>
    );
  }
  return need === undefined ? null : (
    <Link to="/needs/$id" params={{ id: need.id }}>
      <Icon of={ArrowRight} /> {words.toNeed(need.item.name)}
    </Link>
  );
}
