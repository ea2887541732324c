import { identityInternal, playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { type NewPlayer, playerStore } from "../store/players.ts";
import { progressStore } from "../store/progress.ts";
import { makeDidKey } from "../workflows/did-keys.ts";
import { sealEmail, sealLocation } from "../workflows/personal-data.ts";

/** Replaces the person by a name that says nothing, and then tells everybody: from here on nobody learns the old name. */
export const onAccountErased = subscribe(
  "on-account-erased",
  identityInternal.events.accountErased,
  async ({ player_id: id, erased_name }, ctx) => {
    const created_at = ctx.clock.now();
    const location = sealLocation(ctx.vault, null);
    const email = sealEmail(ctx.vault, `${erased_name}@erased.invalid`);
    const nobody: NewPlayer = { id, user_did: makeDidKey(ctx.vault).user_did, username: erased_name, ...email, location, created_at };
    await ctx.once(async (tx) => {
      const players = playerStore(tx);
      // A registration that is still under way finds the place taken.
      await players.insert(nobody);
      await players.erase(nobody);
      await progressStore(tx).erase(id);
      tx.emit(playerInternal.events.playerErased, { player_id: id, erased_name });
    });
  },
);
