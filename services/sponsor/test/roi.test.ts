import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { type CallInput, sponsorContract } from "@oneheart/contracts";
import { sql } from "kysely";
import { drawStarts } from "../src/jobs/draw-starts.ts";
import { orderOf } from "../src/rules/start-order.ts";
import { bootSponsors, findings, nobody } from "./support/sponsorship.ts";

const { operations } = sponsorContract;
const world = await bootSponsors({ after });
const { app, admin } = world;

const cases = (low: number, base: number, high: number) => ({ low, base, high, source: "Price list of the city, 2025" });
const outcome = {
  ...{ name: "Cleaner canals", counts: "actions" as const, years: 1 },
  proxy: cases(1_000, 2_000, 4_000),
  ...{ deadweight: cases(0, 0, 0), displacement: cases(0, 0, 0), attribution: cases(5_000, 5_000, 5_000), drop_off: cases(0, 0, 0) },
};
const assumed = { discount: cases(0, 0, 0), outcomes: [outcome] };
const set = (id: string, as: typeof admin, over: object = {}) =>
  app.call(operations.setRoiAssumptions, { id, currency: "THB", ...assumed, ...over } as CallInput<typeof operations.setRoiAssumptions>, {
    as,
  });

test("a social return follows from what was counted, once the organisation has said what it assumes", async () => {
  const campaign = await world.funded(100_000);
  for (const tokens of [10, 10])
    await world.awarded(await world.reserve({ zone_id: campaign.zone_ids[0]! }), tokens, { people_reached: 3 });
  await app.settled();
  const roi = () => app.call(operations.sponsorRoi, { organisation_id: campaign.organisation_id }, { as: campaign.owner });
  const before = await roi();
  assert.deepEqual([before.assumptions, before.result, before.sensitivity, before.invested.value], [null, null, [], 2_000]);
  await set(campaign.organisation_id, campaign.owner);
  const now = await roi();
  // Two actions × 20.00 × a half against 20.00.
  assert.deepEqual(now.result, {
    low: { value_minor: 1_000, ratio_bps: 5_000 },
    base: { value_minor: 2_000, ratio_bps: 10_000 },
    high: { value_minor: 4_000, ratio_bps: 20_000 },
  });
  assert.deepEqual([now.people.value, now.assumptions?.version, now.sensitivity[0]?.assumption], [6_000_000, 1, "proxy"]);
  assert.ok(now.not_verified.includes("what_would_have_happened"));
  const panel = await app.call(operations.sponsorPanel, { organisation_id: campaign.organisation_id }, { as: campaign.owner });
  assert.deepEqual(now.invested.drill, panel.spent.drill, "the same figure as in the panel");
});

test("assumptions are for the organisation's owners to change, in order, and each with a source", async () => {
  const { id, owner } = await world.organisation();
  const viewer = app.user("sponsor");
  await app.call(operations.setMember, { id, player_id: viewer.playerId, member_role: "viewer" }, { as: owner });
  await assert.rejects(set(id, viewer), { code: "member_role_too_low" });
  await assert.rejects(set(id, app.user("sponsor")), { code: "organisation_not_found" });
  await assert.rejects(set(nobody, admin), { code: "organisation_not_found" });
  await assert.rejects(set(id, owner, { currency: "XXX" }), { code: "currency_unknown" });
  const unordered = { outcomes: [{ ...outcome, proxy: cases(2, 1, 3) }] };
  await assert.rejects(set(id, owner, unordered), { code: "assumption_unordered", context: { outcome: 0, assumption: "proxy" } });
  const wrong = [
    { outcomes: [] },
    { outcomes: [{ ...outcome, years: 0 }] },
    { outcomes: [{ ...outcome, deadweight: cases(10_001, 0, 0) }] },
    { discount: { ...cases(0, 0, 0), source: " " } },
  ];
  for (const over of wrong) await assert.rejects(set(id, owner, over), { code: "invalid_input" }, JSON.stringify(over));
  assert.equal((await set(id, owner, { version_seen: 0 })).version, 1);
  await assert.rejects(set(id, owner, { version_seen: 0 }), { code: "assumptions_changed", context: { version: 1 } });
});

