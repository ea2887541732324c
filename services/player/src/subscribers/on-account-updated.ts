import { identityInternal, playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { playerStore } from "../store/players.ts";
import { sealEmail } from "../workflows/personal-data.ts";

/** Takes over the name and address that an account has now. Asked for and not told, so that no job holds an address. */
export const onAccountUpdated = subscribe("on-account-updated", identityInternal.events.accountUpdated, async ({ player_id }, ctx) => {
  const { username, email } = await ctx.call(identityInternal.operations.accountContact, { id: player_id });
  const contact = { username, ...sealEmail(ctx.vault, email) };
  await ctx.once(async (tx) => {
    await playerStore(tx).setContact(player_id, contact, ctx.clock.now());
    tx.emit(playerInternal.events.profileUpdated, { player_id });
  });
});
