// Invitations: a code that is shown once, its hash in the store.

import { createHash, randomBytes } from "node:crypto";
import type { CommonsStore, InvitationRow } from "@commonwright/commons";

/** How long an invitation is open unless other days are said. */
const INVITATION_DAYS = 7;
/** 128 bits, as text for the fragment of an address. */
const CODE_BYTES = 16;

/** Makes and takes invitations. */
export interface Invitations {
  /** Keeps an invitation and gives its code, which is known to nobody else. */
  readonly make: (
    invitation: Pick<InvitationRow, "role" | "agent" | "invitedBy">,
  ) => Promise<{ readonly code: string; readonly expiresAt: string }>;
  /** The invitation of a code, once; null: it is not open. */
  readonly take: (code: string) => Promise<InvitationRow | null>;
  /** Those that are open, by the first part of their hash. */
  readonly list: () => Promise<readonly (InvitationRow & { readonly id: string })[]>;
  /** False: there is none of this id. */
  readonly revoke: (id: string) => Promise<boolean>;
}

/** Invitations in a store. */
export function invitationsIn(store: CommonsStore, now: () => Date): Invitations {
  const list = async () => (await store.invitations(now().toISOString())).map((row) => ({ ...row, id: row.codeHash.slice(0, 12) }));
  return {
    async make(invitation) {
      const code = randomBytes(CODE_BYTES).toString("base64url");
      const created = now();
      const expiresAt = new Date(created.getTime() + INVITATION_DAYS * 24 * 3600 * 1000).toISOString();
      await store.keepInvitation({ ...invitation, codeHash: hashOf(code), createdAt: created.toISOString(), expiresAt });
      return { code, expiresAt };
    },
    take: (code) => store.takeInvitation(hashOf(code), now().toISOString()),
    list,
    async revoke(id) {
      const found = (await list()).find((each) => each.id === id);
      return found === undefined ? false : store.revokeInvitation(found.codeHash);
    },
  };
}

const hashOf = (code: string) => createHash("sha256").update(code).digest("hex");
