// Days, weeks and months by arithmetic: pure packages know no clock and no time zone.

/** First and last day of a period, ISO 8601. */
export interface PeriodDays {
  readonly start: string;
  readonly end: string;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const WEEK = /^(\d{4})-W(\d{2})$/;
const YEAR = /^(\d{4})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysOfMonth = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0));
const two = (value: number) => String(value).padStart(2, "0");
const dayText = (year: number, month: number, day: number) => `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;

/** Days since 1970-01-01, in the proleptic Gregorian calendar: the years before, their leap days, and the days of the year. */
export function dayNumber(day: string): number | null {
  const parts = DAY.exec(day);
  if (parts === null) return null;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1 || month < 1 || month > 12 || date < 1 || date > daysOfMonth(year, month)) return null;
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const inYear = MONTH_DAYS.slice(0, month - 1).reduce((sum, days) => sum + days, 0) + (month > 2 && isLeap(year) ? 1 : 0) + date - 1;
  return before * 365 + leapDays + inYear - 719_162;
}

/** The day of a number of days since 1970-01-01; the inverse of `dayNumber` from year 1 to 9999. */
export function dayOf(number: number): string {
  let year = 1970 + Math.floor(number / 365.2425);
  while (firstOfYear(year) > number) year -= 1;
  while (firstOfYear(year + 1) <= number) year += 1;
  let left = number - firstOfYear(year);
  let month = 1;
  while (left >= daysOfMonth(year, month)) {
    left -= daysOfMonth(year, month);
    month += 1;
  }
  return dayText(year, month, left + 1);
}

const firstOfYear = (year: number) => dayNumber(dayText(year, 1, 1)) ?? Number.POSITIVE_INFINITY;

/** The days of a period by its name: a year, a month (2027-01), a week of ISO 8601 (2027-W04) or a day. Null: the name is none of these. */
export function periodDays(name: string): PeriodDays | null {
  if (dayNumber(name) !== null) return { start: name, end: name };
  const month = MONTH.exec(name);
  if (month !== null) {
    const days = daysOfMonth(Number(month[1]), Number(month[2]));
    return days === 0 || Number(month[1]) === 0 ? null : { start: `${name}-01`, end: `${name}-${days}` };
  }
  const week = WEEK.exec(name);
  if (week !== null) return weekDays(Number(week[1]), Number(week[2]));
  return YEAR.test(name) && name !== "0000" ? { start: `${name}-01-01`, end: `${name}-12-31` } : null;
}

/** Week 1 is the week that holds the 4th of January; weeks begin on Monday. */
function weekDays(year: number, week: number): PeriodDays | null {
  const first = mondayOfWeekOne(year);
  const monday = first + (week - 1) * 7;
  if (week < 1 || monday >= mondayOfWeekOne(year + 1)) return null;
  return { start: dayOf(monday), end: dayOf(monday + 6) };
}

function mondayOfWeekOne(year: number): number {
  const fourth = dayNumber(dayText(year, 1, 4)) ?? 0;
  // 1970-01-01 was a Thursday: three days after a Monday.
  return fourth - ((((fourth + 3) % 7) + 7) % 7);
}
