// A plan: what flows from material to need, who works when, what is scarce, and why one can believe it.

import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { document } from "../api/document";
import type { PlanPageQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Loading, Notice, NotThere, PageHead, ReadFault } from "../design/parts";
import { Tabs } from "../design/tabs";
import { useIsPhone } from "../design/useSize";
import { withoutEmpty } from "../shell/search";
import { useFormat, useRegion } from "../shell/useRegion";
import type { Format } from "../words/format";
import { useWords } from "../words/useWords";
import { ChangeNotice } from "./ChangeNotice";
import { DeliveriesFigure } from "./DeliveriesFigure";
import type { PlanView } from "./GanttFigure";
import text from "./plan.graphql?raw";
import { PlanTables } from "./PlanTables";
import { ScarceColumn } from "./ScarceColumn";
import type { FlowUnit } from "./SankeyFigure";
import { planWords } from "./words";
import type { planWordsEn } from "./words.en";

const planPage = document<PlanPageQuery, { readonly number: number | null }>(text);
const SankeyFigure = lazy(() => import("./SankeyFigure").then((module) => ({ default: module.SankeyFigure })));
const GanttFigure = lazy(() => import("./GanttFigure").then((module) => ({ default: module.GanttFigure })));

export function PlanPage() {
  const { number } = useParams({ strict: false });
  const words = useWords(planWords);
  const format = useFormat();
  const isPhone = useIsPhone();
  const wanted = number === undefined ? null : Number(number);
  const { data, error, refetch } = useRead(planPage, { number: wanted === null || !Number.isInteger(wanted) ? null : wanted });
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { currentPlan: plan } = data;
  if (plan === null) return <NotThere title={words.plan}>{number === undefined ? words.none : words.unknown(number)}</NotThere>;
  return (
    <>
      <PlanHead data={data} plan={plan} />
      <div className="stack">
        {plan.isBehind && <Notice>{words.behind}</Notice>}
        <ChangeNotice key={number ?? "current"} plan={plan} />
        {isPhone ? <PhoneView data={data} plan={plan} /> : <DeskView data={data} plan={plan} />}
      </div>
      <p className="soft small">{format.day(plan.madeAt, true)}</p>
    </>
  );
}

/** "Meets 45 of 51 needs in full, all the vital ones. No other plan can be better." */
export function planLine(plan: Pick<PlanView, "priorities" | "proof">, words: typeof planWordsEn, format: Pick<Format, "share">): string {
  const sum = (key: "needs" | "met") => plan.priorities.reduce((all, priority) => all + priority[key], 0);
  const vital = plan.priorities.find(({ priority }) => priority === "vital");
  const makes = words.makes(sum("met"), sum("needs"));
  const vitals =
    makes.endsWith(".") || vital === undefined
      ? makes.endsWith(".")
        ? ""
        : "."
      : vital.met === vital.needs
        ? words.vitalAll
        : words.vitalSome(vital.met, vital.needs);
  return `${makes}${vitals} ${plan.proof.status === "optimal" ? words.best : words.within(format.share(plan.proof.gap))}`;
}

