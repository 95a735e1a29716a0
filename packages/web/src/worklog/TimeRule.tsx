// Time on a folding rule, in quarters of an hour.

import { Minus, Plus } from "lucide-react";
import { Icon } from "../design/icons";
import { useWords } from "../words/useWords";
import { hoursAndMinutes, quarter, ruleHours, STEP_MINUTES } from "./minutes";
import { worklogWords } from "./words";

const WIDTH = 360;
const EDGE = 10;

export function TimeRule({ minutes, onChange }: { readonly minutes: number; readonly onChange: (minutes: number) => void }) {
  const words = useWords(worklogWords);
  const { hours, rest } = hoursAndMinutes(minutes);
  const step = (by: number) => onChange(quarter(minutes + by));
  return (
    <>
      <div className="time">
        <button type="button" className="step" aria-label={words.less} disabled={minutes === 0} onClick={() => step(-STEP_MINUTES)}>
          <Icon of={Minus} size={28} />
        </button>
        <output className="hours" aria-live="polite" aria-label={words.hours(hours, rest)}>
          {hours}
          <small>h</small>
          {rest}
        </output>
        <button type="button" className="step" aria-label={words.more} onClick={() => step(STEP_MINUTES)}>
          <Icon of={Plus} size={28} />
        </button>
      </div>
      <Rule minutes={minutes} onChange={onChange} label={words.rule} />
    </>
  );
}

interface RuleProps {
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
  readonly label: string;
}

/** The drawing lies over a slider, which does the work for fingers, keys and those who listen. */
function Rule({ minutes, onChange, label }: RuleProps) {
  const whole = ruleHours(minutes);
  const x = (hours: number) => EDGE + (hours / whole) * (WIDTH - 2 * EDGE);
  const ticks = Array.from({ length: whole * 4 + 1 }, (_, index) => index / 4);
  return (
    <div className="rule">
      <svg viewBox={`0 0 ${WIDTH} 64`} aria-hidden="true">
        <rect x="0.5" y="4.5" width={WIDTH - 1} height="44" fill="var(--sheet)" stroke="var(--ink)" />
        <rect x="1" y="5" width={Math.max(0, x(minutes / 60) - 1)} height="43" fill="var(--leaf-wash)" />
        {ticks.map((hours) => (
          <line key={hours} x1={x(hours)} x2={x(hours)} y1="5" y2={5 + tickLength(hours)} stroke="var(--ink)" />
        ))}
        {ticks
          .filter((hours) => Number.isInteger(hours) && (whole <= 8 || hours % 2 === 0))
          .map((hours) => (
            <text key={hours} x={x(hours)} y="41" textAnchor={anchorOf(hours, whole)}>
              {hours} h
            </text>
          ))}
        <line x1={x(minutes / 60)} x2={x(minutes / 60)} y1="0" y2="50" stroke="var(--kiln)" strokeWidth="3" />
        <path d={`M${x(minutes / 60) - 12} 62h24l-12-14z`} fill="var(--kiln)" />
      </svg>
      <input
        type="range"
        min="0"
        max={whole * 60}
        step={STEP_MINUTES}
        value={minutes}
        aria-label={label}
        onChange={(event) => onChange(quarter(Number(event.target.value)))}
      />
    </div>
  );
}

function tickLength(hours: number): number {
  if (Number.isInteger(hours)) return 20;
  return Number.isInteger(hours * 2) ? 14 : 9;
}

function anchorOf(hours: number, whole: number): "start" | "middle" | "end" {
  if (hours === 0) return "start";
  return hours === whole ? "end" : "middle";
}
