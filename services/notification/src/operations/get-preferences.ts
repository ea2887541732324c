import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { viewPreferences } from "../workflows/preferences.ts";

/** Which notifications go where. */
export const getPreferences = handle(notificationContract.operations.getPreferences, (_, ctx) =>
  viewPreferences(ctx, ctx.principal.playerId),
);
