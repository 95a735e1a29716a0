// GET /map.json: the base map, the same for everybody.

import { createHash } from "node:crypto";
import { compress } from "./staticPages.js";
import type { House } from "./house.js";
import type { HttpContext } from "./httpContext.js";

/** Compressed once for each text there is: one, as long as the program runs. */
const packed = new Map<string, { readonly tag: string; readonly gzip: Promise<Uint8Array> }>();

/** The map, compressed where the browser takes that. */
export async function mapAnswer(context: HttpContext, { mapText }: House): Promise<Response> {
  const { tag, gzip } = packed.get(mapText) ?? pack(mapText);
  const headers = { "content-type": "application/json", "cache-control": "no-cache", etag: tag, vary: "accept-encoding" };
  if (context.req.header("if-none-match") === tag) return new Response(null, { status: 304, headers });
  if (!/\bgzip\b/.test(context.req.header("accept-encoding") ?? "")) return new Response(mapText, { headers });
  return new Response(new Uint8Array(await gzip), { headers: { ...headers, "content-encoding": "gzip" } });
}

function pack(text: string): { readonly tag: string; readonly gzip: Promise<Uint8Array> } {
  const made = {
    tag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`,
    gzip: compress(Buffer.from(text), "gzip"),
  };
  packed.set(text, made);
  return made;
}
