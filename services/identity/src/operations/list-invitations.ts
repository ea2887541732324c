import { identityContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentInvitation } from "../present.ts";
import { invitationStore } from "../store/invitations.ts";

/** Invitations that can still be used, newest first. */
export const listInvitations = handle(identityContract.operations.listInvitations, async ({ limit, cursor }, ctx) => {
  const rows = await invitationStore(ctx).list({ limit: limit + 1, before: decodeIdCursor(cursor), now: ctx.clock.now() });
  const page = pageFrom(rows, limit, (invitation) => [invitation.id]);
  return { items: page.rows.map(presentInvitation), next_cursor: page.next_cursor };
});
