// Whether a proposal offers or asks for something.

import { type RecordRow, textAt } from "@commonwright/commons";
import { API_LIMITS } from "../execution/limits.js";
import type { ApiContext } from "../viewing/apiContext.js";

/** What a proposal is for. */
export type Purpose = "offer" | "request";

/**
 * As it says of itself; else by the intents that it publishes and wants nothing back for: where all of them have a provider it offers,
 * where all have a receiver it asks (the binding has no other way to say it). Null: neither.
 */
export async function purposeOf({ id, body }: RecordRow, { ledger }: ApiContext): Promise<Purpose | null> {
  const { purpose } = body;
  if (purpose === "offer" || purpose === "request") return purpose;
  const links = await ledger.referring("proposedIntent", "publishedIn", { kind: "proposal", id }, { limit: API_LIMITS.page });
  const primary = links.filter((link) => link.body["reciprocal"] !== true).map((link) => textAt(link.body, "publishes"));
  const intents = await ledger.records(primary.map((intent) => ({ kind: "intent", id: intent })));
  if (intents.length === 0) return null;
  if (intents.every((intent) => intent.body["provider"] !== undefined)) return "offer";
  return intents.every((intent) => intent.body["receiver"] !== undefined) ? "request" : null;
}
