import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { TestApp } from "@oneheart/testing";
import { award, bootAnalytics, events, follow, operations } from "./support/programme.ts";

let app: TestApp;
before(async () => {
  app = await bootAnalytics();
});
after(() => app.stop());

it("tells a government sums of cells with five people or more, and each list sums to its figure", async () => {
  const zones = Array.from({ length: 3 }, () => award().zone_id);
  const sizes = [9, 3, 2];
  for (const [index, size] of sizes.entries())
    for (let person = 0; person < size; person += 1) await app.emit(events.impactRecorded, award({ zone_id: zones[index]! }));
  await app.settled();

  const government = { as: app.user("government") };
  const range = { from: "2026-01", to: "2026-12" };
  const shown = await app.call(operations.nationDashboard, range, government);
  assert.deepEqual([shown.total.actions.value, shown.total.people.value], [14, 15]);
  assert.deepEqual(
    shown.by_zone.map(({ zone_id, actions }) => [zone_id, actions.value]).sort(),
    [
      [zones[0], 9],
      [null, 5],
    ].sort(),
  );
  for (const { actions } of [shown.total, ...shown.by_zone, ...shown.by_kind, ...shown.by_month]) {
    const { lines, sum } = await follow(app, actions.drill!, government);
    const added = lines.reduce((total, { amount }) => total + amount, 0);
    assert.deepEqual([sum, added, lines.length], [actions.value, actions.value, actions.basis.count]);
  }
  const reversed = app.call(operations.nationDashboard, { from: "2026-02", to: "2026-01" }, government);
  await assert.rejects(reversed, { code: "months_reversed" });
  await assert.rejects(app.call(operations.nationDashboard, range, { as: app.player() }), { code: "forbidden" });
});
