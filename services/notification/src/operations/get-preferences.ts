import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { preferencesOf } from "../preferences.ts";

/** Which notifications go where. */
export const getPreferences = handle(notificationContract.operations.getPreferences, (_, ctx) =>
  preferencesOf(ctx, ctx.principal.playerId),
);
