import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { languageFor } from "@oneheart/messages";
import { economyNow } from "../workflows/economy.ts";

/** What administrators watch of the token economy. */
export const economyMonitor = handle(analyticsContract.operations.economyMonitor, (_, ctx) =>
  economyNow(ctx, languageFor(ctx.source.acceptLanguage)),
);
