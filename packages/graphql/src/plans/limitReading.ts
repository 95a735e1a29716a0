// A limit with its price, in ids; names as the planner has them.

export interface LimitReading {
  readonly kind: "machine" | "labour" | "ceiling" | "money" | "market";
  readonly workshop?: string | undefined;
  readonly capability?: string | undefined;
  readonly territory?: string | undefined;
  readonly skill?: string | undefined;
  readonly co2?: true | undefined;
  readonly extract?: string | undefined;
  readonly item?: string | undefined;
  readonly period: string;
  readonly price: number;
  readonly unit: string;
}
