// Requests of somebody with the ids of others in them: in every place of a query or a change where an id stands.

import { VOCABULARY, type NounName } from "@commonwright/rea";
import { getNamedType, type GraphQLSchema, isInputObjectType, isListType, getNullableType } from "graphql";
import { rootOf } from "../valueflows/asking.js";
import type { Chance } from "../valueflows/hostile.js";

/** Ids that there are, by kind. */
export type Pool = ReadonlyMap<string, readonly string[]>;

/** What swapping needs: which ids there are, and what an agent's revision of a record is called now. */
export interface Swapping {
  readonly schema: GraphQLSchema;
  readonly pool: Pool;
  readonly revisionOf: (kind: string, id: string) => Promise<string | null>;
}

/** Kinds of records that a property may name. */
const KINDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(VOCABULARY)
    .flatMap(({ properties }) => Object.entries(properties))
    .flatMap(([name, property]) => ("to" in property ? [[name, property.to as readonly string[]] as const] : [])),
);
const ARGUMENTS: Readonly<Record<string, string>> = {
  agent: "agent",
  worker: "agent",
  accepter: "agent",
  proposal: "proposal",
  recipe: "recipe",
  resource: "economicResource",
  place: "spatialThing",
  item: "resourceSpecification",
  withoutWorkshop: "agent",
  lot: "batchLotRecord",
};

const kindsAt = (property: string): readonly string[] =>
  KINDS.get(property) ?? (ARGUMENTS[property] === undefined ? [] : [ARGUMENTS[property]]);

/** The kind of record that a mutation is about. */
export function kindOf(mutation: string): string {
  const word = mutation.replace(/^(create|update|delete|correct|change|withdraw|setAccount)/u, "");
  const own: Readonly<Record<string, string>> = {
    Person: "agent",
    Organization: "agent",
    EcologicalAgent: "agent",
    Workshop: "agent",
    ProductBatch: "batchLotRecord",
    Need: "intent",
    Limit: "economicResource",
  };
  const noun = word.charAt(0).toLowerCase() + word.slice(1);
  return own[word] ?? (noun in VOCABULARY ? (noun as NounName) : "agent");
}

/** An id for a property: mostly of a kind that belongs there. */
function idFor(property: string, { pool }: Swapping, chance: Chance): string {
  const fitting = kindsAt(property).flatMap((kind) => pool.get(kind) ?? []);
  return fitting.length > 0 && chance.is(0.85) ? chance.pick(fitting) : chance.pick([...pool.values()].flat());
}

/** The arguments of a change with other ids in them, and with more ids than there were. */
export async function swapped(
  { mutation, args }: { readonly mutation: string; readonly args: Readonly<Record<string, unknown>> },
  swapping: Swapping,
  chance: Chance,
): Promise<Record<string, unknown>> {
  const revision = async (before: string) => {
    const kind = kindOf(mutation);
    const revisionId = await swapping.revisionOf(kind, chance.pick(swapping.pool.get(kind) ?? [before]));
    return chance.is(0.6) ? (revisionId ?? before) : before;
  };
  const value = async (property: string, given: unknown): Promise<unknown> => {
    if (property === "revisionId") return revision(String(given));
    if (Array.isArray(given)) return Promise.all(given.map((each) => value(property, each)));
    if (typeof given === "object" && given !== null && !("hasNumericalValue" in given)) return object(given);
    if (typeof given !== "string") return given;
    if (property === "id") return chance.is(0.1) ? idFor(kindOf(mutation), swapping, chance) : given;
    return kindsAt(property).length > 0 && chance.is(0.4) ? idFor(property, swapping, chance) : given;
  };
  const object = async (given: object) =>
    Object.fromEntries(await Promise.all(Object.entries(given).map(async ([key, each]) => [key, await value(key, each)] as const)));
  return withMore(mutation, (await object(args)) as Record<string, unknown>, { swapping, chance });
}

interface More {
  readonly swapping: Swapping;
  readonly chance: Chance;
}

/** Names others in what was left out. */
function withMore(mutation: string, args: Record<string, unknown>, { swapping, chance }: More): Record<string, unknown> {
  const more = { ...args };
  for (const { name, type } of rootOf(swapping.schema, "mutation").getFields()[mutation].args) {
    const input = getNamedType(type);
    if (!isInputObjectType(input)) continue;
    const given = { ...(more[name] as Record<string, unknown>) };
    for (const field of Object.values(input.getFields())) {
      if (given[field.name] !== undefined || kindsAt(field.name).length === 0 || !chance.is(0.15)) continue;
      const id = idFor(field.name, swapping, chance);
      given[field.name] = isListType(getNullableType(field.type)) ? [id] : id;
    }
    more[name] = given;
  }
  return more;
}
