// Numbers as people read them: two decimals where they say something, and no amount that is there is shown as nothing.

const LEAST_SHOWN = 0.01;
const ROUNDING = 1e-9;
/** So near to a whole number an amount is shown whole: what solvers and held levels leave is smaller. */
const NEAR_WHOLE = 1e-5;

/** `12`, `12.50`, `< 0.01`, `0`. What differs from a whole number by rounding alone is shown whole. */
export function amountText(value: number): string {
  const whole = Math.round(value);
  if (whole !== 0 && Math.abs(value - whole) <= NEAR_WHOLE) return String(whole);
  if (Math.abs(value) <= ROUNDING) return "0";
  return moneyText(value);
}

/** `12.00`, `< 0.01`, `0.00`: always two decimals, as money stands in a column. */
export function moneyText(value: number): string {
  if (value > ROUNDING && value < LEAST_SHOWN) return `< ${LEAST_SHOWN}`;
  const text = value.toFixed(2);
  return text === "-0.00" ? "0.00" : text;
}

/** A share of 1 in percent: `0 %`, `< 0.1 %`, `81.8 %`, `> 99.9 %`, `100 %`. All and nothing are said only where they are so. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent > ROUNDING && percent < 0.1) return "< 0.1 %";
  if (percent > 99.9 && percent < 100 - ROUNDING) return "> 99.9 %";
  return `${Math.abs(percent - Math.round(percent)) < 0.05 ? Math.round(percent) : percent.toFixed(1)} %`;
}

/** A proven share in percent, rounded up to two digits, so that what is claimed is never more than what is proven. */
export function provenText(share: number): string {
  const percent = share * 100;
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.max(percent, 1e-12))));
  const scale = 10 ** Math.min(digits, 12);
  return `${Math.ceil(percent * scale - ROUNDING) / scale} %`;
}

/** The unit after a quantity; only the piece has a plural. */
export function unitText(value: number, unit: string): string {
  return unit === "piece" && amountText(value) !== "1" ? "pieces" : unit;
}

/** `2 pieces`, `1.50 kg`. */
export function quantityText(value: number, unit: string): string {
  return `${amountText(value)} ${unitText(value, unit)}`;
}
