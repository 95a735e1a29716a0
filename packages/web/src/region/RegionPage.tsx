// The first page: who is here, what is needed, what is scarce.

import { Link, useNavigate } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { document } from "../api/document";
import type { RegionPageQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Figure } from "../design/figure";
import { Icon } from "../design/icons";
import { Loading, PageHead, ReadFault } from "../design/parts";
import { Tabs } from "../design/tabs";
import { useIsPhone, useSize } from "../design/useSize";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { deliveriesOf, mapPlacesOf, placeRows } from "./mapContent";
import { Finder } from "./Finder";
import { LevelBars } from "./LevelBars";
import text from "./region.graphql?raw";
import "./region.css";
import { Needed, Scarce, Stuck } from "./sideLists";
import { regionWords } from "./words";

const regionPage = document<RegionPageQuery, Record<string, never>>(text);
const SankeyFigure = lazy(() => import("../plans/SankeyFigure").then((module) => ({ default: module.SankeyFigure })));
const RegionMap = lazy(() => import("./RegionMap").then((module) => ({ default: module.RegionMap })));

export function RegionPage() {
  const words = useWords(regionWords);
  const format = useFormat();
  const isPhone = useIsPhone();
  const { data, error, refetch } = useRead(regionPage, {});
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const free = data.workshops.reduce(
    (sum, { machines }) => sum + machines.reduce((all, { hoursPerPeriod }) => all + Number(hoursPerPeriod), 0),
    0,
  );
  const met = data.currentPlan?.priorities.reduce((sum, priority) => sum + priority.met, 0);
  const outcome = met === undefined ? words.planComes : words.outcome(met, data.needs.length);
  return (
    <div className="region-page">
      <PageHead
        title={data.region.name}
        line={`${words.line(data.workshops.length, format.hours(free), data.needs.length)} ${outcome}`}
        actions={
          <>
            <Finder data={data} />
            <div className="sticky-action">
              <Link to="/needs/new" className="button kiln">
                <Icon of={Pencil} />
                {words.stateNeed}
              </Link>
            </div>
          </>
        }
      />
      {isPhone ? <PhoneView data={data} /> : <DeskView data={data} />}
    </div>
  );
}

interface ViewProps {
  readonly data: RegionPageQuery;
}

function DeskView({ data }: ViewProps) {
  return (
    <div className="columns region-columns">
      <div className="stack">
        <MapFigure data={data} height={400} />
        {data.currentPlan !== null && (
          <Suspense fallback={<Loading />}>
            <SankeyFigure flows={data.currentPlan.flows} number={2} height={252} />
          </Suspense>
        )}
        <LevelBars data={data} number={3} />
      </div>
      <div className="stack">
        <Needed data={data} most={5} />
        <Stuck data={data} most={3} />
        <Scarce data={data} most={3} />
      </div>
    </div>
  );
}

function PhoneView({ data }: ViewProps) {
  const words = useWords(regionWords);
  const count = (name: string, number: number) => `${name} ${number}`;
  return (
    <div className="stack">
      <MapFigure data={data} height={320} isCompact />
      <Tabs
        label={words.needed}
        tabs={[
          { id: "needed", name: count(words.needed, data.needs.length), content: <Needed data={data} most={12} isBare /> },
          { id: "stuck", name: count(words.stuck, data.currentPlan?.unmet.length ?? 0), content: <Stuck data={data} most={20} isBare /> },
          {
            id: "scarce",
            name: count(words.scarce, data.currentPlan?.scarce.length ?? 0),
            content: <Scarce data={data} most={20} isBare />,
          },
        ]}
      />
      <LevelBars data={data} number={2} />
    </div>
  );
}

function MapFigure({ data, height, isCompact = false }: ViewProps & { readonly height: number; readonly isCompact?: boolean }) {
  const words = useWords(regionWords);
  const navigate = useNavigate();
  const [isTable, setIsTable] = useState(false);
  const { element, width } = useSize();
  const places = useMemo(() => mapPlacesOf(data), [data]);
  const deliveries = useMemo(() => deliveriesOf(data), [data]);
  const rows = placeRows(data);
  const open = (id: string) => {
    const workshop = data.workshops.find(({ place }) => place.id === id);
    if (workshop !== undefined) void navigate({ to: "/workshops/$id", params: { id: workshop.id } });
    else void navigate({ to: "/needs", search: { place: id } });
  };
  return (
    <Figure
      number={1}
      name={words.whoIsHere}
      says={<MapKey />}
      isTable={isTable}
      onTable={setIsTable}
      table={<PlaceTable rows={rows} />}
      csv={() => ({
        columns: [words.workshop, words.place, words.freeHours, words.plannedHours].map((name) => ({ name })),
        rows: rows.map(({ name, place, free, planned }) => [name, place, free, planned]),
      })}
    >
      <div ref={element} style={{ minHeight: height }}>
        <Suspense fallback={<Loading />}>
          {width > 0 && (
            <RegionMap
              places={places}
              deliveries={deliveries}
              centre={data.region.centre}
              width={width}
              height={height}
              label={words.whoIsHere}
              isCompact={isCompact}
              onPlace={open}
            />
          )}
        </Suspense>
      </div>
    </Figure>
  );
}

function PlaceTable({ rows }: { readonly rows: ReturnType<typeof placeRows> }) {
  const words = useWords(regionWords);
  const format = useFormat();
  return (
    <div className="scroll-x map-table" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.workshop}</th>
            <th scope="col">{words.place}</th>
            <th scope="col" className="number">
              {words.freeHours}
            </th>
            <th scope="col" className="number">
              {words.plannedHours}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/workshops/$id" params={{ id: row.id }}>
                  {row.name}
                </Link>
              </td>
              <td>{row.place}</td>
              <td className="number">{format.amount(row.free)}</td>
              <td className="number">{format.amount(row.planned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MapKey() {
  const words = useWords(regionWords);
  return (
    <ul className="map-key" aria-label={words.mapSays}>
      <li>
        <svg width="22" height="14">
          <circle cx="11" cy="7" r="5.5" fill="var(--ink)" />
        </svg>
        {words.works}
      </li>
      <li>
        <svg width="22" height="14">
          <circle cx="11" cy="7" r="5" fill="var(--sheet)" stroke="var(--ink)" strokeWidth="1.2" />
        </svg>
        {words.free}
      </li>
      <li>
        <svg width="22" height="14">
          <path d="M8 2.2L11 7.6 14 2.2A5.7 5.7 0 1 1 8 2.2Z" fill="var(--brass)" />
        </svg>
        {words.nothingLeft}
      </li>
      <li>
        <svg width="22" height="14">
          <path d="M11 2.5L15.5 7 11 11.5 6.500 7Z" fill="var(--sheet)" stroke="var(--ink)" strokeWidth="1.2" />
        </svg>
        {words.needHere}
      </li>
      <li>
        <svg width="22" height="14">
          <path d="M0 7H22" stroke="var(--blueprint)" strokeWidth="6" strokeDasharray="1.4 3.6" />
        </svg>
        {words.planned}
      </li>
    </ul>
  );
}
