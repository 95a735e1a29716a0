// One request and its answer, as the routes see them.

import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/** What Hono knows of a request here. */
export type HttpContext = Context<{ Bindings: HttpBindings }>;
