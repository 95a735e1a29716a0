// One request to one answer: check the query, execute it, tell refusals and faults apart.

import { execute, type ExecutionResult, GraphQLError, type GraphQLSchema, OperationTypeNode, getOperationAST } from "graphql";
import { type DocumentCache, documentCache } from "./documentCache.js";
import { refusalError, requestError } from "./refusal.js";

/** What a client sends. */
export interface ApiRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
}

/** What a client gets; `data` is absent where the query was not executed at all. */
export interface ApiAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly ApiError[];
}
export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Executes requests over a context; `isMutation` tells beforehand what a request wants. Never throws. */
export interface ApiExecutor<Context> {
  readonly execute: (request: ApiRequest, context: Context) => Promise<ApiAnswer>;
  readonly isMutation: (request: ApiRequest) => boolean;
}

/** Faults of ours are told to `onFault` whole, and to the client only as a sentence. */
export function apiExecutor<Context>(schema: GraphQLSchema, onFault: (fault: unknown) => void): ApiExecutor<Context> {
  const checked = documentCache(schema);
  const mask = (error: GraphQLError) => answerError(error, onFault);
  return {
    isMutation: (request) => wantsMutation(checked, request),
    async execute(request, contextValue) {
      const found = checked(request.query);
      if ("errors" in found) return { errors: found.errors.map(mask) };
      const { variables: variableValues, operationName } = request;
      const result: ExecutionResult = await execute({ schema, document: found.document, contextValue, variableValues, operationName });
      const errors = result.errors?.map(mask);
      return { ...("data" in result && { data: result.data as Record<string, unknown> | null }), ...(errors && { errors }) };
    },
  };
}

function wantsMutation(checked: DocumentCache, request: ApiRequest): boolean {
  const found = checked(request.query);
  return "document" in found && getOperationAST(found.document, request.operationName)?.operation === OperationTypeNode.MUTATION;
}

/** A GraphQLError without another error behind it was meant for the client; all else is our fault and is not shown. */
function answerError(error: GraphQLError, onFault: (fault: unknown) => void): ApiError {
  const { originalError } = error;
  const isOurs = originalError !== undefined && originalError !== null && !(originalError instanceof GraphQLError);
  if (isOurs) onFault(originalError);
  const told = isOurs ? faultError(error) : requestError(error);
  const { message, path, locations, extensions } = told;
  return { message, ...(locations && { locations }), ...(path && { path }), extensions };
}

function faultError({ path }: GraphQLError): GraphQLError {
  return new GraphQLError("Something failed on our side; it is written down there, and nothing was changed by it that was not answered.", {
    path,
    extensions: { code: "FAULT", details: {} },
  });
}

/** Reads the body of a request; a refusal where it is none. */
export function readApiRequest(body: unknown): ApiRequest | GraphQLError {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return notARequest("the body is no JSON object");
  const { query, variables = null, operationName = null } = body as Record<string, unknown>;
  if (typeof query !== "string" || query === "") return notARequest("`query` is missing");
  if (typeof variables !== "object" || Array.isArray(variables)) return notARequest("`variables` is no object");
  if (operationName !== null && typeof operationName !== "string") return notARequest("`operationName` is no text");
  return { query, variables: variables as Record<string, unknown> | null, operationName };
}

const notARequest = (what: string) =>
  refusalError({
    code: "BAD_INPUT",
    message: `This is no GraphQL request: ${what}. Send JSON such as {"query": "{ region { name } }"}.`,
    details: {},
  });