function PlanHead({ data, plan }: { readonly data: PlanPageQuery; readonly plan: PlanView }) {
  const words = useWords(planWords);
  const format = useFormat();
  const mayChange = useRegion()?.viewer.mayChange === true;
  const [shown, setShown] = useState<"proof" | "change" | "older" | null>(null);
  const toggle = (what: "proof" | "change" | "older") => setShown(shown === what ? null : what);
  return (
    <>
      <PageHead
        title={words.title(plan.number)}
        line={
          <>
            {planLine(plan, words, format)}{" "}
            <button type="button" className="why" aria-expanded={shown === "proof"} onClick={() => toggle("proof")}>
              {words.showProof}
            </button>
          </>
        }
        actions={
          <>
            {data.planHistory.length > 1 && (
              <button type="button" className="button" aria-expanded={shown === "older"} onClick={() => toggle("older")}>
                {words.older}
              </button>
            )}
            {plan.change !== null && (
              <button type="button" className="button" aria-expanded={shown === "change"} onClick={() => toggle("change")}>
                {shown === "change" ? words.hideCompare : words.compare(plan.change.from)}
              </button>
            )}
          </>
        }
      />
      {shown === "proof" && <Proof plan={plan} mayChange={mayChange} />}
      {shown === "change" && <Change plan={plan} />}
      {shown === "older" && (
        <Notice>
          <ul className="rows">
            {data.planHistory.map((head) => (
              <li key={head.number}>
                <Link to="/plans/$number" params={{ number: String(head.number) }} onClick={() => setShown(null)}>
                  {words.title(head.number)}
                </Link>
                <span className="soft">{format.day(head.madeAt, true)}</span>
                <span>{format.money(head.cost.money)}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function Proof({ plan, mayChange }: { readonly plan: PlanView; readonly mayChange: boolean }) {
  const words = useWords(planWords);
  const format = useFormat();
  return (
    <Notice>
      <h2>{words.proofTitle}</h2>
      <p>{words.proofSays(format.cents(plan.proof.objective), format.cents(plan.proof.bound))}</p>
      <p>
        {words.proofFiles} <code>commonwright verify-plan problem.json {plan.number}.json</code>
      </p>
      {mayChange && (
        <p>
          <a href={`/plans/${plan.number}/problem.json`} download="problem.json">
            {words.problem}
          </a>
          {" · "}
          <a href={`/plans/${plan.number}.json`} download={`${plan.number}.json`}>
            {words.document}
          </a>
        </p>
      )}
      <p className="soft small">
        <code>{plan.proof.digest}</code>
      </p>
    </Notice>
  );
}

function Change({ plan }: { readonly plan: PlanView }) {
  const words = useWords(planWords);
  const format = useFormat();
  const { change } = plan;
  if (change === null) return null;
  const workshops = [...change.workshopsMore, ...change.workshopsLess];
  return (
    <>
      <ChangeNotice plan={plan} isAlways />
      {workshops.length > 0 && (
        <div className="scroll-x" tabIndex={0}>
          <table className="table">
            <caption className="hidden">{words.whatChanged}</caption>
            <thead>
              <tr>
                <th scope="col">{words.workshop}</th>
                <th scope="col" className="number">
                  {words.hoursBefore}
                </th>
                <th scope="col" className="number">
                  {words.hoursAfter}
                </th>
              </tr>
            </thead>
            <tbody>
              {workshops.map(({ workshop, hoursBefore, hoursAfter }) => (
                <tr key={workshop.id}>
                  <td>{workshop.name}</td>
                  <td className="number">{format.hours(hoursBefore)}</td>
                  <td className="number">{format.hours(hoursAfter)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

interface ViewProps {
  readonly data: PlanPageQuery;
  readonly plan: PlanView;
}

/** What of the picture stands in the address. */
function useView() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (part: { readonly unit?: string; readonly period?: string; readonly view?: string }) =>
    void navigate({ to: ".", search: withoutEmpty({ ...search, ...part }), replace: true, resetScroll: false });
  const unit: FlowUnit = search.unit === "labourHours" || search.unit === "co2Kg" ? search.unit : "money";
  return { unit, period: search.period ?? "", view: search.view, change };
}

function DeskView({ data, plan }: ViewProps) {
  const { unit, period, change } = useView();
  return (
    <>
      <div className="columns">
        <div className="stack">
          <Suspense fallback={<Loading />}>
            <SankeyFigure
              flows={plan.flows}
              number={1}
              height={360}
              unit={unit}
              onUnit={(next) => change({ unit: next === "money" ? "" : next })}
            />
            <GanttFigure rows={plan.rows} periods={data.region.periods} needs={data.needs} number={2} height={330} />
          </Suspense>
        </div>
        <ScarceColumn scarce={plan.scarce} most={6} />
      </div>
      <DeliveriesFigure
        plan={plan}
        periods={data.region.periods}
        period={period}
        onPeriod={(next) => change({ period: next })}
        number={3}
      />
      <PlanTables plan={plan} />
    </>
  );
}

function PhoneView({ data, plan }: ViewProps) {
  const words = useWords(planWords);
  const { unit, period, view, change } = useView();
  return (
    <Tabs
      label={words.tables}
      selected={view ?? "flow"}
      onSelect={(next) => change({ view: next })}
      tabs={[
        {
          id: "flow",
          name: words.flowTab,
          content: (
            <Suspense fallback={<Loading />}>
              <SankeyFigure
                flows={plan.flows}
                number={1}
                height={620}
                unit={unit}
                onUnit={(next) => change({ unit: next === "money" ? "" : next })}
                isDown
              />
            </Suspense>
          ),
        },
        {
          id: "time",
          name: words.timeTab,
          content: (
            <Suspense fallback={<Loading />}>
              <GanttFigure rows={plan.rows} periods={data.region.periods} needs={data.needs} number={2} height={560} isPhone />
            </Suspense>
          ),
        },
        { id: "scarce", name: words.scarceTab, content: <ScarceColumn scarce={plan.scarce} most={20} /> },
        {
          id: "tables",
          name: words.tables,
          content: (
            <>
              <DeliveriesFigure
                plan={plan}
                periods={data.region.periods}
                period={period}
                onPeriod={(next) => change({ period: next })}
                number={3}
              />
              <PlanTables plan={plan} />
            </>
          ),
        },
      ]}
    />
  );
}
