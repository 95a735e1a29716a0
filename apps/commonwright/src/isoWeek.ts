// Names of weeks as in ISO 8601: 2027-W01 is the week with the first Thursday of 2027.

const DAY = 86_400_000;

/** The names of `count` weeks, from the one after that of `now` (UTC). */
export function periodsFrom(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, k) => isoWeek(new Date(now.getTime() + (k + 1) * 7 * DAY)));
}

/** The ISO week of a day (UTC), such as 2027-W01. */
export function isoWeek(day: Date): string {
  const midnight = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate());
  const weekday = (day.getUTCDay() + 6) % 7; // 0: Monday
  const thursday = new Date(midnight + (3 - weekday) * DAY);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = 1 + Math.floor((thursday.getTime() - newYear) / (7 * DAY));
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}
