import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { sponsorContract } from "@oneheart/contracts";
import { playerInternal, sponsorInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { balanceOf, bootSponsors, findings, nobody } from "./support/sponsorship.ts";

const { operations } = sponsorContract;
const world = await bootSponsors({ after });
const { app, admin, second } = world;
const me = { as: app.user("sponsor") };

test("each kind of bad input is refused under its own code", async () => {
  const organisation = await world.organisation();
  const refused = [
    [{ budget_minor: 0 }, "budget_not_positive"],
    [{ budget_minor: -5 }, "budget_not_positive"],
    [{ ends_at: "2026-01-01T00:00:00Z" }, "campaign_window_invalid"],
    [{ starts_at: "2025-01-01T00:00:00Z", ends_at: "2025-02-01T00:00:00Z" }, "campaign_window_invalid"],
    [{ zone_ids: [] }, "campaign_without_place"],
    [{ currency: "XXX" }, "currency_unknown"],
    [{ currency: "XP".concat("X") }, "currency_unknown"],
    [{ rate: { tokens: 1_000, minor: 100 } }, "rate_rounds_to_nothing"],
    [{ budget_minor: 99 }, "rate_rounds_to_nothing"],
    [{ pools: { local_bps: 6_000, national_bps: 3_000, global_bps: 999 } }, "pool_split_invalid"],
    [{ zone_ids: [nobody] }, "zone_not_found"],
    [{ mission_ids: [nobody] }, "mission_not_found"],
    [{ milestones: { first_bps: 5_000, steps: [{ after_actions: 1, release_bps: 4_000 }] } }, "milestones_invalid"],
  ] as const;
  for (const [over, code] of refused) await assert.rejects(world.campaign(over as never, organisation), { code }, JSON.stringify(over));
});

test("one organisation does not fund the same place twice at the same time; others may", async () => {
  const organisation = await world.organisation();
  const first = await world.campaign({}, organisation);
  const again = { zone_ids: first.zone_ids };
  await assert.rejects(world.campaign(again, organisation), { code: "campaign_overlaps", context: { campaign_id: first.id } });
  await world.campaign({ ...again, starts_at: first.ends_at, ends_at: "2026-09-01T00:00:00Z" }, organisation);
  await world.campaign(again);
});

test("another organisation's campaign is not there: neither to see nor to touch", async () => {
  const campaign = await world.funded(10_000);
  const [contribution] = (await app.call(operations.listContributions, { id: campaign.id }, { as: campaign.owner })).items;
  const { id } = campaign;
  const tries = [
    app.call(operations.getCampaign, { id }, me),
    app.call(operations.updateCampaign, { id, title: "mine" }, me),
    app.call(operations.pauseCampaign, { id }, me),
    app.call(operations.endCampaign, { id }, me),
    app.call(operations.contribute, { id, amount_minor: 1, method: "card" }, { ...me, idempotencyKey: "x" }),
    app.call(operations.refundCampaign, { id }, { ...me, idempotencyKey: "y" }),
    app.call(operations.listContributions, { id }, me),
    app.call(operations.campaignActions, { id }, me),
    app.call(operations.claimActions, { id, purpose: "x", action_ids: [randomUUID()] }, { ...me, idempotencyKey: "z" }),
  ];
  for (const tried of await Promise.allSettled(tries)) {
    assert.equal(tried.status, "rejected");
    assert.deepEqual([tried.reason.code, tried.reason.status], ["campaign_not_found", 404]);
  }
  await assert.rejects(app.call(operations.cancelContribution, { id: contribution!.id }, me), { code: "contribution_not_found" });
  await assert.rejects(app.call(operations.listMembers, { id: campaign.organisation_id }, me), { code: "organisation_not_found" });
  await assert.rejects(world.campaign({ organisation_id: campaign.organisation_id }, { id: campaign.organisation_id, owner: me.as }), {
    code: "organisation_not_found",
  });
  assert.deepEqual((await app.call(operations.listCampaigns, {}, me)).items, []);
  assert.equal((await app.call(operations.getCampaign, { id }, { as: app.user("government") })).id, id);
});

test("a viewer looks, finance pays, an owner does all, and the last owner stays", async () => {
  const campaign = await world.campaign();
  const { owner, organisation_id: id } = campaign;
  const [viewer, finance] = [app.user("sponsor"), app.user("sponsor")];
  const member = (player_id: string, member_role: "owner" | "finance" | "viewer", as = owner) =>
    app.call(operations.setMember, { id, player_id, member_role }, { as });
  await member(viewer.playerId, "viewer");
  await member(finance.playerId, "finance");
  assert.equal((await app.call(operations.getCampaign, { id: campaign.id }, { as: viewer })).id, campaign.id);
  await assert.rejects(world.contribute({ id: campaign.id, owner: viewer }, 100), { code: "member_role_too_low", status: 403 });
  assert.equal((await world.contribute({ id: campaign.id, owner: finance }, 100)).status, "pending");
  await assert.rejects(app.call(operations.endCampaign, { id: campaign.id }, { as: finance }), {
    code: "member_role_too_low",
    context: { needs: ["owner"] },
  });
  await assert.rejects(member(nobody, "viewer"), { code: "player_not_found" });
  await assert.rejects(member(owner.playerId, "finance"), { code: "last_owner" });
  await assert.rejects(app.call(operations.removeMember, { id, player_id: owner.playerId }, { as: owner }), { code: "last_owner" });
  await assert.rejects(app.call(operations.removeMember, { id, player_id: randomUUID() }, { as: owner }), { code: "member_not_found" });
  await app.call(operations.removeMember, { id, player_id: viewer.playerId }, { as: viewer });
  assert.equal((await app.call(operations.listMembers, { id }, { as: owner })).items.length, 2);
});

test("a transfer counts when a second person has seen it, once", async () => {
  const campaign = await world.campaign();
  const entered = await app.call(
    operations.contribute,
    { id: campaign.id, amount_minor: 5_000, method: "transfer" },
    { as: admin, idempotencyKey: "t" },
  );
  const confirm = (as = second) => app.call(operations.confirmContribution, { id: entered.id }, { as });
  await assert.rejects(confirm(admin), { code: "second_person_needed", status: 403 });
  assert.equal((await world.funds(campaign)).funded_minor, 0);
  const tried = await Promise.allSettled(Array.from({ length: 10 }, () => confirm()));
  assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
  for (const each of tried) if (each.status === "rejected") assert.equal(each.reason.code, "contribution_resolved");
  assert.equal((await world.funds(campaign)).funded_minor, 5_000);
  assert.equal(await balanceOf(app, "escrow", campaign.id), 5_000n);
  const card = await world.contribute(campaign, 100, "card");
  await assert.rejects(app.call(operations.confirmContribution, { id: card.id }, { as: second }), { code: "not_a_transfer" });
  await assert.rejects(app.call(operations.confirmContribution, { id: nobody }, { as: second }), { code: "contribution_not_found" });
});

test("a contribution needs a key, the same key is one contribution, and the budget is the most that is given", async () => {
  const campaign = await world.campaign({ budget_minor: 10_000 });
  await assert.rejects(app.call(operations.contribute, { id: campaign.id, amount_minor: 1, method: "card" }, { as: campaign.owner }), {
    code: "idempotency_key_required",
  });
  const first = await world.contribute(campaign, 6_000, "card", "same");
  assert.deepEqual(await world.contribute(campaign, 6_000, "card", "same"), first);
  await assert.rejects(world.contribute(campaign, 6_000), { code: "over_budget", context: { left_minor: 4_000 } });
  await assert.rejects(app.call(operations.updateCampaign, { id: campaign.id, budget_minor: 5_999 }, { as: campaign.owner }), {
    code: "budget_below_funds",
  });
  await app.call(operations.updateCampaign, { id: campaign.id, budget_minor: 12_000, version_seen: 1 }, { as: campaign.owner });
  await assert.rejects(app.call(operations.updateCampaign, { id: campaign.id, title: "x", version_seen: 1 }, { as: campaign.owner }), {
    code: "campaign_changed",
  });
  await world.contribute(campaign, 6_000);
  await app.call(operations.cancelContribution, { id: first.id }, { as: campaign.owner });
  await assert.rejects(app.call(operations.cancelContribution, { id: first.id }, { as: campaign.owner }), {
    code: "contribution_resolved",
  });
  await world.contribute(campaign, 6_000);
});

test("what is left of an ended campaign goes back once; what quests under way may need stays", async () => {
  const campaign = await world.funded(10_000);
  const quest = await world.reserve({ zone_id: campaign.zone_ids[0]! });
  const refund = () => app.call(operations.refundCampaign, { id: campaign.id }, { as: campaign.owner, idempotencyKey: randomUUID() });
  await assert.rejects(refund(), { code: "campaign_not_ended" });
  await app.call(operations.pauseCampaign, { id: campaign.id }, { as: campaign.owner });
  assert.equal((await world.reserve({ zone_id: campaign.zone_ids[0]! })).outcome, "unlimited");
  await app.call(operations.endCampaign, { id: campaign.id }, { as: campaign.owner });
  await assert.rejects(app.call(operations.resumeCampaign, { id: campaign.id }, { as: campaign.owner }), { code: "campaign_ended" });
  const tried = await Promise.allSettled([refund(), refund(), refund()]);
  assert.deepEqual(tried.flatMap((each) => (each.status === "fulfilled" ? [each.value.amount_minor] : [each.reason.code])).sort(), [
    8_000,
    "nothing_to_refund",
    "nothing_to_refund",
  ]);
  await world.awarded(quest, 12);
  await app.settled();
  assert.equal((await refund()).amount_minor, 800);
  assert.equal(await balanceOf(app, "escrow", campaign.id), 0n);
  await assert.rejects(world.contribute(campaign, 1), { code: "campaign_ended" });
});

test("a matching campaign adds to what others give, up to so much a person and in all, while there is money", async () => {
  const matching = { ratio_bps: 5_000, person_max_minor: 1_000, total_max_minor: 1_400 };
  const campaign = await world.campaign({ matching });
  await world.fund(campaign, 5_000);
  assert.deepEqual([(await world.funds(campaign)).funded_minor, (await world.funds(campaign)).match_minor], [0, 5_000]);
  const give = async (as = app.player(), amount_minor = 1_600) => {
    const { id } = await app.call(
      operations.support,
      { id: campaign.id, amount_minor, method: "transfer" },
      { as, idempotencyKey: randomUUID() },
    );
    return (await app.call(operations.confirmContribution, { id }, { as: admin })).matched_minor;
  };
  const person = app.player();
  assert.deepEqual([await give(person), await give(person), await give(), await give()], [800, 200, 400, 0]);
  assert.equal((await world.funds(campaign)).funded_minor, 4 * 1_600 + 1_400);
  assert.equal(await balanceOf(app, "escrow", `match:${campaign.id}`), 3_600n);
});

test("milestones let money go with verified actions that stand", async () => {
  const milestones = { first_bps: 2_000, steps: [{ after_actions: 2, release_bps: 8_000 }] };
  const campaign = await world.campaign({ milestones });
  await world.fund(campaign, 10_000);
  const [zone_id] = campaign.zone_ids as [string];
  assert.deepEqual([(await world.funds(campaign)).locked_minor, (await world.funds(campaign)).free_minor], [8_000, 2_000]);
  const quests = [await world.reserve({ zone_id, base_tokens: 5 }), await world.reserve({ zone_id, base_tokens: 5 })];
  assert.equal((await world.reserve({ zone_id, base_tokens: 5 })).outcome, "refused");
  for (const quest of quests) await world.awarded(quest, 5);
  await app.settled();
  assert.deepEqual([(await world.funds(campaign)).locked_minor, (await world.funds(campaign)).free_minor], [0, 9_000]);
});

test("a person who is erased is no member and no supporter any more, and is told all that is kept until then", async () => {
  const campaign = await world.campaign();
  const { owner } = campaign;
  await app.call(operations.support, { id: campaign.id, amount_minor: 700, method: "card" }, { as: owner, idempotencyKey: "own" });
  const own = async () => (await app.call(sponsorInternal.operations.ownData, { player_id: owner.playerId }, { as: "system" })).records;
  assert.deepEqual(
    (await own()).map(({ section }) => section),
    ["memberships"],
  );
  await app.emit(playerInternal.events.playerErased, { player_id: owner.playerId, erased_name: "erased" });
  await app.settled();
  const left = await sql`SELECT FROM sponsor_members WHERE player_id = ${owner.playerId} UNION ALL
    SELECT FROM sponsor_contributions WHERE player_id = ${owner.playerId}`.execute(app.db);
  assert.equal(left.rows.length, 0);
});

test("all that happened here agrees with the ledger", async () => {
  await app.settled();
  assert.deepEqual(
    (await findings(app)).filter((one) => (one as { code: string }).code !== "attribution_differs"),
    [],
  );
});
