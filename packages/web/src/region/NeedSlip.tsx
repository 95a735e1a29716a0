// A need on a slip: how many, what, for whom, by when, and how far it is.

import { Link } from "@tanstack/react-router";
import { type Priority, PriorityTag, StateLine } from "../design/parts";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { regionWords } from "./words";

/** What a slip shows. `quantity` is a decimal as text. */
export interface SlipNeed {
  readonly id: string;
  readonly quantity: string;
  readonly due: string;
  readonly priority: Priority;
  readonly item: { readonly name: string };
  readonly place: { readonly name: string };
  readonly answer: { readonly met: number; readonly isFirstAnswer: boolean } | null;
}

const TRACE = 1e-4;

export function NeedSlip({ need }: { readonly need: SlipNeed }) {
  const words = useWords(regionWords);
  const format = useFormat();
  const asked = Number(need.quantity);
  const { answer } = need;
  const share = answer === null ? 0 : Math.min(1, answer.met / asked);
  const isMet = share >= 1 - TRACE;
  const says = () => {
    if (answer === null) return words.notSeen;
    if (answer.isFirstAnswer) return words.first;
    if (isMet) return words.metAll;
    return share < TRACE ? words.metNone : words.met(format.amount(answer.met), format.amount(asked));
  };
  const state = says();
  return (
    <li className="slip">
      <span className="many">{format.amount(asked)}</span>
      <div className="what">
        <h3>
          <Link to="/needs/$id" params={{ id: need.id }}>
            {need.item.name}
          </Link>
        </h3>
        <p className="soft small">{need.place.name}</p>
        <p className="state">
          <StateLine done={isMet ? 2 : 1} share={isMet ? 0 : share} label={state} />
          <span aria-hidden>{state}</span>
        </p>
      </div>
      <div className="when">
        <PriorityTag priority={need.priority} />
        <span className="small">{words.by(format.day(need.due))}</span>
      </div>
    </li>
  );
}
