import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { impactContract, mapContract, questContract, sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import {
  mapInternal,
  playerInternal,
  proofInternal,
  questInternal,
  sponsorInternal,
  verificationInternal,
} from "@oneheart/contracts/internal";
import { bootServices, didOf, newQuest, plainAction, plainMission, plainPlayer, plainZone, realService, stub } from "@oneheart/testing";
import { sql } from "kysely";
import { sponsorService } from "../src/service.ts";
import { campaignInput, findings } from "./support/sponsorship.ts";

const { operations } = sponsorContract;
const player_id = randomUUID();
const [zone_id, mission_id] = [randomUUID(), randomUUID()];
type Facts = Awaited<ReturnType<typeof newQuest>>;
const quests = new Map<string, Facts>();
const app = await bootServices([sponsorService, await realService("impact")], {
  stubs: [
    stub(playerInternal.operations.findPlayers, ({ ids }) => ({ items: ids.map((id) => plainPlayer({ id, user_did: didOf(id) })) })),
    stub(mapInternal.operations.findZones, ({ ids }) => ({ items: ids.map((id) => plainZone({ id })) })),
    stub(mapContract.operations.getZone, ({ id }) => plainZone({ id })),
    stub(questContract.operations.getMission, ({ id }) => plainMission({ id })),
    stub(questInternal.operations.findQuests, ({ ids }) => ({ items: ids.flatMap((id) => quests.get(id) ?? []) })),
    stub(proofInternal.operations.actionFacts, ({ id }) => plainAction({ action_id: id })),
  ],
});
after(() => app.stop());
await sql`ALTER TABLE impact_awards DROP CONSTRAINT impact_awards_action_id_fkey`.execute(app.owner);
await sql`ALTER TABLE impact_players DROP CONSTRAINT impact_players_player_id_fkey`.execute(app.owner);
const admin = { as: app.user("admin") };

test("an award is held to its reservation, its leaf says who paid which part, and the receipt leads to the campaigns and back", async () => {
  await app.call(impactContract.operations.setRewardPolicy, { newcomer_days: 0 }, admin);
  const owner = { as: app.user("sponsor") };
  const second = { as: app.user("admin") };
  const campaigns: string[] = [];
  // The last tokens of two sponsors: 20 and 10, for a quest that would earn 50.
  for (const amount_minor of [2_000, 1_000]) {
    const { id: organisation_id } = await app.call(operations.createOrganisation, { name: `Sponsor ${amount_minor}` }, owner);
    const period = { starts_at: "2020-01-01T00:00:00Z", ends_at: "2090-01-01T00:00:00Z" };
    const { id } = await app.call(operations.createCampaign, campaignInput({ organisation_id, zone_ids: [zone_id], ...period }), owner);
    const given = await app.call(operations.contribute, { id, amount_minor, method: "transfer" }, { ...owner, idempotencyKey: id });
    await app.call(operations.confirmContribution, { id: given.id }, second);
    campaigns.push(id);
  }
  const quest = { ...newQuest(app, player_id), mission_id, zone_id, base_xp: 100, base_tokens: 25, expected_minutes: 60 };
  const { quest_id, quest_type, difficulty_level, expected_minutes, base_xp, base_tokens } = quest;
  quests.set(quest_id, quest);
  const terms = { base_xp, base_tokens, quest_type, difficulty_level, expected_minutes, zone_factor_bps: 10_000, community_goal: null };
  const reserve = { quest_id, player_id, mission_id, zone_id, ...terms };
  assert.equal((await app.call(sponsorInternal.operations.reserveReward, reserve, { as: "system" })).outcome, "reserved");

  const action_id = randomUUID();
  const report = { duration_minutes: 120, beneficiaries_count: 5, beneficiaries_confirmed: 4 };
  const about = { action_id, quest_id, mission_id, zone_id, player_id, proof_ids: [randomUUID()], authenticity_score: 90 };
  await app.emit(verificationInternal.events.actionVerified, { ...about, ...report });
  await app.settled();

  const { items } = await app.call(impactContract.operations.listLedger, { action_id }, admin);
  // Of 30 that the money buys one is lost to the rounding of parts: never more than either has.
  assert.equal(items[0]!.tokens_delta, 29, "what was reserved, not what the factors came to");
  const cover = await app.call(operations.actionCover, { ledger_id: items[0]!.id }, admin);
  assert.deepEqual(
    cover.shares.map(({ campaign_id, parts }) => [campaign_id, parts]).sort(),
    [
      [campaigns[0]!, 666_667],
      [campaigns[1]!, 333_333],
    ].sort(),
  );
  const { rows } = await sql<{ leaf: { detail: { attribution: { shares: Array<{ parts: string }>; programme_parts: string } } } }>`
    SELECT convert_from(leaf, 'UTF8')::jsonb AS leaf FROM ledger_transactions WHERE id = ${items[0]!.id}`.execute(app.db);
  const { shares, programme_parts } = rows[0]!.leaf.detail.attribution;
  assert.equal(
    shares.reduce((sum, { parts }) => sum + Number(parts), Number(programme_parts)),
    WHOLE_PARTS,
  );
  const spent = await Promise.all(campaigns.map(async (id) => (await app.call(operations.getCampaign, { id }, admin)).funds.spent_minor));
  assert.deepEqual(spent, [1_900, 1_000]);
  assert.deepEqual(await findings(app), []);
});
