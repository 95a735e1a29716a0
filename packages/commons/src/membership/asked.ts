// What is asked for, as far as permission goes.

import type { PlainNoun } from "../ledger/recordDecisions.js";
import type { Given } from "../ledger/values.js";
import type { Parties } from "./parties.js";
import type { ActionName } from "./permissionTable.js";

/** What is asked for, as far as permission goes. */
export type Asked =
  | { readonly type: "record"; readonly noun: PlainNoun; readonly id?: string; readonly given: Given }
  | { readonly type: "change"; readonly noun: PlainNoun; readonly revisionId: string; readonly given: Given }
  | { readonly type: "remove"; readonly noun: PlainNoun; readonly revisionId: string }
  | { readonly type: "removeById"; readonly noun: PlainNoun; readonly id: string }
  | { readonly type: "event"; readonly id?: string; readonly given: Given; readonly newResource?: { readonly given: Given } }
  | { readonly type: "describe"; readonly noun: "economicEvent" | "economicResource"; readonly revisionId: string; readonly given: Given }
  | { readonly type: "accountLimit" }
  | {
      readonly type: "plan";
      readonly agent?: string | undefined;
      readonly worker?: string | undefined;
      readonly resource?: string | undefined;
    }
  | { readonly type: "accept"; readonly accepter: string; readonly proposal?: string }
  /** Something else of the table; `of`: whose it is. */
  | { readonly type: "other"; readonly action: ActionName; readonly of: Parties };
