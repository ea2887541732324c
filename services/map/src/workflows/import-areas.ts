import type { Database } from "@oneheart/kernel";
import { type Boundary, spansFrom } from "../rules/areas/boundaries.ts";
import { boundariesAfter, type ImportPlan } from "../rules/areas/plan-import.ts";
import { areaStore } from "../store/areas.ts";

/** Writes what was planned, and puts every zone where the boundaries have it from the month on. Answers how many zones lie elsewhere. */
export async function importAreas(db: Database, boundaries: readonly Boundary[], plan: ImportPlan, from: string, newId: () => string) {
  const store = areaStore({ db });
  const after = boundariesAfter(boundaries, plan, from, newId);
  const begin = after.filter((one) => one.from === from && plan.begin.some(({ code }) => code === one.code));
  await store.replace({ from, concerned: plan.concerned, same: plan.same, begin });
  const zones = await store.zones();
  const spans = zones.flatMap(({ zone_id, position }) => spansFrom(after, position, from).map((span) => ({ zone_id, ...span })));
  return store.place(
    zones.map(({ zone_id }) => zone_id),
    from,
    spans,
  );
}
