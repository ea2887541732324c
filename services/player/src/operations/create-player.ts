import { playerInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentPlayer } from "../present.ts";
import { playerStore } from "../store/players.ts";
import { makeDidKey } from "../workflows/did-keys.ts";
import { holdingsOf, nothingYet } from "../workflows/holdings.ts";
import { sealEmail, sealLocation } from "../workflows/personal-data.ts";

/** Makes the player of an account, with an identifier of its own. Asked again for the same account, answers the same player. */
export const createPlayer = handle(playerInternal.operations.createPlayer, async ({ id, username, email, location }, ctx) => {
  const { user_did, ...key } = makeDidKey(ctx.vault);
  const created_at = ctx.clock.now();
  const { player, created } = await ctx.transaction(async (tx) => {
    const players = playerStore(tx);
    const created = await players.insert({
      id,
      user_did,
      username,
      ...sealEmail(ctx.vault, email),
      location: sealLocation(ctx.vault, location ?? null),
      created_at,
    });
    if (created) await players.insertKey({ player_id: id, ...key, created_at });
    return { player: (await players.find(id))!, created };
  });
  return presentPlayer(ctx, player, created ? nothingYet : await holdingsOf(ctx, id), { personal: true });
});
