// Tells how far the planning is, lets it be stopped, and says when a plan came.

import { useEffect, useState } from "react";
import { useLive } from "../api/live";
import { request } from "../api/request";
import { useWords } from "../words/useWords";
import { cancelPlanning, useFormat, useRegion } from "./useRegion";
import { shellWords } from "./words";

const STAGES = {
  firstAnswer: "stageFirst",
  ways: "stageWays",
  priority1: "stagePriority1",
  priority2: "stagePriority2",
  priority3: "stagePriority3",
  cost: "stageCost",
  prices: "stagePrices",
  reading: "stageReading",
} as const;
const isStage = (stage: string): stage is keyof typeof STAGES => stage in STAGES;
const SHOWN_MS = 6_000;

/** One line while a planning runs; a short word when it is done. */
export function PlanningLine() {
  const words = useWords(shellWords);
  const format = useFormat();
  const live = useLive();
  const head = useRegion();
  const planning = live.planning;
  const told = useShortly(live.isNewPlan ? live.plan : null);
  if (planning === null) {
    return (
      <div className={told === null && live.failure === null ? "hidden" : "strip"} role="status">
        {live.failure ?? (told === null ? "" : words.planReady(told))}
      </div>
    );
  }
  const stage = isStage(planning.stage) ? words[STAGES[planning.stage]] : planning.stage;
  const isCost = planning.stage === "cost" && planning.objective !== null;
  return (
    <div className="strip" role="status" aria-live="off">
      <span className="turning" aria-hidden />
      <span>
        <strong>{words.planning}</strong> {stage}
        {isCost && `, ${format.wholeMoney(planning.objective ?? 0)}`}
      </span>
      {head?.viewer.mayChange === true && (
        <button type="button" className="link" onClick={() => void request(cancelPlanning, {}).catch(() => undefined)}>
          {words.cancel}
        </button>
      )}
    </div>
  );
}

/** A value for a short while after it changed, then null. */
function useShortly(value: number | null): number | null {
  const [shown, setShown] = useState<number | null>(null);
  useEffect(() => {
    if (value === null) return;
    setShown(value);
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return shown;
}
