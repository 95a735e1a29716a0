// Answers that are no page and no GraphQL: a sentence, as JSON for programs or as text.

/** A refusal as JSON: `{ "message": … }`. */
export const refusalJson = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(`${JSON.stringify({ message })}\n`, { status, headers: { "content-type": "application/json", ...headers } });

/** Text as it is. */
export const plainText = (status: number, text: string): Response =>
  new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
