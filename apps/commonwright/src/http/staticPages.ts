// The pages as files in memory: found by their path, compressed once, with what a browser needs to keep them.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Finds the answer for a path; null: there is nothing. */
export type StaticPages = (path: string, request: PageRequest) => Promise<Response | null>;
/** Of a request: its headers Accept-Encoding and If-None-Match. */
export interface PageRequest {
  readonly accepts: string;
  readonly knownTag: string | null;
}

type Encoding = "br" | "gzip" | "identity";
interface PageFile {
  readonly body: Uint8Array;
  readonly type: string;
  readonly tag: string;
  readonly cache: string;
  readonly compressed: Map<Encoding, Promise<Uint8Array>>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};
/** What is compressed already stays as it is. */
const PACKED = new Set([".png", ".woff2", ".ico"]);

/** Reads all files below a folder; null where it has no index.html. `index` stands in its place where given. */
export async function staticPages(folder: string, index?: string): Promise<StaticPages | null> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, PageFile>();
  for (const entry of names) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(folder.length).split(sep).join("/");
    files.set(path, pageFile(path, await readFile(join(entry.parentPath, entry.name))));
  }
  if (index !== undefined) files.set("/index.html", pageFile("/index.html", Buffer.from(index)));
  const first = files.get("/index.html");
  if (first === undefined) return null;
  return async (path, request) => {
    // Addresses of the pages have no dot; what has one is a file, there or not.
    const file = files.get(path) ?? (path.includes(".") ? undefined : first);
    return file === undefined ? null : pageResponse(file, request);
  };
}

function pageFile(path: string, body: Uint8Array): PageFile {
  // The build puts a hash into the names of assets, so that a new content has a new name.
  const cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { body, type: TYPES[extname(path)] ?? "application/octet-stream", tag, cache, compressed: new Map() };
}

async function pageResponse(file: PageFile, { accepts, knownTag }: PageRequest): Promise<Response> {
  const headers = { "content-type": file.type, "cache-control": file.cache, etag: file.tag, vary: "accept-encoding" };
  if (knownTag === file.tag) return new Response(null, { status: 304, headers });
  const encoding = encodingOf(file, accepts);
  const body = await compressed(file, encoding);
  return new Response(new Uint8Array(body), { headers: { ...headers, ...(encoding !== "identity" && { "content-encoding": encoding }) } });
}

function encodingOf(file: PageFile, accepts: string): Encoding {
  if ([...PACKED].some((ending) => file.type === TYPES[ending])) return "identity";
  return /\bbr\b/.test(accepts) ? "br" : /\bgzip\b/.test(accepts) ? "gzip" : "identity";
}

function compressed(file: PageFile, encoding: Encoding): Promise<Uint8Array> {
  const ready = file.compressed.get(encoding) ?? compress(file.body, encoding);
  file.compressed.set(encoding, ready);
  return ready;
}

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Compresses off the main thread. */
export function compress(body: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === "br") return promisify(brotliCompress)(body, BROTLI);
  if (encoding === "gzip") return promisify(gzip)(body);
  return Promise.resolve(body);
}
