// Stock per place, with what of it is promised.

import { useState } from "react";
import { document } from "../api/document";
import type { StockQuery, StockQueryVariables } from "../api/generated";
import { useRead } from "../api/queries";
import { Loading, Notice, PageHead, ReadFault, SectionHead } from "../design/parts";
import { saveCsv } from "../design/save";
import { useWords } from "../words/useWords";
import text from "./stock.graphql?raw";
import { placesOf, type StockPlace, type StockRow, stockTable } from "./stockView";
import { stockWords } from "./words";
import "./stock.css";

const stock = document<StockQuery, StockQueryVariables>(text);
type Node = StockQuery["economicResources"]["edges"][number]["node"];

export function StockPage() {
  const [before, setBefore] = useState<readonly Node[]>([]);
  const [after, setAfter] = useState<string | null>(null);
  const { data, error, refetch, isPlaceholderData } = useRead(stock, { after });
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { edges, pageInfo } = data.economicResources;
  const nodes = [...before, ...(isPlaceholderData ? [] : edges.map(({ node }) => node))];
  const next = () => {
    setBefore(nodes);
    setAfter(pageInfo.endCursor);
  };
  return <StockList nodes={nodes} onMore={pageInfo.hasNextPage && !isPlaceholderData ? next : null} />;
}

function StockList({ nodes, onMore }: { readonly nodes: readonly Node[]; readonly onMore: (() => void) | null }) {
  const words = useWords(stockWords);
  const [typed, setTyped] = useState("");
  const places = placesOf(nodes, typed);
  const many = places.reduce((sum, { rows }) => sum + rows.length, 0);
  const { place, thing, kind, state, onhand, promised, free, unit, owner, keeper, id } = words;
  const save = () => saveCsv(stockTable(places, [place, thing, kind, state, onhand, promised, free, unit, owner, keeper, id]), words.title);
  return (
    <>
      <PageHead
        title={words.title}
        line={words.line(many, places.length)}
        actions={
          <button type="button" className="button" onClick={save}>
            {words.csv}
          </button>
        }
      />
      <div className="stack stock">
        <div className="field">
          <label htmlFor="stock-find">{words.find}</label>
          <input id="stock-find" type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div>
        {many === 0 && <Notice>{nodes.length === 0 ? words.empty : words.none}</Notice>}
        {places.map((each) => (
          <PlaceTable key={each.id} place={each} />
        ))}
        {onMore !== null && (
          <div>
            <button type="button" className="button" onClick={onMore}>
              {words.more}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

function PlaceTable({ place }: { readonly place: StockPlace }) {
  const words = useWords(stockWords);
  return (
    <section>
      <SectionHead title={place.name === "" ? words.nowhere : place.name} />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.thing}</th>
            <th scope="col" className="number">
              {words.onhand}
            </th>
            <th scope="col" className="number">
              {words.promised}
            </th>
            <th scope="col" className="number">
              {words.free}
            </th>
            <th scope="col" className="whose">
              {words.owner}
            </th>
          </tr>
        </thead>
        <tbody>
          {place.rows.map((row) => (
            <StockLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StockLine({ row }: { readonly row: StockRow }) {
  const words = useWords(stockWords);
  const isScarce = row.free.startsWith("-");
  return (
    <tr>
      <th scope="row">
        {row.name}
        <span className="soft">{[row.name === row.kind ? "" : row.kind, row.state].filter((part) => part !== "").join(", ")}</span>
      </th>
      <td className="number">
        {row.onhand} {row.unit}
      </td>
      <td className="number">{row.promised === "0" ? "" : row.promised}</td>
      <td className={`number${isScarce ? " brass-text" : ""}`}>{row.free}</td>
      <td className="whose">
        {row.owner}
        {row.keeper !== "" && <span className="soft">{words.heldBy(row.keeper)}</span>}
      </td>
    </tr>
  );
}
