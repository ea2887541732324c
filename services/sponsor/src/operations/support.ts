import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { give } from "../workflows/give.ts";

const operation = sponsorContract.operations.support;

/** One's own money for somebody's campaign. */
export const support = handle(operation, async ({ id, amount_minor, method }, ctx) =>
  ctx.answer((tx) => give(operation, ctx, tx, { campaign_id: id, amount_minor, method, source: "supporter" })),
);
