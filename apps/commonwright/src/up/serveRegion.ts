// From a store to a server that answers: the community founded or opened, its door, and HTTP in front.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ApiContext, apiExecutor, apiSchema } from "@commonwright/graphql";
import type { CommonsStore, RegionState } from "@commonwright/commons";
import { baseMap, EMPTY_MAP } from "../baseMap/baseMap.js";
import { boundsAround } from "../baseMap/bounds.js";
import type { FlowHands } from "../community/flowHands.js";
import { type OpenCommunity, openCommunity } from "../community/openCommunity.js";
import type { PlanningHands } from "../community/planningHands.js";
import { explorerPages } from "../http/explorer.js";
import { knownHosts } from "../http/hosts.js";
import { type HttpServer, listen } from "../http/httpServer.js";
import { type JoinCodes, joinCodes } from "../http/joinCodes.js";
import { invitationsIn } from "../http/invitations.js";
import { uuidv7 } from "../community/uuidv7.js";
import { type Sessions, sessionsIn } from "../http/sessions.js";
import { type StaticPages, staticPages } from "../http/staticPages.js";
import { communityToServe } from "./founding.js";

/** What is served, and with whose hands. */
export interface RegionParts {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly example: string;
  readonly allowHost: readonly string[];
  readonly explorer: boolean;
  readonly store: CommonsStore;
  readonly hands: PlanningHands;
  readonly flowHands: FlowHands;
  readonly now: () => Date;
  readonly onFault: (fault: unknown) => void;
}

/** A region that is served. */
export interface Serving {
  readonly port: number;
  /** False: the region was there before. */
  readonly isNew: boolean;
  readonly community: OpenCommunity;
  readonly sessions: Sessions;
  readonly joinCodes: JoinCodes;
  /** Ends the server, then the threads, then what is still being written. The store stays open. */
  readonly close: () => Promise<void>;
}

/** Serves; a refusal is text for people, with a line feed at its end. */
export async function serveRegion(parts: RegionParts): Promise<Serving | { readonly refused: string }> {
  const found = await communityToServe(parts);
  if ("refused" in found) return found;
  const executor = apiExecutor<ApiContext>(apiSchema(), parts.onFault);
  const community = await openCommunity({ ...parts, id: found.id, executor });
  const sessions = sessionsIn(parts.store, parts.now);
  const codes = joinCodes(() => parts.now().getTime());
  const pages = await builtPages();
  const explorer = parts.explorer ? await explorerPages() : null;
  const mapText = mapTextOf(community.state());
  const server = await listen(parts, (port) => ({
    community: (id) => (id === null || id === community.id ? community : null),
    pages,
    explorer,
    mapText,
    sessions,
    invitations: invitationsIn(parts.store, parts.now),
    membership: community.membership,
    makeId: () => uuidv7(parts.now().getTime()),
    joinCodes: codes,
    onJoined: () => {},
    hosts: knownHosts(port, parts.host, parts.allowHost),
    port,
    isBehindProxy: parts.allowHost.length > 0,
    now: () => parts.now().getTime(),
    onFault: parts.onFault,
  }));
  if ("refused" in server) {
    await community.close();
    return { refused: `${server.refused}\n` };
  }
  community.begin();
  return {
    port: server.port,
    isNew: found.isNew,
    community,
    sessions,
    joinCodes: codes,
    close: () => closeAll(server, community, parts),
  };
}

async function closeAll(server: HttpServer, community: OpenCommunity, { hands, flowHands }: RegionParts): Promise<void> {
  // Streams of events never end by themselves.
  community.events.close();
  await server.close();
  await community.close();
  await Promise.all([hands.close(), flowHands.close()]);
}

/** The base map around the region's places; homes do not count, since its edges would tell where the outermost stands. */
function mapTextOf({ places }: RegionState): string {
  const points = [...places.values()].flatMap(({ lat, long, household }) =>
    household === true || lat === undefined || long === undefined ? [] : [{ lat, lon: long }],
  );
  const bounds = boundsAround(points);
  return JSON.stringify(bounds === null ? EMPTY_MAP : baseMap(bounds));
}

/** The pages as `npm run build` leaves them in their package; null where they were not built. */
function builtPages(): Promise<StaticPages | null> {
  const home = dirname(fileURLToPath(import.meta.resolve("@commonwright/web/package.json")));
  return staticPages(join(home, "dist"));
}
