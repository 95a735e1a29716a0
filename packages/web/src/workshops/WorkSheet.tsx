// What a workshop hangs on its wall: per period what to make, for whom, what comes and what goes.

import { useParams } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { useRead } from "../api/queries";
import { Icon } from "../design/icons";
import { Loading, NotThere, PageHead, ReadFault } from "../design/parts";
import { useFormat, usePeriodName } from "../shell/useRegion";
import { capabilityName } from "../words/capabilities";
import { useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import { workshopPage, type WorkshopView } from "./WorkshopPage";
import { workshopWords } from "./words";
import "./workshops.css";

export function WorkSheet() {
  const { id = "" } = useParams({ strict: false });
  const words = useWords(workshopWords);
  const format = useFormat();
  const { data, error, refetch } = useRead(workshopPage, { id });
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { workshop, currentPlan: plan } = data;
  if (workshop === null) return <NotThere title={words.title}>{words.unknown}</NotThere>;
  if (plan === null) return <NotThere title={words.title}>{words.noPlan}</NotThere>;
  return (
    <div className="work-sheet">
      <PageHead
        title={words.sheetTitle(workshop.name)}
        line={words.sheetLine(plan.number, format.day(plan.madeAt, true))}
        actions={
          <button type="button" className="button outlined" onClick={() => print()}>
            <Icon of={Printer} />
            {words.print}
          </button>
        }
      />
      {data.region.periods.map((period) => (
        <PeriodSheet key={period.id} period={period.id} workshop={workshop} />
      ))}
      <p className="soft small">{location.href.replace(/\/sheet$/, "")}</p>
    </div>
  );
}

const LEAST_SHOWN = 0.005;

function PeriodSheet({ period, workshop }: { readonly period: string; readonly workshop: WorkshopView }) {
  const words = useWords(workshopWords);
  const format = useFormat();
  const periodName = usePeriodName();
  const language = useLanguage();
  const then = <Row extends { readonly period: string; readonly quantity: number }>(rows: readonly Row[]) =>
    rows.filter((row) => row.period === period && row.quantity >= LEAST_SHOWN);
  const [work, arrivals, departures] = [then(workshop.work), then(workshop.arrivals), then(workshop.departures)];
  return (
    <section>
      <h2>{periodName(period)}</h2>
      {work.length + arrivals.length + departures.length === 0 && <p className="soft pad-y">{words.nothingThen}</p>}
      {work.length > 0 && (
        <div className="scroll-x" tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.done}</th>
                <th scope="col">{words.make}</th>
                <th scope="col" className="number">
                  {words.many}
                </th>
                <th scope="col">{words.time}</th>
                <th scope="col">{words.material}</th>
                <th scope="col">{words.forWhom}</th>
              </tr>
            </thead>
            <tbody>
              {work.map((line) => (
                <tr key={line.recipe}>
                  <td>
                    <span className="box" />
                  </td>
                  <td>
                    <strong>{line.item.name}</strong>
                  </td>
                  <td className="number">{format.quantity(line.quantity, line.item.unit)}</td>
                  <td>
                    {format.list(
                      [
                        ...line.machineHours.map(({ capability, hours }) => ({ name: capabilityName(capability, language), hours })),
                        ...line.labourHours.map(({ skill, hours }) => ({ name: capabilityName(skill, language), hours })),
                      ]
                        .filter(({ hours }) => hours >= LEAST_SHOWN)
                        .map(({ name, hours }) => `${name} ${format.hours(hours)}`),
                    )}
                  </td>
                  <td className="small">
                    {format.list(line.inputs.map(({ item, quantity }) => `${format.quantity(quantity, item.unit)} ${item.name}`))}
                  </td>
                  <td className="small">{format.list([...new Set(line.forNeeds.slice(0, 3).map(({ need }) => need.place.name))])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <CarryList title={words.bring} rows={arrivals} end="from" />
      <CarryList title={words.send} rows={departures} end="to" />
    </section>
  );
}

function CarryList({ title, rows, end }: { readonly title: string; readonly rows: WorkshopView["arrivals"]; readonly end: "from" | "to" }) {
  const words = useWords(workshopWords);
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="table">
        <caption className="hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.done}</th>
            <th scope="col">{title}</th>
            <th scope="col" className="number">
              {words.many}
            </th>
            <th scope="col">{words[end]}</th>
            <th scope="col" className="number">
              {words.weight}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td>
                <span className="box" />
              </td>
              <td>{row.item.name}</td>
              <td className="number">{format.quantity(row.quantity, row.item.unit)}</td>
              <td>{row[end].name}</td>
              <td className="number">{format.kilograms(row.massKg)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
