import { identityContract } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { languageOf } from "@oneheart/messages";
import { accountStore } from "../store/accounts.ts";

/** Has the confirmation mailed again. */
export const requestConfirmation = handle(identityContract.operations.requestConfirmation, async (_input, ctx) => {
  const player_id = ctx.principal.playerId;
  const account = await accountStore(ctx).find(player_id);
  if (account?.email_confirmed_at) ctx.fail("email_already_confirmed");
  const language = languageOf(ctx.source.acceptLanguage);
  await ctx.transaction(async (tx) => tx.emit(identityInternal.events.accountMailWanted, { kind: "confirm_email", player_id, language }));
  return {};
});
