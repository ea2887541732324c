import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { entryStore } from "../store/entries.ts";
import { atomsOf, measuresOf, zoneOf } from "../workflows/nation.ts";

/** Every number is a sum of whole atoms of one partition, so that no difference of two answers tells more than they do. */
export const nationDashboard = handle(analyticsContract.operations.nationDashboard, async ({ from, to }, ctx) => {
  if (from > to) ctx.fail("months_reversed");
  const upto = Number((await entryStore(ctx.db).totals()).position);
  const question = { from, to, upto };
  const atoms = await atomsOf(ctx, question);
  const as_of = ctx.clock.now();
  const byZone = [...Map.groupBy(atoms, zoneOf)];
  const byKind = [...Map.groupBy(atoms, ({ kind }) => kind ?? "")];
  const byMonth = [...Map.groupBy(atoms, (atom) => atom.to)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    from,
    to,
    total: measuresOf(atoms, question, as_of),
    by_zone: byZone.map(([zone, of]) => ({ zone_id: zone === "none" ? null : zone, ...measuresOf(of, { ...question, zone }, as_of) })),
    by_kind: byKind.map(([kind, of]) => ({ mission_type: kind === "" ? null : kind, ...measuresOf(of, { ...question, kind }, as_of) })),
    by_month: byMonth.map(([month, of]) => ({
      month,
      ...measuresOf(of, { ...question, from: of.map((one) => one.from).sort()[0]!, to: month }, as_of),
    })),
  };
});