test("zones start in the order that chance gave, and what that changed is told; without chance nothing is measured", async () => {
  const plain = await world.campaign();
  const zone_ids = Array.from({ length: 8 }, () => randomUUID());
  const staggered = { zone_ids, starts_at: "2026-03-15T00:00:00Z", staggered_start: { groups: 2, days_apart: 14 } };
  const campaign = await world.funded(1_000_000, staggered);
  const id = campaign.id;
  const as = campaign.owner;
  const measured = async (of = campaign) => {
    const roi = await app.call(operations.sponsorRoi, { organisation_id: of.organisation_id }, { as: of.owner });
    return roi.measured[0]!;
  };
  const order = () => app.call(operations.startOrder, { id }, { as });
  const draw = () => drawStarts.run(app.kernel.context("sponsor"));
  assert.equal((await measured({ ...plain, owner: plain.owner })).status, "no_random_start");
  await assert.rejects(app.call(operations.startOrder, { id: plain.id }, { as: plain.owner }), { code: "start_not_random" });
  await assert.rejects(app.call(operations.startOrder, { id }, { as: plain.owner }), { code: "campaign_not_found" });

  await draw();
  assert.deepEqual([(await measured()).status, (await order()).zones, (await order()).leaf_hash], ["not_drawn", [], null]);
  const { leaf_index } = await order();
  const hash = "ab".repeat(32);
  await sql`INSERT INTO log_leaves VALUES (${leaf_index}, ${randomUUID()}, decode(${hash}, 'hex'))`.execute(app.owner);
  await draw();
  await draw();
  const { zones, leaf_hash } = await order();
  assert.deepEqual([zones.map(({ zone_id }) => zone_id), leaf_hash], [orderOf(hash, id, zone_ids), hash]);
  assert.deepEqual(
    zones.map(({ group }) => group),
    [0, 0, 0, 0, 1, 1, 1, 1],
  );
  assert.deepEqual([zones[0]!.starts_at, zones[7]!.starts_at], ["2026-03-15T00:00:00.000Z", "2026-03-29T00:00:00.000Z"]);
  assert.equal((await measured()).status, "too_early");
  for (const change of [{ zone_ids: zone_ids.slice(1) }, { starts_at: "2026-03-16T00:00:00Z" }])
    await assert.rejects(app.call(operations.updateCampaign, { id, ...change }, { as }), { code: "start_order_fixed" });
  await app.call(operations.updateCampaign, { id, title: "Another name", zone_ids }, { as });

  const pays = async (place: number) => (await world.reserve({ zone_id: zones[place]!.zone_id })).outcome;
  assert.deepEqual([await pays(0), await pays(7)], ["unlimited", "unlimited"]);
  app.clock.advance({ minutes: 15 * 24 * 60 });
  assert.deepEqual([await pays(0), await pays(3), await pays(4), await pays(7)], ["reserved", "reserved", "unlimited", "unlimited"]);
  app.clock.advance({ minutes: 14 * 24 * 60 });
  assert.equal(await pays(7), "reserved");
  // Ten more than before where they had started, none elsewhere, and a swing of one or two.
  const count = (effect: number) => {
    for (const [place, { zone_id, group }] of zones.entries())
      world.done.set(zone_id, [20 + place, 20 + place + (place % 3) + (group === 0 ? effect : 0)]);
  };
  count(10);
  const { status, effect, windows } = await measured();
  assert.deepEqual([status, windows], ["measured", 1]);
  // A window has two weeks.
  assert.ok(effect!.low > 3 && effect!.low < 5 && effect!.high > 5 && effect!.high < 7, JSON.stringify(effect));
  count(0);
  const none = (await measured()).effect!;
  assert.ok(none.low < 0 && none.high > 0, JSON.stringify(none));
  assert.deepEqual(await findings(app), []);
});

test("a start that chance cannot decide is refused with the reason", async () => {
  const zone_ids = Array.from({ length: 8 }, () => randomUUID());
  const good = {
    zone_ids,
    starts_at: "2026-05-15T00:00:00Z",
    ends_at: "2026-09-15T00:00:00Z",
    staggered_start: { groups: 2, days_apart: 14 },
  };
  const refused = [
    [{ mission_ids: [randomUUID()] }, "zones_only"],
    [{ starts_at: "2026-03-01T00:00:00Z" }, "starts_too_soon"],
    [{ zone_ids: zone_ids.slice(1, 6) }, "too_few_orders"],
    [{ ends_at: "2026-05-20T00:00:00Z" }, "too_short"],
  ] as const;
  for (const [over, because] of refused)
    await assert.rejects(world.campaign({ ...good, ...over } as never), { code: "staggered_start_invalid", context: { because } }, because);
  await assert.rejects(world.campaign({ ...good, staggered_start: { groups: 1, days_apart: 14 } }), { code: "invalid_input" });
});
