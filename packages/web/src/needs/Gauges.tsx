// What one piece costs in money, work and CO2, beside what the market asks.

import type { ReactNode } from "react";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import type { AnswerView } from "./NeedTree";
import { needWords } from "./words";

export function Gauges({ answer }: { readonly answer: AnswerView }) {
  const words = useWords(needWords);
  const format = useFormat();
  const { met, cost, marketMoney } = answer;
  if (met <= 0) return null;
  const market = marketMoney === null ? null : marketMoney / met;
  return (
    <div className="gauges">
      <Gauge
        title={words.moneyForOne}
        value={cost.money / met}
        against={market}
        text={words.atCost(format.money(cost.money / met))}
        other={market === null ? null : words.market(format.money(market))}
      />
      <Gauge
        title={words.workForOne}
        value={cost.labourHours / met}
        against={null}
        text={words.hoursOfWork(format.hours(cost.labourHours / met))}
        other={null}
      />
      <Gauge
        title={
          <>
            CO<sub>2</sub>, {words.co2ForOne}
          </>
        }
        value={cost.co2Kg / met}
        against={null}
        text={format.kilograms(cost.co2Kg / met)}
        other={null}
      />
    </div>
  );
}

interface GaugeProps {
  readonly title: ReactNode;
  readonly value: number;
  /** On the same scale; null: nothing to compare with. */
  readonly against: number | null;
  readonly text: string;
  readonly other: string | null;
}

/** Ours as a hatched bar from zero, the market as a dimension line on the same scale. */
function Gauge({ title, value, against, text, other }: GaugeProps) {
  const whole = Math.max(value, against ?? value / 0.62, 1e-9);
  return (
    <div className="gauge">
      <p className="soft small">{title}</p>
      <div className="scale">
        <i className="planned bar moves" style={{ width: `${(100 * value) / whole}%` }} />
        {against !== null && (
          <b
            style={{ left: `${(100 * Math.min(value, against)) / whole}%`, right: `${100 - (100 * Math.max(value, against)) / whole}%` }}
          />
        )}
      </div>
      <p className="gauge-words">
        <strong>{text}</strong>
        {other !== null && <span className="soft small">{other}</span>}
      </p>
    </div>
  );
}
