// Time on the folding rule: minutes in quarters of an hour.

/** The longest that is logged at once. */
export const MOST_MINUTES = 16 * 60;
export const STEP_MINUTES = 15;

/** The nearest quarter of an hour that can be logged. */
export function quarter(minutes: number): number {
  if (!Number.isFinite(minutes)) return 0;
  return Math.min(MOST_MINUTES, Math.max(0, Math.round(minutes / STEP_MINUTES) * STEP_MINUTES));
}

/** Hours as an exact decimal: quarters have two digits at most. */
export function hoursText(minutes: number): string {
  const quarters = Math.round(minutes / STEP_MINUTES);
  const rest = ["", ".25", ".5", ".75"][quarters % 4] ?? "";
  return `${Math.floor(quarters / 4)}${rest}`;
}

/** Hours and minutes apart, as the page shows them. */
export function hoursAndMinutes(minutes: number): { readonly hours: number; readonly rest: string } {
  return { hours: Math.floor(minutes / 60), rest: String(minutes % 60).padStart(2, "0") };
}

/** How many hours the rule shows: one more than were worked, at least four. */
export const ruleHours = (minutes: number): number => Math.max(4, Math.ceil((minutes + STEP_MINUTES) / 60));
