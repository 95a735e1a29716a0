// The region that the page is of, and who looks at it: what every page wants to know.

import { useMemo } from "react";
import type { CancelPlanningMutation, ViewerHeadQuery } from "../api/generated";
import { document } from "../api/document";
import { useRead } from "../api/queries";
import { type Format, formatFor } from "../words/format";
import { useLanguage } from "../words/language";
import cancelText from "./cancelPlanning.graphql?raw";
import headText from "./viewerHead.graphql?raw";

const viewerHead = document<ViewerHeadQuery, Record<string, never>>(headText);
/** Stops the planning that runs; the last plan stays. */
export const cancelPlanning = document<CancelPlanningMutation, Record<string, never>>(cancelText);

/** Null while it is read for the first time. */
export function useRegion(): ViewerHeadQuery | null {
  return useRead(viewerHead, {}).data ?? null;
}

/** Numbers and days in the language that is spoken and the region's currency. */
export function useFormat(): Format {
  const language = useLanguage();
  const currency = useRegion()?.region.currency ?? "";
  return useMemo(() => formatFor(language, currency), [language, currency]);
}

/** The name of a period by its id, "January 2027". */
export function usePeriodName(): (id: string) => string {
  const format = useFormat();
  const periods = useRegion()?.region.periods;
  return (id) => {
    const period = periods?.find((entry) => entry.id === id);
    return period === undefined ? id : format.period(period);
  };
}
