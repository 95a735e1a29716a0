// What a workshop's machines come to: hours, how busy, who said so.

/** A machine as the API tells it; hours are decimals as text. */
export interface MachineView {
  readonly capability: string;
  readonly hoursPerPeriod: string;
  readonly costPerHour: string;
  readonly isConfirmed: boolean;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
  readonly plannedHours: readonly number[];
}

/** Free hours in a period, of all machines. */
export const freeOf = (machines: readonly MachineView[]): number =>
  machines.reduce((sum, { hoursPerPeriod }) => sum + Number(hoursPerPeriod), 0);

/** Planned share of all free hours, over all periods, 0 to 1; 0 where nothing is free. */
export function busyShare(machines: readonly MachineView[]): number {
  const free = machines.reduce((sum, { hoursPerPeriod, plannedHours }) => sum + Number(hoursPerPeriod) * plannedHours.length, 0);
  const planned = machines.reduce((sum, { plannedHours }) => sum + plannedHours.reduce((all, hours) => all + hours, 0), 0);
  return free > 0 ? Math.min(1, planned / free) : 0;
}

/** Who said so: all of it one person, some of it, or nobody. */
export function confirmation(
  machines: readonly MachineView[],
): { readonly kind: "assumed" | "partly" } | { readonly kind: "confirmed"; readonly by: string; readonly at: string } {
  const confirmed = machines.filter(({ isConfirmed }) => isConfirmed);
  const [first] = confirmed;
  if (first === undefined) return { kind: "assumed" };
  if (confirmed.length < machines.length) return { kind: "partly" };
  return { kind: "confirmed", by: first.confirmedBy ?? "", at: first.confirmedAt ?? "" };
}

/** Kilometres as the crow flies. */
export function crowKm(a: { readonly lat: number; readonly lon: number }, b: { readonly lat: number; readonly lon: number }): number {
  const radians = Math.PI / 180;
  const half =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(half)));
}
