// Instants as people write them: ISO 8601 of any precision, without a clock.

import { dayNumber, dayOf } from "../region/calendar.js";

const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Milliseconds since 1970 in UTC of an instant of any precision ("2027", "2027-01", "2027-01-31", "2027-01-31T13:30+01:00"), or null: it is none.
 * What is left out is the beginning; without a zone it is UTC. Only for comparing: records keep the text.
 */
export function instantOf(text: string): number | null {
  const parts = ISO.exec(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((index) =>
    Number(parts[index] ?? (index === 2 || index === 3 ? 1 : 0)),
  );
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return null;
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const days = dayNumber(date);
  const zone = zoneOf(parts[8]);
  if (days === null || zone === null) return null;
  const milliseconds = Number(`0.${parts[7] ?? "0"}`) * 1000;
  return days * DAY + hour * 3_600_000 + minute * 60_000 + second * 1000 + Math.floor(milliseconds) - zone;
}

/** The last millisecond that a text of its precision may mean, or null: an end of "2027-01-31" is not before noon of that day. */
export function latestOf(text: string): number | null {
  const parts = ISO.exec(text);
  const start = instantOf(text);
  if (parts === null || start === null) return null;
  const [year, month] = [Number(parts[1]), Number(parts[2] ?? 1)];
  if (parts[2] === undefined) return start + daysFrom([year, 1], [year + 1, 1]) * DAY - 1;
  if (parts[3] === undefined) return start + daysFrom([year, month], month === 12 ? [year + 1, 1] : [year, month + 1]) * DAY - 1;
  const spans = [
    [4, DAY],
    [6, 60_000],
    [7, 1000],
  ] as const;
  const coarsest = spans.find(([index]) => parts[index] === undefined);
  return start + (coarsest === undefined ? 0 : coarsest[1] - 1);
}

type Month = readonly [year: number, month: number];

/** The days between the first days of two months. Behind the last year that can be written there is none: what ends there ends with its December. */
function daysFrom(from: Month, to: Month): number {
  const [first, next] = [from, to].map(([year, month]) => dayNumber(`${pad(year, 4)}-${pad(month, 2)}-01`));
  return (next ?? END_OF_TIME) - (first ?? 0);
}

const END_OF_TIME = (dayNumber("9999-12-31") ?? 0) + 1;
const DAY = 86_400_000;
const pad = (value: number, length: number) => String(value).padStart(length, "0");

/** Milliseconds that a zone is ahead of UTC, or null: no place is so far ahead or behind. */
function zoneOf(zone: string | undefined): number | null {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const [, sign, hours, minutes = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The first and the last millisecond that can be written: the years 1 to 9999. */
const FIRST = (dayNumber("0001-01-01") ?? 0) * DAY;
const LAST = ((dayNumber("9999-12-31") ?? 0) + 1) * DAY - 1;

/** An instant in UTC (2027-01-31T13:30:00Z; with milliseconds where there are any) of whole milliseconds since 1970, or null: its year is not 1 to 9999. */
export function instantText(milliseconds: number): string | null {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < FIRST || milliseconds > LAST) return null;
  const days = Math.floor(milliseconds / DAY);
  const left = milliseconds - days * DAY;
  const [hours, minutes, seconds] = [Math.floor(left / 3_600_000), Math.floor(left / 60_000) % 60, Math.floor(left / 1000) % 60];
  const fraction = left % 1000 === 0 ? "" : `.${pad(left % 1000, 3)}`;
  return `${dayOf(days)}T${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}${fraction}Z`;
}
