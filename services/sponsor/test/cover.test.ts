import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { impactInternal, playerInternal, questInternal, sponsorInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { settleReservations } from "../src/jobs/settle-reservations.ts";
import { balanceOf, bootSponsors, findings } from "./support/sponsorship.ts";

const { operations } = sponsorContract;
const world = await bootSponsors({ after });
const { app, admin } = world;
const zoneOf = (campaign: { zone_ids: string[] }) => ({ zone_id: campaign.zone_ids[0]! });
const paused = async (place: { zone_id: string }, base_tokens = 10) =>
  (
    await app.call(
      sponsorInternal.operations.missionsPaused,
      { missions: [{ ...place, mission_id: randomUUID(), base_tokens }] },
      { as: "system" },
    )
  ).mission_ids.length;

/** Sets the programme's budget for one test. */
async function withBudget(budget_tokens: number, work: () => Promise<void>): Promise<void> {
  const { reserved_tokens, paid_tokens } = await app.call(operations.getProgrammeBudget, {}, { as: admin });
  await app.call(operations.setProgrammeBudget, { budget_tokens: reserved_tokens + paid_tokens + budget_tokens }, { as: admin });
  try {
    await work();
  } finally {
    await app.call(operations.setProgrammeBudget, { budget_tokens: null }, { as: admin });
  }
}

test("without sponsors and without a declared budget nothing is limited, and nothing is written", async () => {
  const quest = await world.reserve({ zone_id: randomUUID() });
  assert.equal(quest.outcome, "unlimited");
  const { rows } = await sql`SELECT FROM reward_reservations WHERE quest_id = ${quest.quest_id}`.execute(app.db);
  assert.equal(rows.length, 0);
});

test("a campaign without money yet changes nothing", async () => {
  assert.equal((await world.reserve(zoneOf(await world.campaign()))).outcome, "unlimited");
});

test("of fifty starts at once no more are paid for than the money is for, and the mission is paused", async () => {
  const campaign = await world.funded(10_000);
  const quests = await Promise.all(Array.from({ length: 50 }, () => world.reserve(zoneOf(campaign))));
  const counts = Object.groupBy(quests, ({ outcome }) => outcome);
  assert.deepEqual([counts.reserved!.length, counts.refused!.length], [5, 45], "20 tokens each at most, of 100");
  assert.deepEqual([(await world.funds(campaign)).reserved_minor, (await world.funds(campaign)).free_minor], [10_000, 0]);
  assert.equal(await paused(zoneOf(campaign)), 1);
});

test("the same quest reserves once", async () => {
  const campaign = await world.funded(10_000);
  const quest = await world.reserve(zoneOf(campaign));
  await world.reserve(zoneOf(campaign), quest.quest_id);
  assert.equal((await world.funds(campaign)).reserved_minor, 2_000);
});

test("the last money pays a quest less than it might earn, never less than its mission says", async () => {
  const campaign = await world.funded(1_500);
  const quest = await world.reserve(zoneOf(campaign));
  assert.deepEqual((await world.cover([quest.quest_id])).items[0]!.tokens, 15);
  assert.equal((await world.reserve(zoneOf(campaign))).outcome, "refused");
});

test("an award draws what it came to into the pools, and the rest is free again; told twice it is drawn once", async () => {
  const campaign = await world.funded(10_000);
  const quest = await world.reserve(zoneOf(campaign));
  const before = await Promise.all(["pool_local", "pool_national", "pool_global"].map((pool) => balanceOf(app, pool, null)));
  const award = await world.awarded(quest, 13, { people_reached: 4 });
  await app.emit(impactInternal.events.rewardCovered, award);
  await app.settled();
  const now = await Promise.all(["pool_local", "pool_national", "pool_global"].map((pool) => balanceOf(app, pool, null)));
  assert.deepEqual(
    now.map((balance, index) => balance - before[index]!),
    [780n, 390n, 130n],
  );
  const { reserved_minor, spent_minor, free_minor } = await world.funds(campaign);
  assert.deepEqual([reserved_minor, spent_minor, free_minor], [0, 1_300, 8_700]);
  assert.equal(await balanceOf(app, "escrow", campaign.id), 8_700n);
});

test("a quest that is given up, lapses or fails gives its money back, once; a won appeal takes it again if it is there", async () => {
  const campaign = await world.funded(2_000);
  for (const event of [questInternal.events.questDropped, questInternal.events.questFailed]) {
    const quest = await world.reserve(zoneOf(campaign));
    const told = {
      quest_id: quest.quest_id,
      mission_id: quest.mission_id,
      zone_id: quest.zone_id,
      player_id: randomUUID(),
      title: "x",
      reason: "x",
    };
    await app.emit(event as typeof questInternal.events.questFailed, told);
    await app.emit(event as typeof questInternal.events.questFailed, told);
    await app.settled();
    assert.equal((await world.funds(campaign)).free_minor, 2_000);
    const [again] = (await world.cover([quest.quest_id])).items;
    assert.equal(again?.tokens, 20);
    assert.equal((await world.funds(campaign)).free_minor, 0);
    await app.emit(questInternal.events.questDropped, told);
    await app.settled();
  }
  const lost = await world.reserve(zoneOf(campaign));
  await app.emit(questInternal.events.questDropped, { quest_id: lost.quest_id, mission_id: lost.mission_id });
  await app.settled();
  await world.reserve(zoneOf(campaign));
  assert.deepEqual((await world.cover([lost.quest_id])).items, [], "another quest has the money");
});

test("what was reserved for a start that never happened is free after a while; a quest that started keeps it", async () => {
  const campaign = await world.funded(4_000);
  const [lost, started] = [await world.reserve(zoneOf(campaign)), await world.reserve(zoneOf(campaign))];
  world.started.add(started.quest_id);
  const settle = () => settleReservations.run(app.kernel.context("sponsor"));
  app.clock.advance({ minutes: 5 });
  await settle();
  assert.equal((await world.funds(campaign)).reserved_minor, 4_000);
  app.clock.advance({ minutes: 6 });
  await settle();
  assert.equal((await world.funds(campaign)).reserved_minor, 2_000);
  await app.call(sponsorInternal.operations.releaseReward, { quest_id: started.quest_id }, { as: "system" });
  assert.equal((await world.funds(campaign)).reserved_minor, 2_000);
  assert.deepEqual((await world.cover([lost.quest_id, started.quest_id])).items.length, 2);
});

test("a declared budget of the programme pays where no sponsor does, and not beyond", async () => {
  const place = { zone_id: randomUUID() };
  await withBudget(30, async () => {
    const quests = await Promise.all(Array.from({ length: 10 }, () => world.reserve(place)));
    assert.equal(quests.filter(({ outcome }) => outcome === "reserved").length, 2);
    const reserved = quests.filter(({ outcome }) => outcome === "reserved");
    assert.equal(await paused(place), 1);
    for (const quest of reserved) await world.awarded(quest, 3);
    await app.settled();
    assert.equal((await app.call(operations.getProgrammeBudget, {}, { as: admin })).paid_tokens, 6);
    assert.equal(await paused(place), 0);
    await assert.rejects(app.call(operations.setProgrammeBudget, { budget_tokens: 5 }, { as: admin }), { code: "budget_below_use" });
    const campaign = await world.funded(1_000);
    assert.equal((await world.reserve(zoneOf(campaign))).outcome, "reserved");
    assert.equal((await world.reserve(zoneOf(campaign))).outcome, "reserved", "the sponsor's money is out, the programme's is not");
  });
});

test("co-sponsors share an action by their money, to the last part, and each pays its own", async () => {
  const zone_ids = [randomUUID()];
  const sponsors = [
    await world.funded(60_000, { zone_ids }),
    await world.funded(30_000, { zone_ids }),
    await world.funded(30_000, { zone_ids }),
  ];
  const quest = await world.reserve({ zone_id: zone_ids[0]! });
  const [cover] = (await world.cover([quest.quest_id])).items;
  assert.deepEqual(cover!.shares.map(({ parts }) => parts).sort(), [250_000, 250_000, 500_000]);
  assert.equal(cover!.programme_parts, 0);
  const award = await world.awarded(quest, 7, { people_reached: 3 });
  await app.settled();
  const spent = await Promise.all(sponsors.map(async (one) => (await world.funds(one)).spent_minor));
  assert.equal(
    spent.reduce((sum, one) => sum + one),
    700,
  );
  const trail = await app.call(operations.actionCover, { ledger_id: award.ledger_id }, { as: app.player() });
  assert.equal(
    trail.shares.reduce((sum, { parts }) => sum + parts, trail.programme_parts),
    WHOLE_PARTS,
  );
  assert.deepEqual(await app.call(operations.actionCover, { ledger_id: trail.draw_ledger_id! }, { as: app.player() }), trail);
  const [own] = (await app.call(operations.campaignActions, { id: sponsors[0]!.id }, { as: sponsors[0]!.owner })).items;
  assert.deepEqual([own!.action_id, own!.parts, own!.ledger_id], [award.action_id, 500_000, award.ledger_id]);
  await assert.rejects(app.call(operations.actionCover, { ledger_id: randomUUID() }, { as: app.player() }), { code: "cover_not_found" });
});

test("an agreed split takes the place of money, with the programme's own part, and stands once a quest has begun", async () => {
  const mission_ids = [randomUUID()];
  const [a, b] = [await world.funded(10_000, { mission_ids }), await world.funded(90_000, { mission_ids })];
  const split = (parts: [number, number], programme_parts = 0) => {
    const shares = [
      { campaign_id: a.id, parts: parts[0] },
      { campaign_id: b.id, parts: parts[1] },
    ];
    return app.call(operations.setMissionSplit, { mission_id: mission_ids[0]!, shares, programme_parts }, { as: admin });
  };
  await assert.rejects(split([500_000, 499_999]), { code: "split_invalid" });
  await split([333_333, 333_333], 333_334);
  const place = { mission_id: mission_ids[0]!, zone_id: randomUUID() };
  const quest = await world.reserve(place);
  const [cover] = (await world.cover([quest.quest_id])).items;
  assert.deepEqual([cover!.shares.map(({ parts }) => parts), cover!.programme_parts], [[333_333, 333_333], 333_334]);
  await assert.rejects(split([500_000, 500_000]), { code: "split_fixed" });
  const unknown = { mission_id: randomUUID(), shares: [{ campaign_id: randomUUID(), parts: WHOLE_PARTS }] };
  await assert.rejects(app.call(operations.setMissionSplit, unknown, { as: admin }), { code: "campaign_not_found", status: 422 });
});

test("a claim is final and public; what was claimed, or is another's, is not claimed again", async () => {
  const zone_ids = [randomUUID()];
  const [mine, other] = [await world.funded(10_000, { zone_ids }), await world.funded(10_000, { zone_ids })];
  const award = await world.awarded(await world.reserve({ zone_id: zone_ids[0]! }), 10);
  const alone = await world.funded(10_000);
  const foreign = await world.awarded(await world.reserve(zoneOf(alone)), 10);
  await app.settled();
  const claim = (action_ids: string[], campaign = mine) =>
    app.call(
      operations.claimActions,
      { id: campaign.id, purpose: "Report 2026", action_ids },
      { as: campaign.owner, idempotencyKey: randomUUID() },
    );
  await assert.rejects(claim([foreign.action_id]), { code: "action_not_attributed", context: { action_ids: [foreign.action_id] } });
  const tried = await Promise.allSettled([claim([award.action_id]), claim([award.action_id])]);
  assert.deepEqual(tried.map((each) => (each.status === "fulfilled" ? each.value.actions_claimed : each.reason.code)).sort(), [
    0.5,
    "already_claimed",
  ]);
  await claim([award.action_id], other);
  const { items } = await app.call(operations.listClaims, { campaign_id: mine.id });
  assert.deepEqual(
    items.map(({ purpose, organisation_name, actions_claimed }) => [purpose, organisation_name, actions_claimed]),
    [["Report 2026", "Siam Rivers", 0.5]],
  );
  await assert.rejects(sql`UPDATE public_claims SET purpose = 'another'`.execute(app.owner), /refuse|only ever/i);
});

test("a reversal puts the money back into escrow, and a reinstatement takes it again, each once", async () => {
  const campaign = await world.funded(5_000);
  const quest = await world.reserve(zoneOf(campaign));
  const { action_id } = await world.awarded(quest, 20);
  await app.settled();
  const told = {
    ...{
      action_id,
      quest_id: quest.quest_id,
      mission_id: quest.mission_id,
      zone_id: quest.zone_id,
      player_id: randomUUID(),
      ledger_id: null,
    },
    ...{ xp: 0, tokens: 20, credits_minor: 0, reason_code: "staged", recorded_at: app.clock.now().toISOString() },
  };
  const reversed = { ...told, badges: [], tokens_owed: 0 };
  const spent = async () => (await world.funds(campaign)).spent_minor;
  for (const _ of [1, 2]) {
    await app.emit(impactInternal.events.impactReversed, reversed);
    await app.settled();
    assert.deepEqual([await spent(), await balanceOf(app, "escrow", campaign.id)], [0, 5_000n]);
  }
  for (const _ of [1, 2]) {
    await app.emit(impactInternal.events.impactReinstated, told);
    await app.settled();
    assert.deepEqual([await spent(), await balanceOf(app, "escrow", campaign.id)], [2_000, 3_000n]);
  }
});

test("an erased player's quests give their money back", async () => {
  const campaign = await world.funded(2_000);
  const quest = await world.reserve(zoneOf(campaign));
  const { rows } = await sql<{ player_id: string }>`SELECT player_id FROM reward_reservations WHERE quest_id = ${quest.quest_id}`.execute(
    app.db,
  );
  await app.emit(playerInternal.events.playerErased, { player_id: rows[0]!.player_id, erased_name: "erased" });
  await app.settled();
  assert.equal((await world.funds(campaign)).free_minor, 2_000);
});

test("money is conserved over many starts, awards and failures at once, and every audit agrees", async () => {
  const zone_ids = [randomUUID()];
  const sponsors = [
    await world.funded(30_000, { zone_ids }),
    await world.funded(20_000, { zone_ids, rate: { tokens: 3, minor: 100 } }),
    await world.funded(7_777, { zone_ids }),
  ];
  const quests = await Promise.all(
    Array.from({ length: 40 }, (_, index) => world.reserve({ zone_id: zone_ids[0]!, base_tokens: 1 + (index % 9) })),
  );
  await Promise.all(
    quests
      .filter(({ outcome }) => outcome === "reserved")
      .map((quest, index) =>
        index % 4 === 0
          ? app.emit(questInternal.events.questDropped, { quest_id: quest.quest_id, mission_id: quest.mission_id })
          : world.awarded(quest, index % 13, { people_reached: index }),
      ),
  );
  await app.settled();
  for (const sponsor of sponsors) {
    const { funded_minor, spent_minor, reserved_minor } = await world.funds(sponsor);
    assert.deepEqual([reserved_minor, await balanceOf(app, "escrow", sponsor.id)], [0, BigInt(funded_minor - spent_minor)]);
  }
  // The awards of this test are in no ledger, so no leaf could differ.
  assert.deepEqual(await findings(app), []);
});
