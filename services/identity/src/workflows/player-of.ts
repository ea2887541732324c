import { playerInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError } from "@oneheart/kernel";
import type { z } from "zod";
import type { AccountRow } from "../store/accounts.ts";
import { openEmail } from "./email.ts";

const { createPlayer, getOwnPlayer } = playerInternal.operations;
type OwnPlayer = z.output<typeof getOwnPlayer.output>;
type Location = { lat: number; lng: number };

/** Makes the player of a new account. */
export function createPlayerOf(ctx: BaseContext, account: AccountRow, location?: Location): Promise<OwnPlayer> {
  const { id, username, email_sealed } = account;
  return ctx.call(createPlayer, { id, username, email: openEmail(ctx.vault, email_sealed), location });
}

/** The player of an account. One that registration did not come to make, because the process died, is made now. */
export async function playerOf(ctx: BaseContext, account: AccountRow): Promise<OwnPlayer> {
  try {
    return await ctx.call(getOwnPlayer, { id: account.id });
  } catch (error) {
    if (!isOperationError(error, "player_not_found")) throw error;
    ctx.log.warn({ account_id: account.id }, "an account without its player gets one");
    return createPlayerOf(ctx, account);
  }
}
