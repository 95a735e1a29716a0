import type { CommonsStore } from "@commonwright/commons";
export function ledgerTests(_doors: () => readonly [CommonsStore, CommonsStore], _runs: number): void {}
