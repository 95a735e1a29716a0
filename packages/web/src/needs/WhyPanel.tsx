// The panel that says why a line of a need comes from where it comes from.

import { useState } from "react";
import { document } from "../api/document";
import type { AskWhatIfMutation, WhyLineQuery } from "../api/generated";
import { useLive } from "../api/live";
import { useRead } from "../api/queries";
import { ApiError, request } from "../api/request";
import { Loading, Notice, ReadFault, SidePanel } from "../design/parts";
import { useLimitName } from "../region/sideLists";
import { useFormat, usePeriodName, useRegion } from "../shell/useRegion";
import { useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import askText from "./askWhatIf.graphql?raw";
import { nextBest, reasonWords, wayName, whySentence } from "./reasons";
import whyText from "./why.graphql?raw";
import { needWords } from "./words";

const whyLine = document<WhyLineQuery, { readonly need: string; readonly line: string }>(whyText);
const askWhatIf = document<AskWhatIfMutation, { readonly withoutWorkshop: string }>(askText);
type WhyView = NonNullable<WhyLineQuery["why"]>;

export function WhyPanel({ need, line, onClose }: { readonly need: string; readonly line: string; readonly onClose: () => void }) {
  const words = useWords(needWords);
  const { data, error } = useRead(whyLine, { need, line });
  return (
    <SidePanel label={words.whyThis} onClose={onClose}>
      <p className="soft small">{words.whyThis}</p>
      {error !== null && <ReadFault error={error} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (data.why === null ? <Notice>{words.noWhy}</Notice> : <Reasons why={data.why} />)}
    </SidePanel>
  );
}

function Reasons({ why }: { readonly why: WhyView }) {
  const words = useWords(needWords);
  const language = useLanguage();
  const format = useFormat();
  const head = useRegion();
  const periodName = usePeriodName();
  const ways = [...why.chosen, ...why.rivals.filter(({ reason }) => reason !== "chosen").slice(0, MOST_RIVALS)];
  const most = Math.max(...ways.map(({ unitCost }) => unitCost ?? 0), 1e-9);
  const rival = nextBest(why.rivals);
  const weights = head?.region.weights;
  return (
    <>
      <h2>{whySentence(why.item.name, why.chosen, why.rivals, words)}</h2>
      {weights !== undefined && (
        <p className="soft small">
          {words.unitSays(
            words.oneOf(why.item.unit),
            head?.region.currency ?? "",
            format.amount(weights.labourHour / weights.money),
            format.amount(weights.co2Kg / weights.money),
          )}
        </p>
      )}
      <ul className="rivals">
        {ways.map((way, index) => {
          const isChosen = way.reason === "chosen";
          return (
            <li key={index}>
              <span>
                <strong className={isChosen ? "" : "plain"}>{wayName(way, words)}</strong>{" "}
                <span className="soft">
                  {reasonWords(way, words, language)}
                  {way.period !== why.period && `, ${periodName(way.period)}`}
                </span>
              </span>
              <span className="number">{way.unitCost === null ? "–" : format.cents(way.unitCost)}</span>
              <i
                className={`bar ${isChosen ? "planned" : "neutral-bar"}`}
                style={{ width: `${way.unitCost === null ? 0 : Math.max(0.5, (100 * way.unitCost) / most)}%` }}
              />
            </li>
          );
        })}
      </ul>
      {rival !== undefined && rival.difference !== null && (
        <p>
          {rival.difference > 0.005
            ? words.better(format.money(rival.difference), wayName(rival, words))
            : words.noBetter(wayName(rival, words))}
        </p>
      )}
      <Limits limits={why.limits} />
      <p>
        {why.alsoServes.length === 0
          ? words.serves
          : words.alsoServes(format.list(why.alsoServes.slice(0, 3).map((share) => `${share.need.item.name} (${share.need.place.name})`)))}
      </p>
      <Proof proof={why.proof} />
      <WhatIf why={why} />
    </>
  );
}

const MOST_LIMITS = 3;
const MOST_RIVALS = 6;

function Limits({ limits }: { readonly limits: WhyView["limits"] }) {
  const words = useWords(needWords);
  const format = useFormat();
  const limitName = useLimitName();
  return (
    <>
      {limits.slice(0, MOST_LIMITS).map((limit, index) => {
        const { what, where } = limitName(limit);
        return <p key={index}>{words.limitPrice(limit.unit, `${what} (${where})`, format.money(limit.price))}</p>;
      })}
    </>
  );
}

function Proof({ proof }: { readonly proof: WhyView["proof"] }) {
  const words = useWords(needWords);
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <button type="button" className="link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? words.hideProof : words.showProof}
      </button>
      {isOpen && (
        <div className="proof">
          <p>{proof.status === "optimal" ? words.proofOptimal : words.proofWithin(format.share(proof.gap))}</p>
          <p>{words.proofNumbers(format.cents(proof.objective), format.cents(proof.bound))}</p>
          <p>
            {words.proofCheck} <code>commonwright verify-plan problem.json plan.json</code>
          </p>
          <p className="soft small">
            {words.proofDigest}: <code>{proof.digest}</code>
          </p>
        </div>
      )}
    </div>
  );
}

interface Change {
  readonly moneyDifference: number;
  readonly needsLost: readonly unknown[];
}
const isChange = (value: unknown): value is Change =>
  typeof value === "object" && value !== null && "moneyDifference" in value && "needsLost" in value;

function WhatIf({ why }: { readonly why: WhyView }) {
  const words = useWords(needWords);
  const format = useFormat();
  const { whatIfs } = useLive();
  const mayChange = useRegion()?.viewer.mayChange === true;
  const [asked, setAsked] = useState<string | null>(null);
  const [fault, setFault] = useState<ApiError | null>(null);
  const workshop = why.chosen.find((way) => way.workshop !== null)?.workshop ?? null;
  if (workshop === null || !mayChange) return null;
  const answer = asked === null ? undefined : whatIfs.get(asked);
  const ask = () =>
    void request(askWhatIf, { withoutWorkshop: workshop.id }).then(
      ({ askWhatIf: id }) => setAsked(id),
      (given: unknown) => setFault(given instanceof ApiError ? given : null),
    );
  const sentence = () => {
    const change = answer?.change;
    if (answer?.error !== undefined) return answer.error;
    if (!isChange(change)) return words.whatIfRuns(workshop.name);
    const money = change.moneyDifference;
    const cost =
      Math.abs(money) < 0.005
        ? words.whatIfSame(workshop.name)
        : (money > 0 ? words.whatIfDearer : words.whatIfCheaper)(workshop.name, format.money(Math.abs(money)));
    return `${cost} ${change.needsLost.length > 0 ? words.whatIfLost(change.needsLost.length) : words.whatIfNone}`;
  };
  return (
    <div>
      {asked === null ? (
        <button type="button" className="link" onClick={ask}>
          {words.whatIf(workshop.name)}
        </button>
      ) : (
        <p role="status">{sentence()}</p>
      )}
      {fault !== null && <ReadFault error={fault} />}
    </div>
  );
}
