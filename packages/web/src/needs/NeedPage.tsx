// One need: how far it is, what it costs against the market, its tree, and why.

import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { document } from "../api/document";
import type { NeedPageQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Loading, Notice, PageHead, PriorityTag, ReadFault } from "../design/parts";
import { ChangeNotice } from "../plans/ChangeNotice";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { Gauges } from "./Gauges";
import { Stations } from "./Stations";
import { type AnswerView, NeedTree, type NeedView } from "./NeedTree";
import text from "./need.graphql?raw";
import "./needs.css";
import { WhyPanel } from "./WhyPanel";
import { needWords } from "./words";

export const needPage = document<NeedPageQuery, { readonly id: string }>(text);

export function NeedPage() {
  const { id = "" } = useParams({ strict: false });
  const words = useWords(needWords);
  const format = useFormat();
  const { data, error, refetch } = useRead(needPage, { id });
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { need, currentPlan: plan } = data;
  if (need === null) {
    return (
      <>
        <PageHead title={words.title} />
        <Notice>{words.unknown}</Notice>
      </>
    );
  }
  const remarks = [
    need.isAssumed ? words.assumed : "",
    need.statedBy !== null && need.statedAt !== null ? words.statedBy(need.statedBy, format.day(need.statedAt)) : "",
    need.note ?? "",
  ].filter((remark) => remark !== "");
  return (
    <>
      <PageHead
        title={words.needTitle(format.quantity(Number(need.quantity), need.item.unit), need.item.name, need.place.name)}
        line={
          <>
            <PriorityTag priority={need.priority} /> {words.needLine(need.name ?? "", format.day(need.due, true))}
            {remarks.length > 0 && <span className="soft">; {remarks.join("; ")}</span>}
          </>
        }
        actions={
          <Link className="button outlined" to="/needs/$id/change" params={{ id }}>
            {words.change}
          </Link>
        }
      />
      <div className="stack">
        <ChangeNotice plan={plan} />
        <Stations
          met={need.answer === null ? null : Math.min(1, need.answer.met / Number(need.quantity))}
          isFirst={need.answer?.isFirstAnswer === true}
        />
        {need.answer === null ? <Notice>{words.waits}</Notice> : <Answer need={need} answer={need.answer} plan={plan?.number ?? null} />}
      </div>
    </>
  );
}

const TRACE = 1e-4;

function Answer({ need, answer, plan }: { readonly need: NeedView; readonly answer: AnswerView; readonly plan: number | null }) {
  const words = useWords(needWords);
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const why = answer.lines.some(({ id }) => id === search.why) ? (search.why ?? null) : null;
  const ask = (line: string | null) =>
    void navigate({
      to: "/needs/$id",
      params: { id: need.id },
      search: line === null ? {} : { why: line },
      replace: true,
      resetScroll: false,
    });
  const planName = answer.plan === null ? (plan === null ? words.noPlanYet : words.thePlan(plan)) : words.thePlan(answer.plan);
  const isUnmet = answer.unmet > TRACE * Number(need.quantity);
  return (
    <>
      {answer.isFirstAnswer && <Notice>{words.firstAnswer(planName)}</Notice>}
      {isUnmet && (
        <Notice isFault>
          <strong>
            {words.unmet(format.quantity(answer.unmet, need.item.unit), format.quantity(Number(need.quantity), need.item.unit))}
          </strong>{" "}
          {answer.unmetReason}
        </Notice>
      )}
      {answer.lines.length > 0 && (
        <>
          <Gauges answer={answer} />
          <div className={why === null ? "" : "columns why-columns"}>
            <NeedTree key={answer.lines.length} need={need} answer={answer} planName={planName} why={why} onWhy={ask} />
            {why !== null && <WhyPanel key={why} need={need.id} line={why} onClose={() => ask(null)} />}
          </div>
        </>
      )}
    </>
  );
}
