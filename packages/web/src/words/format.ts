// Numbers, money, amounts and days as people read them.

/** Everything that depends on the language and the region's currency. Built once for each pair. */
export interface Format {
  /** A count or amount with at most two decimals, "1,234.5"; tiny amounts as "trace". */
  readonly amount: (value: number) => string;
  /** An amount with its unit; pieces are counted without saying so. */
  readonly quantity: (value: number, unit: string) => string;
  /** With exactly two decimals, without the currency: for columns that name it. */
  readonly cents: (value: number) => string;
  /** Money with its currency. */
  readonly money: (value: number) => string;
  /** Money without decimals, for labels of pictures. */
  readonly wholeMoney: (value: number) => string;
  /** Hours with one decimal and unit. */
  readonly hours: (value: number) => string;
  readonly kilograms: (value: number) => string;
  readonly kilometres: (value: number) => string;
  /** A share from 0 to 1 in percent. */
  readonly share: (value: number) => string;
  /** A day, "4 Dec"; `isLong`: "Friday 4 December 2026". */
  readonly day: (iso: string, isLong?: boolean) => string;
  /** A period by its first and last day, "January 2027", "week of 4 Jan"; its id where it has no days. */
  readonly period: (period: { readonly id: string; readonly start: string; readonly end: string }) => string;
  /** A list in words: "WeMake, Tradate and Bergamo". */
  readonly list: (parts: readonly string[]) => string;
}

const utc = (iso: string) => new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
const UNSAID: ReadonlySet<string> = new Set(["piece", "pieces", "one", ""]);
const DAY_MS = 86_400_000;

/** `language` is a BCP 47 tag, `currency` an ISO 4217 code or any short name. */
export function formatFor(spoken: string, currency: string): Format {
  // British English says "4 Dec", as the rest of Europe does.
  const language = spoken === "en" ? "en-GB" : spoken;
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const cents = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const ones = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const wholes = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const shares = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const sign = currency === "EUR" ? "€" : currency;
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const longDay = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });
  const lists = new Intl.ListFormat(language, { type: "conjunction" });
  const unit = (value: number, name: string) =>
    `${value !== 0 && Math.abs(value) < 1 ? numbers.format(value) : ones.format(value)} ${name}`;
  return {
    amount: (value) => (value !== 0 && Math.abs(value) < 0.005 ? `< ${numbers.format(0.01)}` : numbers.format(value)),
    quantity: (value, unit) => {
      const text = value !== 0 && Math.abs(value) < 0.005 ? `< ${numbers.format(0.01)}` : numbers.format(value);
      return UNSAID.has(unit) ? text : `${text} ${unit}`;
    },
    cents: (value) => cents.format(value),
    money: (value) => `${sign} ${cents.format(value)}`,
    wholeMoney: (value) => wholes.format(value),
    hours: (value) => unit(value, "h"),
    kilograms: (value) => unit(value, "kg"),
    kilometres: (value) => `${value < 10 ? ones.format(value) : wholes.format(value)} km`,
    share: (value) => shares.format(value),
    day: (iso, isLong = false) => (isLong ? longDay : day).format(utc(iso)),
    period: ({ id, start, end }) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(start)) return id;
      const days = (utc(end).getTime() - utc(start).getTime()) / DAY_MS + 1;
      if (days >= 28 && days <= 31 && start.endsWith("-01")) return month.format(utc(start));
      return days === 1 ? day.format(utc(start)) : day.formatRange(utc(start), utc(end));
    },
    list: (parts) => lists.format(parts),
  };
}
