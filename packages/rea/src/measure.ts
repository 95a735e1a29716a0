// A quantity with its unit.

/** A quantity with its unit. `hasNumericalValue` is an exact decimal as text, such as "0.25". */
export interface Measure {
  readonly hasNumericalValue: string;
  readonly hasUnit: string;
}
