// All open needs, by how important they are.

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { document } from "../api/document";
import type { NeedsPageQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Icon } from "../design/icons";
import { Loading, Notice, PageHead, type Priority, ReadFault, SectionHead } from "../design/parts";
import { designWords } from "../design/words";
import { NeedSlip } from "../region/NeedSlip";
import { withoutEmpty } from "../shell/search";
import { useWords } from "../words/useWords";
import "../workshops/workshops.css";
import { listed, stateOf } from "./needsList";
import text from "./needs.graphql?raw";
import { needWords } from "./words";

const needsPage = document<NeedsPageQuery, Record<string, never>>(text);
const PRIORITIES: readonly Priority[] = ["vital", "useful", "nice"];

export function NeedsPage() {
  const words = useWords(needWords);
  const names = useWords(designWords);
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch } = useRead(needsPage, {});
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const change = (part: { readonly text?: string; readonly state?: string }) =>
    void navigate({ to: "/needs", search: withoutEmpty({ ...search, ...part }), replace: true });
  const shown = listed(data.needs, search);
  return (
    <>
      <PageHead
        title={words.title}
        line={words.line(data.needs.length, data.needs.filter((need) => stateOf(need) === "met").length)}
        actions={
          <Link to="/needs/new" className="button kiln">
            <Icon of={Pencil} />
            {words.stateNeed}
          </Link>
        }
      />
      <div className="filters">
        <div className="field">
          <label htmlFor="find">{words.find}</label>
          <input id="find" type="search" value={search.text ?? ""} onChange={(event) => change({ text: event.target.value })} />
        </div>
        <div className="field">
          <label htmlFor="state">{words.state}</label>
          <select id="state" value={search.state ?? ""} onChange={(event) => change({ state: event.target.value })}>
            <option value="">{words.anyState}</option>
            <option value="met">{words.stateMet}</option>
            <option value="part">{words.statePart}</option>
            <option value="unmet">{words.stateUnmet}</option>
          </select>
        </div>
      </div>
      {shown.length === 0 && <Notice>{words.none}</Notice>}
      <div className="need-groups">
        {PRIORITIES.map((priority) => {
          const group = shown.filter((need) => need.priority === priority);
          return group.length === 0 ? null : (
            <section key={priority}>
              <SectionHead title={names[priority]} remark={group.length} />
              <ul className="slips">
                {group.map((need) => (
                  <NeedSlip key={need.id} need={need} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}
