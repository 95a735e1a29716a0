// Headers that every answer carries: what a page of ours may load, and who may show it.

/** Inline styles are allowed on elements only: the interface library places its overlays with them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The hash is that of the one sheet that the interface library writes into the page (touch-action of what can be pressed).
  "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "geolocation=(), camera=(), microphone=()",
};

/** The explorer brings styles and a first script within its page. It is there while people develop, and only where it was asked for. */
const EXPLORER_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The headers of an answer at a path. */
export const securityHeaders = (path: string): Readonly<Record<string, string>> =>
  isOfExplorer(path) ? { ...SECURITY_HEADERS, "content-security-policy": EXPLORER_POLICY } : SECURITY_HEADERS;

/** Whether a path is one of the explorer. */
export const isOfExplorer = (path: string): boolean => path === "/explorer" || path.startsWith("/explorer/");
