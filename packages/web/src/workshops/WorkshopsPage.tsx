// All workshops: where they are, what they can do, how busy they are, and who said so.

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { document } from "../api/document";
import type { WorkshopsPageQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Icon, LevelIcon } from "../design/icons";
import { Loading, Notice, PageHead, ReadFault } from "../design/parts";
import { designWords } from "../design/words";
import { withoutEmpty } from "../shell/search";
import { useFormat } from "../shell/useRegion";
import { capabilityName } from "../words/capabilities";
import { useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import { busyShare, confirmation, crowKm, freeOf, type MachineView } from "./machines";
import { workshopWords } from "./words";
import text from "./workshops.graphql?raw";
import "./workshops.css";

const workshopsPage = document<WorkshopsPageQuery, Record<string, never>>(text);
type Row = WorkshopsPageQuery["workshops"][number];

export function WorkshopsPage() {
  const words = useWords(workshopWords);
  const language = useLanguage();
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch } = useRead(workshopsPage, {});
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const change = (part: { readonly text?: string; readonly can?: string }) =>
    void navigate({ to: "/workshops", search: withoutEmpty({ ...search, ...part }), replace: true });
  const rows = matching(data.workshops, search.text ?? "", search.can ?? "");
  const confirmed = data.workshops.filter(({ machines }) => machines.some(({ isConfirmed }) => isConfirmed)).length;
  return (
    <>
      <PageHead title={words.title} line={words.line(data.workshops.length, confirmed)} />
      <div className="filters">
        <div className="field">
          <label htmlFor="find">{words.find}</label>
          <input id="find" type="search" value={search.text ?? ""} onChange={(event) => change({ text: event.target.value })} />
        </div>
        <div className="field">
          <label htmlFor="can">{words.can}</label>
          <select id="can" value={search.can ?? ""} onChange={(event) => change({ can: event.target.value })}>
            <option value="">{words.anything}</option>
            {data.region.capabilities.map((id) => (
              <option key={id} value={id}>
                {capabilityName(id, language)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {rows.length === 0 ? <Notice>{words.none}</Notice> : <WorkshopTable rows={rows} centre={data.region.centre} />}
    </>
  );
}

function matching(workshops: readonly Row[], typed: string, capability: string): readonly Row[] {
  const wanted = typed.trim().toLowerCase();
  return workshops.filter(
    ({ name, note, place, machines }) =>
      (wanted === "" || `${name} ${note ?? ""} ${place.name} ${place.town ?? ""}`.toLowerCase().includes(wanted)) &&
      (capability === "" || machines.some((machine) => machine.capability === capability)),
  );
}

function WorkshopTable({ rows, centre }: { readonly rows: readonly Row[]; readonly centre: WorkshopsPageQuery["region"]["centre"] }) {
  const words = useWords(workshopWords);
  const levelWords = useWords(designWords);
  const format = useFormat();
  const language = useLanguage();
  return (
    <div className="scroll-x sheet pad-sheet" tabIndex={0}>
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.where}</th>
            <th scope="col">{words.machines}</th>
            <th scope="col" className="number">
              {words.hours}
            </th>
            <th scope="col">{words.busy}</th>
            <th scope="col">{words.said}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, place, machines }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/workshops/$id" params={{ id }}>
                  {name}
                </Link>
              </th>
              <td>
                <LevelIcon level={place.level} label={levelWords[place.level]} /> {place.territory.name}
                {place.point !== null && <span className="soft">, {format.kilometres(crowKm(centre, place.point))}</span>}
              </td>
              <td className="soft">{format.list(machines.map(({ capability }) => capabilityName(capability, language)))}</td>
              <td className="number" data-label={words.hours}>
                {format.amount(freeOf(machines))}
              </td>
              <td>
                <BusyBar machines={machines} />
              </td>
              <td>
                <Said machines={machines} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BusyBar({ machines }: { readonly machines: readonly MachineView[] }) {
  const share = busyShare(machines);
  const format = useFormat();
  return (
    <span className="busy">
      <span className="track" aria-hidden>
        <i className="planned moves" style={{ width: `${share * 100}%` }} />
      </span>
      {format.share(share)}
    </span>
  );
}

/** Assumed, or confirmed by whom and when. */
export function Said({ machines }: { readonly machines: readonly MachineView[] }) {
  const words = useWords(workshopWords);
  const format = useFormat();
  const said = confirmation(machines);
  if (said.kind !== "confirmed") return <span className="soft">{words[said.kind]}</span>;
  return (
    <span className="leaf-text">
      <Icon of={Check} /> {words.confirmedOn(said.by, format.day(said.at))}
    </span>
  );
}
