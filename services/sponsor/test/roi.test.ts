import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type CallInput, sponsorContract } from "@oneheart/contracts";
import { bootSponsors, nobody } from "./support/sponsorship.ts";

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
