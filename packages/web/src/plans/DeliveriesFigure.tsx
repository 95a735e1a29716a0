// What is carried, on the map, for all periods or one.

import { lazy, Suspense, useMemo } from "react";
import type { PlanPageQuery } from "../api/generated";
import { Figure } from "../design/figure";
import { Loading } from "../design/parts";
import { useSize } from "../design/useSize";
import type { MapPlace } from "../region/mapLayout";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import type { PlanView } from "./GanttFigure";
import { planWords } from "./words";

const RegionMap = lazy(() => import("../region/RegionMap").then((module) => ({ default: module.RegionMap })));

export interface DeliveriesProps {
  readonly plan: PlanView;
  readonly periods: PlanPageQuery["region"]["periods"];
  readonly period: string;
  readonly onPeriod: (period: string) => void;
  readonly number: number;
}

export function DeliveriesFigure({ plan, periods, period, onPeriod, number }: DeliveriesProps) {
  const words = useWords(planWords);
  const format = useFormat();
  const { element, width } = useSize();
  const shown = useMemo(() => plan.shipments.filter((shipment) => period === "" || shipment.period === period), [plan, period]);
  const places = useMemo(() => placesOf(shown), [shown]);
  const deliveries = useMemo(() => shown.map(({ from, to, massKg }) => ({ from: from.id, to: to.id, massKg })), [shown]);
  const middle = places[0] ?? { lat: 0, lon: 0 };
  const height = width < 600 ? 340 : 460;
  return (
    <Figure
      number={number}
      name={words.deliveries}
      says={
        <>
          {words.deliveriesSay}{" "}
          <select value={period} aria-label={words.period} className="small-select" onChange={(event) => onPeriod(event.target.value)}>
            <option value="">{words.allPeriods}</option>
            {periods.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {format.period(entry)}
              </option>
            ))}
          </select>
        </>
      }
    >
      <div ref={element} style={{ minHeight: height }}>
        <Suspense fallback={<Loading />}>
          {width > 0 && places.length > 0 && (
            <RegionMap
              places={places}
              deliveries={deliveries}
              centre={{ lat: middle.lat, lon: middle.lon }}
              width={width}
              height={height}
              label={words.deliveries}
              isCompact={width < 600}
            />
          )}
        </Suspense>
      </div>
    </Figure>
  );
}

/** The places that something comes from or goes to. */
function placesOf(shipments: PlanView["shipments"]): MapPlace[] {
  const places = new Map<string, MapPlace>();
  for (const { from, to } of shipments) {
    for (const [place, isSender] of [
      [from, true],
      [to, false],
    ] as const) {
      if (place.point === null) continue;
      const isWorking = isSender || places.get(place.id)?.state === "works";
      places.set(place.id, {
        id: place.id,
        name: place.name,
        level: place.level,
        lat: place.point.lat,
        lon: place.point.lon,
        hours: 40,
        state: isWorking ? "works" : "need",
      });
    }
  }
  return [...places.values()];
}
