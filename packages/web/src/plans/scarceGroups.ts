// The same limit over several periods is one shortage for people.

/** A scarcity as the API tells it. */
export interface ScarcityView {
  readonly limit: {
    readonly kind: string;
    readonly workshop: { readonly id: string } | null;
    readonly capability: string | null;
    readonly territory: { readonly id: string } | null;
    readonly skill: string | null;
    readonly item: { readonly id: string } | null;
    readonly isCo2: boolean;
    readonly period: string;
    readonly price: number;
  };
  readonly priority: string | null;
  readonly lifted: number;
  readonly used: number;
  readonly available: number | null;
}

/** One shortage: the row that costs most stands for it, sums are over its periods. */
export interface ScarceGroup<Row extends ScarcityView> {
  readonly key: string;
  readonly first: Row;
  readonly periods: readonly string[];
  readonly lifted: number;
  readonly used: number;
  readonly available: number | null;
}

/** Ranked by what the shortage costs the whole plan; what keeps needs unmet and what costs are told apart. */
export function scarceGroups<Row extends ScarcityView>(rows: readonly Row[]): ScarceGroup<Row>[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const { kind, workshop, capability, territory, skill, item, isCo2 } = row.limit;
    const key = [kind, workshop?.id, capability, territory?.id, skill, item?.id, isCo2, row.priority].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .flatMap(([key, members]) => {
      const [first] = members.toSorted((a, b) => b.lifted - a.lifted);
      if (first === undefined) return [];
      const available = members.some((row) => row.available === null) ? null : members.reduce((sum, row) => sum + (row.available ?? 0), 0);
      return [
        {
          key,
          first,
          periods: members.map(({ limit }) => limit.period).toSorted(),
          // One market or machine that is short in several periods is short once: the greatest counts.
          lifted: first.lifted,
          used: members.reduce((sum, { used }) => sum + used, 0),
          available,
        },
      ];
    })
    .toSorted((a, b) => b.lifted - a.lifted);
}
