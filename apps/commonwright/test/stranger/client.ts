// A client as somebody writes it for vf-graphql 0.9: every request is held against the official schema before it is sent. Nothing of ours is imported.

import { createRequire } from "node:module";
import vf from "@valueflows/vf-graphql";
import { buildSchema, type GraphQLSchema, parse, validate } from "graphql";

interface Binding {
  readonly buildSchema: (modules: string[]) => GraphQLSchema;
  readonly printSchema: (schema: GraphQLSchema) => string;
}

/** The official schema, without the modules that keep history and are of another purpose. */
export function officialSchema(): GraphQLSchema {
  const binding = vf as unknown as Binding;
  const { schemaModules } = createRequire(import.meta.url)("@valueflows/vf-graphql/schema-manifest.js") as {
    readonly schemaModules: Readonly<Record<string, unknown>>;
  };
  const modules = Object.keys(schemaModules).filter((name) => !["history", "appreciation", "scenario"].includes(name));
  // Printed and read again: the package builds with a graphql of its own.
  return buildSchema(binding.printSchema(binding.buildSchema(modules)));
}

// The answers are of any shape, as for any client without generated types.
// biome-ignore lint/suspicious/noExplicitAny: what a GraphQL server answers.
export type Data = any;

/** What a server says instead of an answer. */
export interface Refusal {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly details?: Data };
}

/** Asks an endpoint. */
export interface Client {
  /** The data; throws where there are errors. The request must be valid by the official schema. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Data>;
  /** The errors; throws where there are none. */
  readonly refused: (query: string, variables?: Record<string, unknown>) => Promise<readonly Refusal[]>;
  /** As `ask`, with names that only Valueflows 1.0 has. */
  readonly askBeyond: (query: string, variables?: Record<string, unknown>) => Promise<Data>;
  /** Makes a record by `createWord`, and gives it back with its id and revisionId and what `fields` ask for. */
  readonly create: (word: string, input: Record<string, unknown>, fields?: string) => Promise<Data>;
}

/** A client that knows an endpoint and a token. */
export function clientOf(endpoint: string, token: string): Client {
  const official = officialSchema();
  const send = async (query: string, variables: Record<string, unknown> = {}): Promise<{ data: Data; errors?: readonly Refusal[] }> => {
    for (;;) {
      const answer = await fetch(endpoint, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await answer.json()) as { data: Data; errors?: readonly Refusal[] };
      // So many changes a second are taken from one address; who is told so waits.
      if (!errors?.some(({ message }) => message.includes("must wait"))) return { data, ...(errors && { errors }) };
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  const held = (query: string) => {
    const faults = validate(official, parse(query));
    if (faults.length > 0) throw new Error(`not a request of vf-graphql 0.9: ${faults.map(({ message }) => message).join(" ")}\n${query}`);
    return query;
  };
  const answered = ({ data, errors }: { data: Data; errors?: readonly Refusal[] }, query: string): Data => {
    if (errors !== undefined) throw new Error(`${errors.map(({ message }) => message).join(" ")}\n${query}`);
    return data;
  };
  const ask: Client["ask"] = async (query, variables) => answered(await send(held(query), variables), query);
  return {
    ask,
    askBeyond: async (query, variables) => answered(await send(query, variables), query),
    refused: async (query, variables) => {
      const { data, errors } = await send(held(query), variables);
      if (errors === undefined) throw new Error(`not refused: ${JSON.stringify(data)}\n${query}`);
      return errors;
    },
    create: async (word, input, fields = "") => {
      const field = official.getMutationType()?.getFields()[`create${word}`];
      const [argument] = field?.args ?? [];
      if (field === undefined || argument === undefined) throw new Error(`vf-graphql 0.9 has no create${word}`);
      const answer = `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
      const holder = word === "Person" || word === "Organization" ? "agent" : answer;
      const query = `mutation ($input: ${String(argument.type)}) { create${word}(${argument.name}: $input) { ${holder} { id revisionId ${fields} } } }`;
      return (await ask(query, { input }))[`create${word}`][holder];
    },
  };
}
