/** Every service of the main job in this process, on a PostgreSQL of its own, with a clock that can be moved. */
import { Readable } from "node:stream";
import { type CallInput, identityContract, mapContract, proofContract, questContract, socialContract } from "@oneheart/contracts";
import type { Principal } from "@oneheart/kernel";
import { bootServices, realService, stamp, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";

const names = ["identity", "player", "map", "quest", "proof", "verification", "social", "impact", "token", "sponsor", "notification"];
/** Arezzo, at the Corso Italia. */
export const here = { lat: 43.4645, lng: 11.8812 };

/** What the rules came to. */
export interface Assessed {
  status: "verified" | "in_review" | "rejected";
  score: number;
  reason_code: string;
  flags: string[];
}

type Sent = Partial<CallInput<typeof proofContract.operations.submitProof>>;

/** A quest under way. */
export interface Quest {
  player: Principal;
  quest_id: string;
  nonce: string;
}

/** The programme that is attacked. */
export interface World {
  app: TestApp;
  /** Registers somebody; from a device and an address of their own unless told otherwise. */
  player(from?: { ip: string; userAgent: string }): Promise<Principal>;
  zone(place?: { lat: number; lng: number }): Promise<string>;
  start(player: Principal, zone_id: string): Promise<Quest>;
  /** Sends a picture as the app does, with the quest's code, from the zone, now, and with both in its EXIF; without the code as it is. */
  send(quest: Quest, media: Buffer, more?: Sent): Promise<string>;
  /** Looks until the verdict is there, so often. */
  assessed(proof_id: string, every_ms?: number): Promise<Assessed>;
  witness(by: Principal, proof_id: string): Promise<void>;
}

/** Boots it. Nothing is reviewed by chance: no audits, no second opinions. */
export async function openWorld(clock?: string): Promise<World> {
  const app = await bootServices(await Promise.all(names.map(realService)), { clock });
  await sql`UPDATE review_policy SET second_opinion_bps = 0, audit_bps = 0, new_account_audit_bps = 0, known_bps = 0`.execute(app.db);
  const admin = app.user("admin");
  let made = 0;
  const saved = new Map<Buffer, Buffer>();
  /** With time and place in its EXIF, once: the identical file stays the identical file. */
  const asTheAppSaves = (media: Buffer, at: Parameters<typeof stamp>[1]): Buffer => {
    const isPlainJpeg = media[0] === 0xff && media[1] === 0xd8 && !media.subarray(0, 4096).includes("Exif\0");
    if (!isPlainJpeg) return media;
    const file = saved.get(media) ?? stamp(media, at);
    saved.set(media, file);
    return file;
  };

  return {
    app,
    async player(from) {
      made += 1;
      const { ip, userAgent } = from ?? { ip: `10.${made >> 8}.${made & 255}.7`, userAgent: `Phone ${made}` };
      const about = { username: `player_${made}`, email: `player${made}@example.org`, password: "a long enough password" };
      const session = await app.call(identityContract.operations.register, about, { ip, userAgent });
      return app.player(session.player.id);
    },
    async zone({ lat, lng } = here) {
      const about = {
        zone_type: "urban" as const,
        name: "Zone",
        location_lat: lat,
        location_lng: lng,
        radius_km: 2,
        allow_duplicate: true,
      };
      return (await app.call(mapContract.operations.createZone, about, { as: admin })).id;
    },
    async start(player, zone_id) {
      const about = {
        mission_type: "clean_up",
        quest_type: "daily" as const,
        title: "Clean up",
        base_xp: 50,
        base_tokens: 5,
        difficulty_level: 1,
        allow_duplicate: true,
      };
      const mission = await app.call(questContract.operations.createMission, { zone_id, ...about }, { as: admin });
      const quest = await app.call(questContract.operations.startQuest, { id: mission.id }, { as: player });
      return { player, quest_id: quest.quest_id!, nonce: quest.challenge.nonce };
    },
    async send({ player, quest_id, nonce }, media, more = {}) {
      const sent = { quest_id, captured_at: app.clock.now().toISOString(), ...here, accuracy_m: 8, nonce, ...more };
      const { nonce: code, captured_at, lat, lng } = sent;
      const bytes = code === undefined ? media : asTheAppSaves(media, { moment: new Date(captured_at), lat, lng });
      const file = { filename: "evidence.jpg", stream: Readable.from([bytes], { objectMode: false }) };
      return (await app.call(proofContract.operations.submitProof, sent, { as: player, file })).proof_id;
    },
    async assessed(proof_id, every_ms = 10) {
      for (;;) {
        const { rows } = await sql<Assessed>`
          SELECT status, score, flags, decision ->> 'reason_code' AS reason_code FROM proof_assessments WHERE proof_id = ${proof_id}`.execute(
          app.db,
        );
        if (rows[0] !== undefined) return rows[0];
        await new Promise((resolve) => setTimeout(resolve, every_ms));
      }
    },
    async witness(by, proof_id) {
      await app.call(socialContract.operations.witnessProof, { proof_id, verdict: "confirm", ...here }, { as: by });
    },
  };
}
