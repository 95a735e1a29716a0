// Who looks at a region through the API.

import type { Actor, Role } from "@commonwright/commons";

/** local: this machine; device: a phone or another machine with a session; steward: a program with the token; public: anyone. */
export type ViewerKind = "local" | "device" | "steward" | "public";

/** Who looks. `refusal` says why changes are refused; null: they are taken. */
export interface Viewer {
  readonly kind: ViewerKind;
  readonly name: string | null;
  /** Who acts, and how much that may at most. */
  readonly actor: Actor;
  /** What they are in the community. */
  readonly roles: ReadonlySet<Role>;
  readonly refusal: { readonly code: "UNAUTHENTICATED" | "FORBIDDEN"; readonly message: string } | null;
}

/** Whether households are shown as they are: to everybody who belongs here. */
export const seesHouseholds = (viewer: Viewer): boolean => viewer.kind !== "public";
