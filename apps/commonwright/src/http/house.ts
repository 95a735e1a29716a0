// What the HTTP server needs from the house behind it.

import type { ApiAnswer, ApiRequest } from "@commonwright/graphql";
import type { EventHub } from "./events.js";
import type { Membership } from "../community/membership.js";
import type { Invitations } from "./invitations.js";
import type { JoinCodes } from "./joinCodes.js";
import type { Sessions } from "./sessions.js";
import type { StaticPages } from "./staticPages.js";
import type { Caller } from "./viewer.js";

/** One community as it is reached over HTTP. */
export interface CommunityDoor {
  /** An answer as a value, or as the JSON text of one that was asked for before. */
  readonly execute: (request: ApiRequest, caller: Caller) => Promise<ApiAnswer | string>;
  readonly isMutation: (request: ApiRequest) => boolean;
  /** Whether a caller sees what those see who belong here: now, for they may have left. */
  readonly belongs: (caller: Caller) => Promise<boolean>;
  readonly events: EventHub;
  /** The document of a plan; null: there is none under this number, or it was pruned. */
  readonly document: (number: number, which: "result" | "problem") => Promise<string | null>;
}

/** Everything behind the HTTP server. */
export interface House {
  /** Null asks for the default community. */
  readonly community: (id: string | null) => CommunityDoor | null;
  /** Null: the pages are not built. */
  readonly pages: StaticPages | null;
  /** Null: it was not asked for. */
  readonly explorer: StaticPages | null;
  /** The base map as JSON text. */
  readonly mapText: string;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  /** Who belongs to the default community. */
  readonly membership: Membership;
  /** Ids of new records. */
  readonly makeId: () => string;
  readonly joinCodes: JoinCodes;
  /** A device has joined with the open code. */
  readonly onJoined: (name: string) => void;
  /** Values of the header Host that are answered. */
  readonly hosts: ReadonlySet<string>;
  readonly port: number;
  /** True where a name was allowed for a proxy in front: then nobody is taken for this machine by the connection alone. */
  readonly isBehindProxy: boolean;
  /** Milliseconds. */
  readonly now: () => number;
  readonly onFault: (fault: unknown) => void;
}
