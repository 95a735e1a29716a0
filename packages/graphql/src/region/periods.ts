// Periods with their days, from their names: a month, a week of ISO 8601, or a day.

/** First and last day, such as 2027-01-01 and 2027-01-31. */
export interface PeriodDays {
  readonly id: string;
  readonly start: string;
  readonly end: string;
}

const MONTH = /^(\d{4})-(\d{2})$/;
const WEEK = /^(\d{4})-W(\d{2})$/;
const DAY_MS = 24 * 3600 * 1000;
const dayText = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The days of a period. A name that is no date is taken as both. */
export function periodDays(id: string): PeriodDays {
  const month = MONTH.exec(id);
  if (month !== null) {
    const [year, number] = [Number(month[1]), Number(month[2])];
    return { id, start: `${id}-01`, end: dayText(Date.UTC(year, number, 0)) };
  }
  const week = WEEK.exec(id);
  if (week === null) return { id, start: id, end: id };
  const start = mondayOf(Number(week[1]), Number(week[2]));
  return { id, start: dayText(start), end: dayText(start + 6 * DAY_MS) };
}

/** Week 1 holds the 4th of January; weeks begin on Monday. */
function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const sinceMonday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 - sinceMonday) * DAY_MS;
}
