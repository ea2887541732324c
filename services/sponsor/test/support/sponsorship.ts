import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type CallInput, impactContract, type Output, questContract, sponsorContract } from "@oneheart/contracts";
import {
  analyticsInternal,
  impactInternal,
  mapInternal,
  playerInternal,
  proofInternal,
  questInternal,
  sponsorInternal,
} from "@oneheart/contracts/internal";
import type { Principal } from "@oneheart/kernel";
import { type AuditStep, createLedger } from "@oneheart/ledger";
import { bootServices, didOf, plainMission, plainPlayer, plainZone, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { sponsorService } from "../../src/service.ts";

const { operations } = sponsorContract;
type ShownProof = Output<typeof proofInternal.operations.shownProofs>["items"][number];
type NewCampaign = CallInput<typeof operations.createCampaign>;

export const webhookSecret = "whsec_test_secret";
export const nobody = "0190b0a0-0000-7000-8000-000000000000";
const clock = "2026-03-01T00:00:00Z";

/** The sponsor service with neighbours that the test controls. Any quest pays at most `factor` times what its mission says. */
export async function bootSponsors(until: { after(stop: () => Promise<void>): void }, { factor = 2 } = {}) {
  const started = new Set<string>();
  const shown = new Map<string, ShownProof>();
  const done = new Map<string, readonly number[]>();
  const app: TestApp = await bootServices([sponsorService], {
    clock,
    settings: { PAYMENT_WEBHOOK_SECRET: `whsec_old, ${webhookSecret}` },
    stubs: [
      stub(playerInternal.operations.findPlayers, ({ ids }) => ({
        items: ids.filter((id) => id !== nobody).map((id) => plainPlayer({ id, user_did: didOf(id) })),
      })),
      stub(mapInternal.operations.findZones, ({ ids }) => ({ items: ids.filter((id) => id !== nobody).map((id) => plainZone({ id })) })),
      stub(questContract.operations.getMission, ({ id }, ctx) => (id === nobody ? ctx.fail("mission_not_found") : plainMission({ id }))),
      stub(questInternal.operations.findQuests, ({ ids }) => ({ items: ids.filter((id) => started.has(id)).map(questOf) })),
      stub(proofInternal.operations.shownProofs, ({ proof_ids }) => ({ items: proof_ids.flatMap((id) => shown.get(id) ?? []) })),
      stub(analyticsInternal.operations.zoneWindows, ({ zone_ids }) => ({
        items: zone_ids.flatMap((zone_id) => (done.get(zone_id) ?? []).map((actions, window) => ({ zone_id, window, actions }))),
      })),
      stub(impactContract.operations.calculateImpact, ({ base_tokens }) => calculationOf(base_tokens * factor)),
    ],
  });
  until.after(() => app.stop());
  // Awards of stand-ins are in no ledger.
  await sql`ALTER TABLE campaign_actions DROP CONSTRAINT campaign_actions_award_id_fkey`.execute(app.owner);
  const admin = app.user("admin");
  const second = app.user("admin");

  const sponsorship = {
    app,
    admin,
    second,
    started,
    /** What the proof service says may be shown to sponsors now, by proof. */
    shown,
    /** What was done in zones, window by window. */
    done,
    async organisation(owner = app.user("sponsor")): Promise<{ id: string; owner: Principal }> {
      return { id: (await app.call(operations.createOrganisation, { name: "Siam Rivers" }, { as: owner })).id, owner };
    },
    /** A campaign of an organisation of its own unless it is given, in a zone of its own: one baht a token. */
    async campaign(over: Partial<NewCampaign> = {}, given?: { id: string; owner: Principal }) {
      const organisation = given ?? (await sponsorship.organisation());
      const input = campaignInput({ organisation_id: organisation.id, ...over });
      return { ...(await app.call(operations.createCampaign, input, { as: organisation.owner })), owner: organisation.owner };
    },
    contribute: (
      campaign: { id: string; owner: Principal },
      amount_minor: number,
      method: "transfer" | "card" = "transfer",
      key: string = randomUUID(),
    ) => app.call(operations.contribute, { id: campaign.id, amount_minor, method }, { as: campaign.owner, idempotencyKey: key }),
    /** Gives money that has arrived. */
    async fund(campaign: { id: string; owner: Principal }, amount_minor: number) {
      const { id } = await sponsorship.contribute(campaign, amount_minor);
      return app.call(operations.confirmContribution, { id }, { as: admin });
    },
    async funded(amount_minor: number, over: Partial<NewCampaign> = {}) {
      const campaign = await sponsorship.campaign(over);
      await sponsorship.fund(campaign, amount_minor);
      return campaign;
    },
    funds: async (campaign: { id: string }) => (await app.call(operations.getCampaign, { id: campaign.id }, { as: admin })).funds,
    /** Reserves for a quest of a mission in a zone, as the quest service does before a start. */
    reserve: async (place: { zone_id: string; mission_id?: string; base_tokens?: number }, quest_id = randomUUID()) => {
      const quest = { quest_id, mission_id: randomUUID(), base_tokens: 10, ...place };
      const terms = { base_xp: 50, quest_type: "daily" as const, difficulty_level: 1, expected_minutes: 60, zone_factor_bps: 10_000 };
      const input = { ...quest, ...terms, player_id: randomUUID(), community_goal: null };
      return { ...quest, ...(await app.call(sponsorInternal.operations.reserveReward, input, { as: "system" })) };
    },
    /** Its action is verified and earned so many tokens. */
    async awarded(
      quest: { quest_id: string; mission_id: string; zone_id: string },
      tokens: number,
      over: { people_reached?: number; day?: string } = {},
    ) {
      const award = {
        ...{ quest_id: quest.quest_id, mission_id: quest.mission_id, zone_id: quest.zone_id, tokens },
        ...{ action_id: randomUUID(), ledger_id: randomUUID(), people_reached: over.people_reached ?? 0 },
        ...{ action_day: over.day ?? "2026-03-01", recorded_at: app.clock.now().toISOString() },
      };
      await app.emit(impactInternal.events.rewardCovered, award);
      return award;
    },
    cover: (quest_ids: string[]) => app.call(sponsorInternal.operations.coverQuests, { quest_ids }, { as: "system" }),
  };
  return sponsorship;
}

export function campaignInput(over: Partial<NewCampaign> & { organisation_id: string }): NewCampaign {
  return {
    title: "Clean canals",
    zone_ids: over.mission_ids === undefined ? [randomUUID()] : [],
    starts_at: "2026-02-01T00:00:00Z",
    ends_at: "2026-06-01T00:00:00Z",
    budget_minor: 100_000_000,
    currency: "THB",
    rate: { tokens: 1, minor: 100 },
    pools: { local_bps: 6_000, national_bps: 3_000, global_bps: 1_000 },
    ...over,
  };
}

function questOf(quest_id: string) {
  const ids = { quest_id, mission_id: randomUUID(), zone_id: randomUUID(), player_id: randomUUID() };
  const terms = {
    mission_type: "cleanup",
    quest_type: "daily" as const,
    base_xp: 1,
    base_tokens: 1,
    difficulty_level: 1,
    expected_minutes: 60,
  };
  const times = { started_at: clock, submitted_at: null, expires_at: clock, hand_in_until: null };
  const place = { zone: null, belongs_to: null, community_goal: null, community_progress: 0 };
  return { ...ids, ...terms, ...times, ...place, status: "active" as const, title: "Pick up litter", nonce: "n" };
}

function calculationOf(tokens: number) {
  const nothing = { base_xp: 0, base_tokens: 0, factors: [], total_bps: 10_000, xp: 0, credits_minor: 0, badges: [] };
  return { rule_set: "v1", ...nothing, tokens, fund_allocation: { local: 0, national: 0, global: 0 } };
}

/** Findings of the audits of the ledger and of this service. The leaves of awards are the impact engine's to audit. */
export async function findings(app: TestApp): Promise<unknown[]> {
  const ledger = createLedger({ newId: randomUUID, now: () => new Date() });
  const steps: AuditStep[] = [];
  return app.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      for await (const step of ledger.audit(tx)) steps.push(step);
      assert.ok(steps.some((step) => step.check === "transactions" && step.checked > 0));
      const found: unknown[] = steps.flatMap((step) => step.findings);
      for (const audit of sponsorService.audits!) for await (const step of audit(tx as never)) found.push(...step.findings);
      return found;
    });
}

/** What is on an account of the ledger. */
export async function balanceOf(app: TestApp, kind: string, owner_id: string | null, asset = "THB"): Promise<bigint> {
  const ledger = createLedger({ newId: randomUUID, now: () => new Date() });
  const [balance] = await ledger.balances(app.db, [{ kind, ...(owner_id === null ? {} : { owner_id }), asset }]);
  return balance!.posted;
}
