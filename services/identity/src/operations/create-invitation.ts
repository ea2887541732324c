import { randomBytes } from "node:crypto";
import { identityContract, inputWords } from "@oneheart/contracts";
import { commonError, handle } from "@oneheart/kernel";
import { presentInvitation } from "../present.ts";
import { hashInvitationCode, invitationCode, readableCode } from "../rules/invitation-code.ts";
import { linkUrl } from "../rules/link-token.ts";
import { identitySettings } from "../settings.ts";
import { type InvitationRow, invitationStore } from "../store/invitations.ts";
import { publicBase } from "../workflows/account-mail.ts";
import { refuseSecondAdmin } from "../workflows/second-admin.ts";

const hour_ms = 60 * 60_000;

/** Invites somebody, or a group. The code is kept as a hash, so this answer is the only one that tells it. */
export const createInvitation = handle(identityContract.operations.createInvitation, async (input, ctx) => {
  if (input.role !== "player" && input.uses_max > 1)
    throw commonError("invalid_input", { fields: [{ path: "uses_max", message: inputWords.group_of_players }] });
  if (input.role === "admin") await refuseSecondAdmin(ctx);
  const code = invitationCode(randomBytes(16));
  const created_at = ctx.clock.now();
  const invitation: InvitationRow = {
    id: ctx.newId(),
    code_hash: hashInvitationCode(code),
    role: input.role,
    note: input.note ?? null,
    uses: 0,
    uses_max: input.uses_max,
    created_by: ctx.principal.playerId,
    created_at,
    expires_at: new Date(created_at.getTime() + input.expires_in_hours * hour_ms),
    withdrawn_at: null,
  };
  await ctx.transaction((tx) => invitationStore(tx).insert(invitation));
  return {
    ...presentInvitation(invitation),
    code: readableCode(code),
    url: linkUrl(publicBase(ctx.settings(identitySettings)), "invitation", code),
  };
});
