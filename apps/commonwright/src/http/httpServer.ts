// The HTTP server on its port: bounded, and stopped without cutting anybody off in the middle.

import type { Server } from "node:http";
import { createServer, type Server as NetServer } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { httpApp } from "./httpApp.js";
import type { House } from "./house.js";

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /** Takes no more requests, lets those that run finish (for some seconds), then resolves. */
  readonly close: () => Promise<void>;
}

/** Why no server could be started, in a sentence. */
export interface CannotListen {
  readonly refused: string;
}

/** Answers to all requests of a slow client together must come within this. */
const TIMES = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 10_000, connectionsCheckingInterval: 5_000 };
const MOST_CONNECTIONS = 2_000;
const DRAIN_MS = 3_000;

interface Door {
  readonly host: string;
  readonly port: number;
}

/** Why a server could not listen there now; null: it could. */
export async function portRefusal(door: Door): Promise<CannotListen | null> {
  const server = createServer();
  const fault = await listenFault(server, door);
  if (fault !== null) return { refused: listenSentence(fault, door.host, door.port) };
  await new Promise((resolve) => server.close(resolve));
  return null;
}

const listenFault = (server: NetServer, { host, port }: Door): Promise<NodeJS.ErrnoException | null> =>
  new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(port, host, () => resolve(null));
  });

/** Listens; port 0 takes any that is free. `houseAt` gets the port, which names hosts and addresses. */
export async function listen({ host, port }: Door, houseAt: (port: number) => House): Promise<HttpServer | CannotListen> {
  let fetch: (request: Request, env: never) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const server = createAdaptorServer({ fetch: (request, env) => fetch(request, env as never), serverOptions: TIMES }) as Server;
  server.maxConnections = MOST_CONNECTIONS;
  const fault = await listenFault(server, { host, port });
  if (fault !== null) return { refused: listenSentence(fault, host, port) };
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  fetch = httpApp(houseAt(taken)).fetch;
  return { port: taken, close: () => closeServer(server) };
}

function listenSentence({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE")
    return `Port ${port} is taken by another program; start with another one, such as --port ${port + 1}, or stop that program.`;
  if (code === "EACCES") return `Port ${port} is reserved by the system; start with another one, such as --port 4000.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `This machine has no address ${host}; use --host 127.0.0.1 or --host 0.0.0.0.`;
  return `The server cannot listen on ${host} port ${port}: ${message}.`;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(force);
}
