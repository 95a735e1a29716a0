// What a database says when it takes a statement back because it breaks a rule.

import { StoreFault, sentenceOf } from "../storeFault.js";

/** Throws StoreFault Refused where the database finds that the work would break what must always hold. */
export async function asRefusal<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (fault) {
    if (!isRefusal(fault)) throw fault;
    throw new StoreFault("Refused", `The database refuses what breaks its rules: ${sentenceOf(fault)}.`, fault);
  }
}

/** SQLSTATE classes of statements that the database took back: data exception, integrity constraint violation, a limit of the program. */
const isRefusal = (fault: unknown): boolean => fault instanceof Error && "code" in fault && /^(?:22|23|54)...$/.test(String(fault.code));
