// The catalogue of what can be made here.

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { document } from "../api/document";
import type { DesignsPageQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Loading, Notice, PageHead, ReadFault } from "../design/parts";
import { useFormat, useRegion } from "../shell/useRegion";
import { capabilityName } from "../words/capabilities";
import { useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import "../workshops/workshops.css";
import { withoutEmpty } from "../shell/search";
import text from "./designs.graphql?raw";
import { designPageWords } from "./words";

const designsPage = document<DesignsPageQuery, Record<string, never>>(text);
type Row = DesignsPageQuery["designs"][number];
const KINDS = ["product", "part", "raw", "scrap"] as const;

export function DesignsPage() {
  const words = useWords(designPageWords);
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch } = useRead(designsPage, {});
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const change = (part: { readonly text?: string; readonly kind?: string }) =>
    void navigate({ to: "/designs", search: withoutEmpty({ ...search, ...part }), replace: true });
  const wanted = (search.text ?? "").trim().toLowerCase();
  const rows = data.designs.filter(
    ({ item }) => item.name.toLowerCase().includes(wanted) && (search.kind === undefined || item.kind === search.kind),
  );
  return (
    <>
      <PageHead title={words.title} line={words.line(data.designs.length)} />
      <div className="filters">
        <div className="field">
          <label htmlFor="find">{words.find}</label>
          <input id="find" type="search" value={search.text ?? ""} onChange={(event) => change({ text: event.target.value })} />
        </div>
        <div className="field">
          <label htmlFor="kind">{words.kind}</label>
          <select id="kind" value={search.kind ?? ""} onChange={(event) => change({ kind: event.target.value })}>
            <option value="">{words.all}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {words[kind]}
              </option>
            ))}
          </select>
        </div>
      </div>
      {rows.length === 0 ? <Notice>{words.none}</Notice> : <DesignTable rows={rows} />}
    </>
  );
}

function DesignTable({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords(designPageWords);
  const format = useFormat();
  const language = useLanguage();
  const currency = useRegion()?.region.currency ?? "";
  const takes = (row: Row) => [
    ...new Set(row.recipes.flatMap(({ machineHours }) => machineHours.map(({ capability }) => capabilityName(capability, language)))),
  ];
  return (
    <div className="scroll-x sheet pad-sheet" tabIndex={0}>
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.takes}</th>
            <th scope="col" className="number">
              {words.needed}
            </th>
            <th scope="col" className="number">
              {words.planned}
            </th>
            <th scope="col" className="number">
              {words.market(currency)}
            </th>
            <th scope="col">{words.who}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.item.id}>
              <th scope="row">
                <Link to="/designs/$id" params={{ id: row.item.id }}>
                  {row.item.name}
                </Link>
              </th>
              <td className="soft">{format.list(takes(row))}</td>
              <td className="number" data-label={words.needed}>
                {row.needed > 0 ? format.amount(row.needed) : "–"}
              </td>
              <td className="number" data-label={words.planned}>
                {row.planned > 0.005 ? format.amount(row.planned) : "–"}
              </td>
              <td className="number" data-label={words.market(currency)}>
                {row.item.marketPrice === null ? "–" : format.cents(row.item.marketPrice)}
              </td>
              <td data-label={words.who}>{words.whoOf(count(row, "all"), count(row, "assembly"))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const count = ({ whoCan }: Row, wanted: Row["whoCan"][number]["ability"]) => whoCan.filter(({ ability }) => ability === wanted).length;
