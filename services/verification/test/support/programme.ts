import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { impactContract, mapContract, proofContract, questContract, socialContract, tokenContract } from "@oneheart/contracts";
import { identityInternal, playerInternal } from "@oneheart/contracts/internal";
import type { Principal } from "@oneheart/kernel";
import { bootServices, noSponsors, plainPlayer, plainZone, realService, stamp, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { verificationService } from "../../src/service.ts";
import { here } from "./facts.ts";

/** From the quest to the ledger with the real services; only players and zones are stood in for. */
export interface WholeProgramme {
  app: TestApp;
  player(): Promise<Principal>;
  /** Takes a new mission, sends the photograph and hands in. Its file holds a time. Without the quest's code, `in_app`, a person must look. */
  handIn(player: Principal, media: Buffer, how?: { in_app: boolean }): Promise<{ proof_id: string; quest_id: string }>;
  /** Has somebody who is at the place dispute a proof. */
  dispute(proof_id: string): Promise<void>;
  questOf(quest_id: string, player: Principal): Promise<{ status: string; failure_reason: string | null }>;
  balance(player: Principal): Promise<{ xp: number; heart_tokens: number }>;
  /** Entries of the ledger about the player, newest first. */
  entries(player: Principal): Promise<Array<{ xp_delta: number; tokens_delta: number; corrects?: string | undefined }>>;
}

export async function openProgramme(): Promise<WholeProgramme> {
  const place = { location_lat: here.lat, location_lng: here.lng, time_zone: "Etc/UTC" };
  const known = new Map<string, Principal>();
  const app = await bootServices(
    [verificationService, ...(await Promise.all(["quest", "proof", "impact", "token", "social"].map(realService)))],
    {
      stubs: [
        ...noSponsors,
        stub(mapContract.operations.getZone, ({ id }) => plainZone({ id, ...place })),
        stub(identityInternal.operations.accountTraces, ({ ids }) => ({
          items: ids.map((id) => ({ id, created_at: "2026-01-01T00:00:00.000Z", traces: [] })),
          here: [],
        })),
        stub(playerInternal.operations.findPlayers, ({ ids }) => ({
          items: ids.filter((id) => known.has(id)).map((id) => plainPlayer({ id, user_did: known.get(id)!.did })),
        })),
      ],
    },
  );
  await app.call(questContract.operations.setQuestPolicy, { min_time_bps: 0, min_minutes: 0 }, { as: app.user("admin") });
  await sql`UPDATE review_policy SET second_opinion_bps = 0, audit_bps = 0, new_account_audit_bps = 0, known_bps = 0`.execute(app.db);

  const programme: WholeProgramme = {
    app,
    async player() {
      const player = app.player();
      known.set(player.playerId, player);
      await sql`
        INSERT INTO players (id, user_did, username, email_sealed, email_hash, created_at, updated_at)
        VALUES (${player.playerId}, ${player.playerId}, ${player.playerId}, '', ${player.playerId}, now(), now())`.execute(app.db);
      return player;
    },
    async handIn(as, media, { in_app } = { in_app: false }) {
      const mission = await app.call(
        questContract.operations.createMission,
        {
          ...{ zone_id: randomUUID(), mission_type: "cleanup", quest_type: "daily", title: "Pick up litter" },
          ...{ base_xp: 50, base_tokens: 5, difficulty_level: 1 },
        },
        { as: app.user("admin") },
      );
      const started = await app.call(questContract.operations.startQuest, { id: mission.id }, { as });
      const quest_id = started.quest_id!;
      // An hour of work, of which no more counts than has passed.
      app.clock.advance({ minutes: 59, seconds: 30 });
      const nonce = in_app ? started.challenge.nonce : undefined;
      const moment = app.clock.now();
      const sent = { quest_id, captured_at: moment.toISOString(), ...here, accuracy_m: 8, nonce };
      const bytes = stamp(media, { moment });
      const file = { filename: "photo.jpg", stream: Readable.from([bytes], { objectMode: false }) };
      const { proof_id } = await app.call(proofContract.operations.submitProof, sent, { as, file });
      const report = { duration_minutes: 60, beneficiaries_count: 0 };
      await app.call(questContract.operations.completeQuest, { id: quest_id, proof_ids: [proof_id], ...report }, { as });
      await app.settled();
      return { proof_id, quest_id };
    },
    async dispute(proof_id) {
      const { lat, lng } = here;
      const as = await programme.player();
      const { plausible } = await app.call(socialContract.operations.witnessProof, { proof_id, verdict: "dispute", lat, lng }, { as });
      assert.ok(plausible);
      await app.settled();
    },
    questOf: (id, as) => app.call(questContract.operations.getQuest, { id }, { as }),
    balance: (as) => app.call(tokenContract.operations.getBalance, {}, { as }),
    entries: async (as) => (await app.call(impactContract.operations.listLedger, { player_id: as.playerId, limit: 100 }, { as })).items,
  };
  return programme;
}
