import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { languageFor } from "@oneheart/messages";
import { policyInsights as insights } from "../workflows/insights.ts";

/** What stands out, and what would change it. */
export const policyInsights = handle(analyticsContract.operations.policyInsights, (_, ctx) =>
  insights(ctx, languageFor(ctx.source.acceptLanguage)),
);
