// One request to one answer: check the query, execute it, tell refusals and faults apart.

import { execute, type ExecutionResult, GraphQLError, type GraphQLSchema, OperationTypeNode, getOperationAST } from "graphql";
import { type DocumentCache, documentCache } from "./documentCache.js";
import { type ApiRefusal, TOLD_ALREADY } from "./refusal.js";

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
      const errors = result.errors?.filter((error) => error !== TOLD_ALREADY).map(mask);
      return { ...("data" in result && { data: result.data as Record<string, unknown> | null }), ...(errors && { errors }) };
    },
  };
}

function wantsMutation(checked: DocumentCache, request: ApiRequest): boolean {
  const found = checked(request.query);
  return "document" in found && getOperationAST(found.document, request.operationName)?.operation === OperationTypeNode.MUTATION;
}

/**
 * A GraphQLError without another error behind it was meant for the client: ours has its code, and where GraphQL itself raised it (syntax, unknown field,
 * wrong variable) the request was wrong. All else is our fault and is not shown.
 */
function answerError(error: GraphQLError, onFault: (fault: unknown) => void): ApiError {
  const { originalError, path, locations, extensions } = error;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (originalError !== undefined && originalError !== null && !(originalError instanceof GraphQLError)) {
    onFault(originalError);
    return { message: "Something failed on our side; it is written down there.", ...place, extensions: { code: "FAULT", details: {} } };
  }
  const isCoded = typeof extensions["code"] === "string";
  return { message: shortened(error.message), ...place, extensions: isCoded ? extensions : { code: "BAD_INPUT", details: {} } };
}

/** Messages quote what was sent; of long ones the beginning is enough. */
const MOST_MESSAGE = 1_000;
const shortened = (message: string) => (message.length > MOST_MESSAGE ? `${message.slice(0, MOST_MESSAGE)}…` : message);

/** Reads the body of a request; a refusal where it is none. */
export function readApiRequest(body: unknown): ApiRequest | { readonly refused: ApiRefusal } {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return notARequest("the body is no JSON object");
  const { query, variables = null, operationName = null } = body as Record<string, unknown>;
  if (typeof query !== "string" || query === "") return notARequest("`query` is missing");
  if (typeof variables !== "object" || Array.isArray(variables)) return notARequest("`variables` is no object");
  if (isDeeper(variables, DEEPEST_VARIABLES)) return notARequest(`\`variables\` is more than ${DEEPEST_VARIABLES} levels deep`);
  if (operationName !== null && typeof operationName !== "string") return notARequest("`operationName` is no text");
  return { query, variables: variables as Record<string, unknown> | null, operationName };
}

/** Inputs of ours are three levels deep. */
const DEEPEST_VARIABLES = 16;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

const notARequest = (what: string): { readonly refused: ApiRefusal } => ({
  refused: {
    code: "BAD_INPUT",
    message: `This is no GraphQL request: ${what}. Send JSON such as {"query": "{ region { name } }"}.`,
    details: {},
  },
});

/** The answer to a request that is refused as a whole. */
export const refusalAnswer = ({ code, message, details }: ApiRefusal): ApiAnswer => ({
  errors: [{ message, extensions: { code, details } }],
});
