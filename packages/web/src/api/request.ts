// Asks the API, and turns what went wrong into one kind of error with a sentence.

import type { Document } from "./document";

/** A refusal of the API, or a fault of the way to it (`code` OFFLINE or FAULT). `message` is a sentence for people. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly details?: Record<string, unknown> };
  }[];
}

/** The community of the address (`/c/ID/…`), else the default one. */
const base = /^\/c\/[^/]+/.exec(globalThis.location?.pathname ?? "")?.[0] ?? "";

/** Throws `ApiError`. */
export async function request<Result, Variables>(document: Document<Result, Variables>, variables: Variables): Promise<Result> {
  const response = await fetch(`${base}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: document.text, variables }),
  }).catch(() => {
    throw new ApiError("", "OFFLINE");
  });
  const answer = (await response.json().catch(() => ({}))) as Answer<Result>;
  const [error] = answer.errors ?? [];
  if (error) throw new ApiError(error.message, error.extensions?.code ?? "FAULT", error.extensions?.details);
  if (!response.ok || answer.data === undefined || answer.data === null) throw new ApiError("", "FAULT", { status: response.status });
  return answer.data;
}

/** Where events come from. */
export const EVENTS_ADDRESS = `${base}/events`;
