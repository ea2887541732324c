import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { measures } from "../rules/figures.ts";
import { panelStore } from "../store/panel.ts";
import { pageOfLines, placeIn } from "../workflows/lines.ts";
import { scopeFor } from "../workflows/panel-scope.ts";

const operation = sponsorContract.operations.sponsorEntries;

/** The entries of a sponsor's figure, each with its transaction in the ledger, which has the receipt. */
export const sponsorEntries = handle(operation, async ({ measure, cursor, limit, upto, ...counted }, ctx) => {
  const scope = await scopeFor(operation, ctx, counted);
  const store = panelStore(ctx);
  const { position, sums } = await store.sumsAt(scope, upto);
  if (upto > position) ctx.fail("figure_not_counted_yet");
  const rows = await store.lines(measure, scope, placeIn(cursor) ?? upto + 1, limit + 1);
  return { ...pageOfLines(rows, limit), sum: Number(measures[measure].value(sums)) };
});
