// Giving and lending: what goes from one's own hands into another's.

import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { uuidv7 } from "uuidv7";
import { document } from "../api/document";
import type { HandOverQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Loading, Notice, PageHead, ReadFault } from "../design/parts";
import { useWords } from "../words/useWords";
import text from "./handOver.graphql?raw";
import { handingCall, type HandOverView, handOverView, isBorrowed, WAYS, type Way } from "./handing";
import { WaitingStrip } from "./WaitingStrip";
import { post } from "./outbox";
import { quantityOf } from "./workEntry";
import { worklogWords } from "./words";
import "./worklog.css";

const handOver = document<HandOverQuery, Record<string, never>>(text);

export function HandOverPage() {
  const words = useWords(worklogWords);
  const { data, error, refetch } = useRead(handOver, {});
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const view = handOverView(data);
  return (
    <div className="stack worklog narrow">
      <WaitingStrip />
      <PageHead title={words.handTitle} line={words.handLine} />
      {view === null || !data.viewer.mayChange ? (
        <Notice>{data.viewer.mayChange ? words.noAgent : words.mayNot}</Notice>
      ) : view.held.length === 0 ? (
        <Notice>{words.nothingHeld}</Notice>
      ) : (
        <HandOverForm view={view} />
      )}
      <Link className="more-link" to="/log">
        {words.toLog}
      </Link>
    </div>
  );
}

interface Draft {
  readonly thing: string;
  readonly to: string;
  readonly way: Way;
  readonly quantity: string;
  readonly note: string;
}

/** What is about to be handed over, and the way to do it. */
function useHandOver(view: HandOverView) {
  const words = useWords(worklogWords);
  const [draft, setDraft] = useState<Draft>({ thing: view.held[0]?.id ?? "", to: "", way: "give", quantity: "", note: "" });
  const [done, setDone] = useState<string | null>(null);
  const change = (part: Partial<Draft>) => {
    setDone(null);
    setDraft({ ...draft, ...part });
  };
  const thing = view.held.find(({ id }) => id === draft.thing);
  const others = view.others.filter(({ id }) => id !== thing?.keeper?.id);
  const to = others.find(({ id }) => id === draft.to);
  const way = thing !== undefined && isBorrowed(thing) ? "lend" : draft.way;
  const quantity = quantityOf(draft.quantity);
  const isWhole = thing !== undefined && to !== undefined && quantity !== null;
  const label = isWhole ? words.hands(words[way], `${quantity} ${thing.symbol}`, thing.name, to.name) : null;
  const send = async () => {
    if (thing === undefined || to === undefined || label === null) return;
    const at = new Date().toISOString();
    const id = uuidv7();
    const call = handingCall({ id, at, thing, to: to.id, way, quantity: draft.quantity, note: draft.note }, view.all);
    if (call === null) return;
    setDraft({ ...draft, quantity: "", note: "" });
    setDone((await post({ id, label, at, calls: [call] })) ? label : null);
  };
  return { draft, change, thing, others, to, way, label, send, done };
}

function HandOverForm({ view }: { readonly view: HandOverView }) {
  const words = useWords(worklogWords);
  const { draft, change, thing, others, to, way, label, send, done } = useHandOver(view);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="field">
        <label htmlFor="hand-thing">{words.handThing}</label>
        <select id="hand-thing" value={draft.thing} onChange={(event) => change({ thing: event.target.value })}>
          {view.held.map((each) => (
            <option key={each.id} value={each.id}>
              {words.heldLine(each.name, `${each.onhand} ${each.symbol}`, isBorrowed(each) ? (each.owner?.name ?? "") : "")}
            </option>
          ))}
        </select>
      </div>
      {thing !== undefined && !isBorrowed(thing) && (
        <fieldset>
          <legend>{words.handWay}</legend>
          <div className="choices">
            {WAYS.map((each) => (
              <button key={each} type="button" className="button" aria-pressed={way === each} onClick={() => change({ way: each })}>
                {words[each]}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <div className="pair">
        <div className="field">
          <label htmlFor="hand-to">{words.handTo}</label>
          <select id="hand-to" value={to?.id ?? ""} onChange={(event) => change({ to: event.target.value })}>
            <option value="">{words.choose}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="hand-much">{words.much(thing?.name ?? "", thing?.symbol ?? "")}</label>
          <input id="hand-much" inputMode="decimal" value={draft.quantity} onChange={(event) => change({ quantity: event.target.value })} />
        </div>
      </div>
      <div className="field">
        <label htmlFor="hand-note">{words.note}</label>
        <input id="hand-note" maxLength={500} value={draft.note} onChange={(event) => change({ note: event.target.value })} />
      </div>
      <p role="status" className="soft">
        {done === null ? "" : words.logged(done)}
      </p>
      <button type="submit" className="button kiln wide" disabled={label === null}>
        {label ?? words.nothingYet}
      </button>
    </form>
  );
}
