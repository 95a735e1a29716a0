// The routes of the HTTP server: which path answers what, and what every answer carries.

import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { HttpBindings } from "@hono/node-server";
import { addressOf, callerFor, tokenRefusal } from "./callerFor.js";
import { answerGraphql, onlyPost } from "./graphqlRoute.js";
import type { House } from "./house.js";
import { answerClaim, answerJoin, answerSignOut } from "./joinRoute.js";
import { mapAnswer } from "./mapRoute.js";
import { plainText, refusalJson } from "./plainAnswers.js";
import { rateLimit, workLimit } from "./rateLimit.js";
import { isOfExplorer, securityHeaders } from "./securityHeaders.js";
import type { HttpContext } from "./httpContext.js";
import type { CallerRefusal } from "./viewer.js";

/** Bodies are small: the greatest change is a workshop's list of machines. */
const MOST_BODY_BYTES = 1_000_000;
/** A page asks a few queries; a person states a few needs. A region of people may sit behind one address. */
const READS = { perSecond: 400, burst: 2_000 };
/** A program with a token was let in by somebody of the community: it may bring in a whole ledger. */
const PROGRAMS = { perSecond: 10_000, burst: 20_000 };
const CHANGES = { perSecond: 50, burst: 200 };
/** Milliseconds of work for visitors of one address; what was answered before costs next to none. */
const WORK = { perSecond: 300, burst: 5_000 };
const JOINS = { perSecond: 0.1, burst: 5 };

/** The whole of the HTTP server as a function from requests to answers. */
export function httpApp(house: House): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const limits = {
    reads: rateLimit(READS, house.now),
    changes: rateLimit(CHANGES, house.now),
    programs: rateLimit(PROGRAMS, house.now),
    joins: rateLimit(JOINS, house.now),
    work: workLimit(WORK, house.now),
  };
  const sized = bodyLimit({ maxSize: MOST_BODY_BYTES, onError: () => refusalJson(413, `A body has at most ${MOST_BODY_BYTES} bytes.`) });
  app.use(async (context, next) => {
    if (!house.hosts.has((context.req.header("host") ?? "").toLowerCase())) {
      context.res = unknownHost();
      return;
    }
    await next();
    // Hono's answer is taken as it is where it has a body that cannot be read twice.
    for (const [name, value] of Object.entries(securityHeaders(context.req.path))) context.res.headers.set(name, value);
  });
  app.get("/healthz", () => plainText(200, "ok\n"));
  app.post("/graphql", sized, (context) => answerGraphql(context, { house, limits, id: null }));
  app.post("/c/:id/graphql", sized, (context) => answerGraphql(context, { house, limits, id: context.req.param("id") }));
  app.all("/graphql", onlyPost);
  app.all("/c/:id/graphql", onlyPost);
  app.get("/events", (context) => answerEvents(context, house, null));
  app.get("/c/:id/events", (context) => answerEvents(context, house, context.req.param("id")));
  app.get("/map.json", (context) => mapAnswer(context, house));
  app.post("/join", sized, (context) => answerJoin(context, { house, joins: limits.joins }));
  app.post("/claim", sized, (context) => answerClaim(context, { house, joins: limits.joins }));
  app.post("/sign-out", sized, (context) => answerSignOut(context, house));
  app.get("/plans/:number/problem.json", (context) => answerDocument(context, house, "problem"));
  app.get("/plans/:file{[0-9]+\\.json}", (context) => answerDocument(context, house, "result"));
  app.get("*", (context) => answerPage(context, house));
  app.all("*", () => refusalJson(404, "There is nothing at this address for this method."));
  app.onError((fault, context) => {
    // Who goes away in the middle of asking is no fault of ours.
    if (!context.req.raw.signal.aborted) house.onFault(fault);
    return refusalJson(500, "Something failed on our side; it is written down there.");
  });
  return app;
}

const unknownHost = () =>
  refusalJson(
    421,
    "This server is not known by the name in the header Host. Start it with --allow-host NAME to have it answer to that name.",
  );

const unknownToken = ({ message }: CallerRefusal) => refusalJson(401, message, { "www-authenticate": "Bearer" });

async function answerEvents(context: HttpContext, house: House, id: string | null): Promise<Response> {
  const door = house.community(id);
  if (door === null) return refusalJson(404, "There is no such community here.");
  const caller = await callerFor(context, house);
  const unknown = tokenRefusal(context, caller);
  if (unknown !== null) return unknownToken(unknown);
  const belongs = async () => door.belongs(await callerFor(context, house));
  const stream = door.events.listen((await door.belongs(caller)) ? belongs : null, addressOf(context));
  if (stream === null) return refusalJson(503, "Too many pages listen already; this one may ask again in a while.");
  return new Response(stream, { headers: { "content-type": "text/event-stream", "cache-control": "no-cache, no-transform" } });
}

/** Whole documents hold the places of households: they are for those who belong here. */
async function answerDocument(context: HttpContext, house: House, which: "result" | "problem"): Promise<Response> {
  const caller = await callerFor(context, house);
  const unknown = tokenRefusal(context, caller);
  if (unknown !== null) return unknownToken(unknown);
  const door = house.community(null);
  if (door === null || !(await door.belongs(caller)))
    return refusalJson(
      403,
      "The whole document names the places of households; it is for devices with a session and programs with a token.",
    );
  const number = Number.parseInt(context.req.param("number") ?? context.req.param("file") ?? "", 10);
  const text = Number.isSafeInteger(number) ? await door.document(number, which) : null;
  if (text === null) return refusalJson(404, "There is no plan with this number, or its document was pruned.");
  return new Response(text, { headers: { "content-type": "application/json", "cache-control": "private, max-age=3600" } });
}

async function answerPage(context: HttpContext, { explorer, ...house }: House): Promise<Response> {
  const pages = explorer !== null && isOfExplorer(context.req.path) ? explorer : house.pages;
  if (pages === null) return plainText(503, "The pages are not built; run `npm run build` in the folder of the program.\n");
  const request = { accepts: context.req.header("accept-encoding") ?? "", knownTag: context.req.header("if-none-match") ?? null };
  return (await pages(context.req.path, request)) ?? plainText(404, "There is no such file.\n");
}
