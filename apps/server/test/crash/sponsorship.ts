/** A campaign that pays for every hand-in of the load. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { impactContract, sponsorContract } from "@oneheart/contracts";
import { sponsorService } from "@oneheart/sponsor";
import { type Programme, settled } from "@oneheart/testing";
import type { Book, Player } from "./load.ts";
import type { PublicLeaf } from "./public-log.ts";
import type { System } from "./system.ts";

const { createOrganisation, createCampaign, support, confirmContribution, getCampaign } = sponsorContract.operations;
const GIVEN_MINOR = 1_000_000;
const MINOR_A_TOKEN = 100;

export interface Sponsorship {
  campaign_id: string;
  programme: Programme;
}

/** A supporter gives, the administrator confirms. */
export async function fundMission(programme: Programme, supporter: Player): Promise<Sponsorship> {
  const { admin } = programme;
  const { id: organisation_id } = await admin.call(createOrganisation, { name: "Siam Rivers" });
  const { id } = await admin.call(createCampaign, {
    ...{ organisation_id, title: "Clean canals", mission_ids: [programme.missionId], currency: "THB", budget_minor: GIVEN_MINOR },
    ...{ starts_at: "2020-01-01T00:00:00Z", ends_at: "2090-01-01T00:00:00Z", rate: { tokens: 1, minor: MINOR_A_TOKEN } },
    pools: { local_bps: 6_000, national_bps: 3_000, global_bps: 1_000 },
  });
  const given = await supporter.client.call(
    support,
    { id, amount_minor: GIVEN_MINOR, method: "transfer" },
    { idempotencyKey: randomUUID() },
  );
  await admin.call(confirmContribution, { id: given.id });
  return { campaign_id: id, programme };
}

/** Each award was drawn from the escrow once, for what it came to; nothing is reserved for a quest any more, and the recount agrees. */
export async function drawnOnce(
  { campaign_id, programme: { admin } }: Sponsorship,
  { system, book, leaves }: { system: System; book: Book; leaves: readonly PublicLeaf[] },
): Promise<void> {
  await settled(system.database().db);
  const draws = leaves.filter(({ kind }) => kind === "sponsor.draw");
  assert.deepEqual([draws.length, new Set(draws.map(({ reason_ref }) => reason_ref)).size], [book.handIns.length, book.handIns.length]);
  let tokens = 0;
  for (const { player } of book.handIns) {
    const { items } = await player.client.call(impactContract.operations.listLedger, { player_id: player.id });
    tokens += items.reduce((sum, { tokens_delta }) => sum + tokens_delta, 0);
  }
  const { funds } = await admin.call(getCampaign, { id: campaign_id });
  const spent_minor = tokens * MINOR_A_TOKEN;
  // A start that was killed before its quest was there left a reservation, which a round of each minute gives back once it is old enough.
  const { rows } = await system.database().pool.query("SELECT quest_id FROM reward_reservations WHERE state = 'held'");
  assert.deepEqual(rows, []);
  assert.deepEqual([funds.spent_minor, funds.free_minor], [spent_minor, GIVEN_MINOR - spent_minor - funds.reserved_minor]);
  const findings: unknown[] = [];
  await system
    .database()
    .db.transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      for (const audit of sponsorService.audits!) for await (const step of audit(tx)) findings.push(...step.findings);
    });
  assert.deepEqual(findings, []);
}
