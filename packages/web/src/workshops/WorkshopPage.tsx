// One workshop: its machines, its planned work, what comes in and goes out.

import { Link, useParams } from "@tanstack/react-router";
import { ClipboardList, Pencil } from "lucide-react";
import { document } from "../api/document";
import type { WorkshopPageQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Icon, LevelIcon, Notch } from "../design/icons";
import { Loading, NotThere, PageHead, ReadFault, SectionHead } from "../design/parts";
import { designWords } from "../design/words";
import { ChangeNotice } from "../plans/ChangeNotice";
import { useFormat, usePeriodName, useRegion } from "../shell/useRegion";
import { capabilityName } from "../words/capabilities";
import { useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import { Said } from "./WorkshopsPage";
import { workshopWords } from "./words";
import text from "./workshop.graphql?raw";
import "./workshops.css";

export const workshopPage = document<WorkshopPageQuery, { readonly id: string }>(text);
export type WorkshopView = NonNullable<WorkshopPageQuery["workshop"]>;

export function WorkshopPage() {
  const { id = "" } = useParams({ strict: false });
  const words = useWords(workshopWords);
  const levelWords = useWords(designWords);
  const format = useFormat();
  const { data, error, refetch } = useRead(workshopPage, { id });
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { workshop } = data;
  if (workshop === null) return <NotThere title={words.title}>{words.unknown}</NotThere>;
  const where = [workshop.note ?? workshop.place.name, workshop.place.territory.name].filter((part) => part !== workshop.name);
  return (
    <>
      <PageHead
        title={workshop.name}
        line={
          <>
            <LevelIcon level={workshop.place.level} label={levelWords[workshop.place.level]} /> {where.join(", ")};{" "}
            <Said machines={workshop.machines} />
            {workshop.efficiency !== 1 && <>; {words.slow(format.amount(workshop.efficiency))}</>}
          </>
        }
        actions={
          <>
            <Link to="/workshops/$id/sheet" params={{ id }} className="button">
              <Icon of={ClipboardList} />
              {words.sheet}
            </Link>
            <Link to="/workshops/$id/correct" params={{ id }} className="button outlined">
              <Icon of={Pencil} />
              {words.correct}
            </Link>
          </>
        }
      />
      <div className="stack">
        <ChangeNotice plan={data.currentPlan} />
        <Machines workshop={workshop} periods={data.region.periods} />
        <Work workshop={workshop} hasPlan={data.currentPlan !== null} />
        <div className="halves">
          <Carried title={words.arrivals} none={words.nothingComes} shipments={workshop.arrivals} end="from" />
          <Carried title={words.departures} none={words.nothingGoes} shipments={workshop.departures} end="to" />
        </div>
        {workshop.source !== null && <p className="soft small">{words.source(workshop.source)}</p>}
      </div>
    </>
  );
}

function Machines({ workshop, periods }: { readonly workshop: WorkshopView; readonly periods: WorkshopPageQuery["region"]["periods"] }) {
  const words = useWords(workshopWords);
  const format = useFormat();
  const language = useLanguage();
  const currency = useRegion()?.region.currency ?? "";
  return (
    <section>
      <SectionHead title={words.machines} />
      <div className="scroll-x" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.machine}</th>
              <th scope="col" className="number">
                {words.perPeriod}
              </th>
              <th scope="col" className="number">
                {words.costPerHour(currency)}
              </th>
              {periods.map((period) => (
                <th key={period.id} scope="col">
                  {format.period(period)}
                </th>
              ))}
              <th scope="col">{words.said}</th>
            </tr>
          </thead>
          <tbody>
            {workshop.machines.map((machine) => (
              <tr key={machine.capability}>
                <th scope="row">{capabilityName(machine.capability, language)}</th>
                <td className="number">{format.amount(Number(machine.hoursPerPeriod))}</td>
                <td className="number">{format.cents(Number(machine.costPerHour))}</td>
                {periods.map((period, index) => (
                  <td key={period.id}>
                    <HoursBar used={machine.plannedHours[index] ?? 0} free={Number(machine.hoursPerPeriod)} />
                  </td>
                ))}
                <td>
                  <Said machines={[machine]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const FULL_SHARE = 0.995;

function HoursBar({ used, free }: { readonly used: number; readonly free: number }) {
  const format = useFormat();
  const words = useWords(workshopWords);
  const share = free > 0 ? Math.min(1, used / free) : 0;
  return (
    <span className="hours-bar" role="img" aria-label={words.busyOf(format.hours(used), format.hours(free))}>
      <span className="track">
        <i className={`${share >= FULL_SHARE ? "scarce-bar" : "planned"} moves`} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="soft small">{used > 0.005 ? format.hours(used) : "–"}</span>
    </span>
  );
}

function Work({ workshop, hasPlan }: { readonly workshop: WorkshopView; readonly hasPlan: boolean }) {
  const words = useWords(workshopWords);
  const format = useFormat();
  const periodName = usePeriodName();
  const hours = (line: WorkshopView["work"][number]) => line.machineHours.reduce((sum, row) => sum + row.hours, 0);
  return (
    <section>
      <SectionHead title={words.work} remark={workshop.work.length} />
      {workshop.work.length === 0 ? (
        <p className="soft pad-y">{hasPlan ? words.noWork : words.noPlan}</p>
      ) : (
        <div className="scroll-x" tabIndex={0}>
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">{words.make}</th>
                <th scope="col" className="number">
                  {words.many}
                </th>
                <th scope="col">{words.period}</th>
                <th scope="col" className="number">
                  {words.time}
                </th>
                <th scope="col">{words.forWhom}</th>
              </tr>
            </thead>
            <tbody>
              {workshop.work.map((line) => (
                <tr key={`${line.recipe} ${line.period}`}>
                  <th scope="row">
                    <i className={`square ${line.isScarce ? "scarce-bar" : "planned"}`} /> {line.isScarce && <Notch />}{" "}
                    <Link to="/designs/$id" params={{ id: line.item.id }}>
                      {line.item.name}
                    </Link>
                  </th>
                  <td className="number" data-label={words.many}>
                    {format.quantity(line.quantity, line.item.unit)}
                  </td>
                  <td>{periodName(line.period)}</td>
                  <td className="number" data-label={words.time}>
                    {format.hours(hours(line))}
                  </td>
                  <td>
                    <ForNeeds shares={line.forNeeds} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The first two needs by name, the others by their count. */
export function ForNeeds({ shares }: { readonly shares: WorkshopView["work"][number]["forNeeds"] }) {
  const shown = shares.slice(0, 2);
  return (
    <>
      {shown.map(({ need }, index) => (
        <span key={need.id}>
          {index > 0 && ", "}
          <Link to="/needs/$id" params={{ id: need.id }}>
            {need.item.name}
          </Link>{" "}
          <span className="soft">{need.place.name}</span>
        </span>
      ))}
      {shares.length > shown.length && <span className="soft"> + {shares.length - shown.length}</span>}
    </>
  );
}

interface CarriedProps {
  readonly title: string;
  readonly none: string;
  readonly shipments: WorkshopView["arrivals"];
  readonly end: "from" | "to";
}

const LEAST_SHOWN = 0.005;

function Carried({ title, none, shipments, end }: CarriedProps) {
  const words = useWords(workshopWords);
  const format = useFormat();
  const periodName = usePeriodName();
  const shown = shipments.filter(({ quantity }) => quantity >= LEAST_SHOWN);
  return (
    <section>
      <SectionHead title={title} remark={shown.length} />
      {shown.length === 0 ? (
        <p className="soft pad-y">{none}</p>
      ) : (
        <div className="scroll-x tall" tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.make}</th>
                <th scope="col" className="number">
                  {words.many}
                </th>
                <th scope="col">{words[end]}</th>
                <th scope="col">{words.period}</th>
                <th scope="col" className="number">
                  {words.weight}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row, index) => (
                <tr key={index}>
                  <td>{row.item.name}</td>
                  <td className="number">{format.quantity(row.quantity, row.item.unit)}</td>
                  <td>{row[end].name}</td>
                  <td>{periodName(row.period)}</td>
                  <td className="number">{format.kilograms(row.massKg)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
