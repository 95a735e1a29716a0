// POST /graphql: the door of the API.

import { type ApiAnswer, readApiRequest, refusalAnswer } from "@commonwright/graphql";
import { addressOf, bearerOf, callerFor, tokenRefusal } from "./callerFor.js";
import type { House } from "./house.js";
import type { HttpContext } from "./httpContext.js";
import { refusalJson } from "./plainAnswers.js";
import type { RateLimit, WorkLimit } from "./rateLimit.js";

/** How often and how much. `programs` stands in place of the first two for programs whose token was known a moment ago. */
interface Limits {
  readonly reads: RateLimit;
  readonly changes: RateLimit;
  readonly programs: RateLimit;
  readonly work: WorkLimit;
}

/** What the route needs; `id` null: the default community. */
export interface GraphqlRoute {
  readonly house: House;
  readonly limits: Limits;
  readonly id: string | null;
}

/** Answers one request. Refusals of the API come with status 200; a body that is no request with 4xx. */
export async function answerGraphql(context: HttpContext, { house, limits, id }: GraphqlRoute): Promise<Response> {
  const door = house.community(id);
  if (door === null) return refusalJson(404, "There is no such community here.");
  const type = (context.req.header("content-type") ?? "").split(";")[0].trim().toLowerCase();
  // A form of a strange page can send text and forms without asking first, but not JSON.
  if (type !== "application/json") return refusalJson(415, "Send the request as application/json.");
  const body = await jsonBody(context);
  if (body === undefined) return refusalJson(400, "The body is no JSON.");
  const request = readApiRequest(body);
  if ("refused" in request) return json(refusalAnswer(request.refused));
  const address = addressOf(context);
  // Before anything is parsed: that costs, too.
  const program = programOf(context, house);
  if (!(program === null ? limits.reads(address) : limits.programs(program))) return json(refusalAnswer(TOO_OFTEN));
  const caller = await callerFor(context, house);
  const unknown = tokenRefusal(context, caller);
  if (unknown !== null) return json(refusalAnswer({ ...unknown, details: {} }));
  if (caller.kind === "public" && !limits.work.isOpen(address)) return json(refusalAnswer(TOO_MUCH));
  const begun = performance.now();
  if (program === null && door.isMutation(request) && !limits.changes(address)) return json(refusalAnswer(TOO_OFTEN));
  if (caller.kind !== "public") return json(await door.execute(request, caller));
  const answer = await door.execute(request, caller);
  limits.work.spend(address, performance.now() - begun);
  return json(answer);
}

/** The name of the program that asks, if its token is known without looking further; null: somebody else. */
function programOf(context: HttpContext, { sessions }: House): string | null {
  const token = bearerOf(context);
  const session = token === null ? null : sessions.peek(token);
  return session?.kind === "steward" ? session.name : null;
}

const TOO_OFTEN = { code: "LIMIT", message: "So many requests came from this address that it must wait a second.", details: {} } as const;

const TOO_MUCH = {
  code: "LIMIT",
  message: "The questions from this address took so much work that it must wait a few seconds.",
  details: {},
} as const;

/** Undefined: it is no JSON. */
async function jsonBody(context: HttpContext): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What another method than POST is told: a query in the address is not read. */
export const onlyPost = (): Response =>
  refusalJson(405, 'The API is asked by POST, with the query in a JSON body: { "query": … }, sent as application/json.', { allow: "POST" });

const json = (answer: ApiAnswer | string): Response =>
  new Response(typeof answer === "string" ? answer : JSON.stringify(answer), {
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  });
