import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { economyParts as partsOf } from "../workflows/economy.ts";

/** What a share of the economy compares. */
export const economyParts = handle(analyticsContract.operations.economyParts, ({ figure }, ctx) => partsOf(ctx, figure));
