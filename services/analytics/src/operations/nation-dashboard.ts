import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { entryStore } from "../store/entries.ts";
import { goalStore } from "../store/goals.ts";
import { programmeStore } from "../store/programme.ts";
import { NationView, rangeOf, toldNation } from "../workflows/nation.ts";

/** Every number is a sum of whole atoms of one partition, so that no difference of two answers tells more than they do. */
export const nationDashboard = handle(analyticsContract.operations.nationDashboard, async ({ area, mission_type, step, ...asked }, ctx) => {
  const programme = await programmeStore(ctx).get();
  const as_of = ctx.clock.now();
  const range = rangeOf(asked, programme, as_of) ?? ctx.fail("period_unknown", { period: asked.period ?? `${asked.from} – ${asked.to}` });
  if (range.from > range.to) ctx.fail("months_reversed");
  const upto = Number((await entryStore(ctx.db).totals()).position);
  const told = await toldNation(ctx, upto);
  const place = area === undefined ? undefined : (told.tree.areaIn(area, range.to.slice(0, 7)) ?? ctx.fail("area_not_found"));
  const view = new NationView(told, { ...range, area, kind: mission_type }, { upto, as_of });
  return {
    ...range,
    area: place === undefined ? null : placeOf(place),
    total: view.total(),
    ...view.byArea(),
    by_zone: view.byZone(),
    by_kind: view.byKind(),
    by_goal: view.byGoal(await goalStore(ctx).get()),
    by_period: view.byPeriod(step, programme.fiscal_year_starts),
  };
});

function placeOf({
  id,
  code,
  name,
  name_local,
  parent_id,
}: {
  id: string;
  code: string;
  name: string;
  name_local: string | null;
  parent_id: string | null;
}) {
  return { area_id: id, code, name, name_local, parent_id };
}
