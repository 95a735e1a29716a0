// What one logged lately, each with its amount to be corrected.

import { useState } from "react";
import { uuidv7 } from "uuidv7";
import type { LoggedFragment } from "../api/generated";
import { SectionHead } from "../design/parts";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { correctionOf, type Standing, standingOf } from "./correction";
import { hoursAndMinutes } from "./minutes";
import { post } from "./outbox";
import { PLAIN_WORK, quantityOf } from "./workEntry";
import { worklogWords } from "./words";

export function LoggedList({ events }: { readonly events: readonly LoggedFragment[] }) {
  const words = useWords(worklogWords);
  const shown = events.filter((event) => event.corrects === null && standingOf(event) !== null);
  if (shown.length === 0) return null;
  return (
    <section className="stack logged">
      <SectionHead title={words.lately} remark={words.latelyLine} />
      <ul className="rows">
        {shown.map((event) => (
          <LoggedRow key={event.id} event={event} />
        ))}
      </ul>
    </section>
  );
}

/** Hours as they are logged, else amount and unit. */
function amountText({ property, amount, unit, symbol }: Standing, hours: (hours: number, rest: string) => string): string {
  const minutes = Number(amount) * 60;
  if (property === "resourceQuantity" || unit !== "h" || minutes < 0 || !Number.isInteger(minutes)) return `${amount} ${symbol}`;
  const { hours: whole, rest } = hoursAndMinutes(minutes);
  return hours(whole, rest);
}

function LoggedRow({ event }: { readonly event: LoggedFragment }) {
  const words = useWords(worklogWords);
  const format = useFormat();
  const [amount, setAmount] = useState<string | null>(null);
  const standing = standingOf(event);
  if (standing === null) return null;
  const isPlainWork = event.action.id === "work" && event.resourceConformsTo?.id === PLAIN_WORK.id;
  const what = isPlainWork ? "" : (event.resourceInventoriedAs?.name ?? event.resourceConformsTo?.name ?? "");
  const where = event.inputOf?.name ?? event.outputOf?.name ?? event.receiver.name;
  const sentence = words.didIt(words.deed(event.action.id), amountText(standing, words.hours), what);
  const right = amount === null ? null : amount.trim() === "0" ? "0" : quantityOf(amount);
  const correct = async () => {
    const at = new Date().toISOString();
    const call = right === null ? null : correctionOf(event, { amount: right, id: uuidv7(), at });
    setAmount(null);
    if (call !== null) await post({ id: uuidv7(), label: words.corrected(sentence), at, calls: [call] });
  };
  return (
    <li>
      <div>
        <strong className={standing.amount === "0" ? "taken-back" : ""}>{sentence}</strong>
        <p className="soft">
          {where}
          {event.hasPointInTime === null ? "" : `, ${format.day(event.hasPointInTime.slice(0, 10))}`}
          {(event.correctedBy ?? []).length > 0 && `, ${words.wasCorrected}`}
        </p>
      </div>
      {amount === null ? (
        <button type="button" className="button" aria-label={words.correctIt(sentence)} onClick={() => setAmount(standing.amount)}>
          {words.correct}
        </button>
      ) : (
        <form
          className="correcting"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            void correct();
          }}
        >
          <input
            aria-label={words.rightAmount(standing.symbol)}
            inputMode="decimal"
            value={amount}
            onChange={(typed) => setAmount(typed.target.value)}
          />
          <button type="submit" className="button" disabled={right === null}>
            {words.setRight}
          </button>
        </form>
      )}
    </li>
  );
}
