// The land, waters and borders under the region's map, as the program serves them.

import { useQuery } from "@tanstack/react-query";

type Line = readonly (readonly [lon: number, lat: number])[];

/** Rings and lines in degrees. */
export interface BaseMap {
  readonly countries: readonly { readonly name: string; readonly rings: readonly Line[] }[];
  readonly borders: readonly Line[];
  readonly lakes: readonly Line[];
  readonly rivers: readonly Line[];
}

async function readBaseMap(): Promise<BaseMap> {
  const answer = await fetch("/map.json");
  if (!answer.ok) throw new Error(`the map answered ${answer.status}`);
  return (await answer.json()) as BaseMap;
}

/** Null while it is read, and where it cannot be had: the marks stand without it. */
export const useBaseMap = (): BaseMap | null =>
  useQuery({ queryKey: ["map.json"], queryFn: readBaseMap, staleTime: Number.POSITIVE_INFINITY }).data ?? null;
