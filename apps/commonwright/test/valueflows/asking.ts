// Asks a served community in this process, past the door: as fast as it can answer, as whoever it likes.

import { HOUSE, VISITOR as NOBODY } from "@commonwright/commons";
import type { ApiAnswer } from "@commonwright/graphql";
import { type GraphQLSchema, isObjectType, type GraphQLObjectType, buildSchema } from "graphql";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Caller } from "../../src/http/viewer.js";
import type { ServedHamlet } from "../up/region.js";
import type { Change } from "./everything.js";

export const STEWARD: Caller = { kind: "steward", name: "a test", actor: HOUSE, refusal: null };
export const VISITOR: Caller = { kind: "public", name: null, actor: NOBODY, refusal: { code: "UNAUTHENTICATED", message: "a visitor" } };

/** The whole contract. */
export const contract = (): GraphQLSchema =>
  buildSchema(readFileSync(path.join(import.meta.dirname, "../../../../contract/schema.graphql"), "utf8"));

export type Ask = (query: string, variables?: Record<string, unknown>, caller?: Caller) => Promise<ApiAnswer & { readonly data?: any }>;

/** Gives the way to ask. */
export const askerOf =
  ({ serving }: Pick<ServedHamlet, "serving">): Ask =>
  async (query, variables = {}, caller = STEWARD) => {
    const answer = await serving.community.execute({ query, variables, operationName: null }, caller);
    return typeof answer === "string" ? (JSON.parse(answer) as ApiAnswer) : answer;
  };

/** The type of queries, or of changes. */
export function rootOf(schema: GraphQLSchema, which: "query" | "mutation"): GraphQLObjectType {
  const type = which === "query" ? schema.getQueryType() : schema.getMutationType();
  if (!isObjectType(type)) throw new Error(`the contract has no ${which}`);
  return type;
}

/** The text of a change with its inputs as variables, and what it asks back. */
export function changeText(schema: GraphQLSchema, { mutation, args }: Change, selection: string): string {
  const field = rootOf(schema, "mutation").getFields()[mutation];
  if (field === undefined) throw new Error(`the contract has no ${mutation}`);
  const given = field.args.filter(({ name }) => name in args);
  if (given.length === 0) return `mutation { ${mutation} ${selection} }`;
  const variables = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  return `mutation (${variables}) { ${mutation}(${given.map(({ name }) => `${name}: $${name}`).join(", ")}) ${selection} }`;
}
