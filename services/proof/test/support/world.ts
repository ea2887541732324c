import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Assessment, type CallInput, proofContract, type QuestFacts, questContract, verificationContract } from "@oneheart/contracts";
import { commonError, OperationError, type Principal } from "@oneheart/kernel";
import { bootServices, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { proofService } from "../../src/service.ts";

type Facts = ReturnType<typeof QuestFacts.parse>;
type Sent = CallInput<typeof proofContract.operations.submitProof>;

/** The proof service with quests that stand in for the quest service, and nothing in the way of it. */
export interface World {
  app: TestApp;
  assessments: Map<string, ReturnType<typeof Assessment.parse>>;
  /** A quest under way, and its player. */
  quest(change?: Partial<Facts>): Promise<{ facts: Facts; player: Principal }>;
  submit(
    facts: Facts,
    player: Principal,
    media: Buffer | Readable,
    more?: Partial<Sent> & { key?: string; filename?: string },
  ): Promise<Receipt>;
  /** Every file in the object store, whole or not. */
  storedFiles(): Promise<string[]>;
  count(table: string): Promise<number>;
}
type Receipt = ReturnType<typeof proofContract.operations.submitProof.output.parse>;

export async function openWorld(settings: Record<string, string> = {}): Promise<World> {
  const quests = new Map<string, Facts>();
  const assessments: World["assessments"] = new Map();
  const questFacts = stub(questContract.operations.questFacts, ({ id }) => {
    if (id === silent) throw commonError("unavailable");
    return quests.get(id) ?? refuse();
  });
  const assessed = stub(verificationContract.operations.assessments, ({ proof_ids }) => ({
    items: proof_ids.flatMap((id) => assessments.get(id) ?? []),
  }));
  const app = await bootServices([proofService], { stubs: [questFacts, assessed], settings });

  return {
    app,
    assessments,
    async quest(change = {}) {
      const player = app.player(change.player_id);
      const facts: Facts = { ...newQuest(app, player.playerId), ...change };
      await insertQuest(app, facts);
      quests.set(facts.quest_id, facts);
      return { facts, player };
    },
    submit: ({ quest_id }, player, media, { key, filename = "photo.jpg", ...more } = {}) =>
      app.call(
        proofContract.operations.submitProof,
        { quest_id, captured_at: app.clock.now().toISOString(), lat: 43.4645, lng: 11.8812, accuracy_m: 8, ...more },
        { as: player, idempotencyKey: key, file: { filename, stream: Buffer.isBuffer(media) ? pieces(media) : media } },
      ),
    async storedFiles() {
      const found = await readdir(join(app.dataDir, "objects"), { recursive: true, withFileTypes: true });
      return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    },
    async count(table) {
      const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(app.db);
      return rows[0]!.count;
    },
  };
}

/** A quest whose service does not answer. */
export const silent = "00000000-0000-4000-8000-000000000000";

function refuse(): never {
  throw new OperationError("quest_not_found", 404);
}

/** The bytes as a network brings them. */
function pieces(bytes: Buffer, size = 16_384): Readable {
  const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
  return Readable.from(parts, { objectMode: false });
}

function newQuest(app: TestApp, player_id: string): Facts {
  const minutesFromNow = (minutes: number) => new Date(app.clock.now().getTime() + minutes * 60_000).toISOString();
  return {
    quest_id: randomUUID(),
    mission_id: randomUUID(),
    zone_id: randomUUID(),
    player_id,
    status: "active",
    mission_type: "cleanup",
    quest_type: "daily",
    base_xp: 50,
    base_tokens: 5,
    difficulty_level: 1,
    expected_minutes: 60,
    community_goal: null,
    community_progress: 0,
    title: "Pick up litter",
    started_at: minutesFromNow(-30),
    submitted_at: null,
    expires_at: minutesFromNow(90),
    nonce: randomUUID(),
  };
}

async function insertQuest({ db }: TestApp, quest: Facts): Promise<void> {
  await sql`
    INSERT INTO players (id, user_did, username, email_sealed, email_hash, created_at, updated_at)
    VALUES (${quest.player_id}, ${quest.player_id}, ${quest.player_id}, '', '', now(), now()) ON CONFLICT DO NOTHING`.execute(db);
  await sql`
    INSERT INTO missions (id, zone_id, mission_type, quest_type, title, base_xp, base_tokens, difficulty_level)
    VALUES (${quest.mission_id}, ${quest.zone_id}, ${quest.mission_type}, ${quest.quest_type}, ${quest.title}, 50, 5, 1)
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`
    INSERT INTO quest_assignments (id, player_id, player_did, mission_id, zone_id, mission_type, quest_type, title, base_xp, base_tokens,
      difficulty_level, min_level, expected_minutes, status, nonce, started_at, expires_at)
    VALUES (${quest.quest_id}, ${quest.player_id}, ${quest.player_id}, ${quest.mission_id}, ${quest.zone_id}, ${quest.mission_type},
      ${quest.quest_type}, ${quest.title}, 50, 5, 1, 1, 60, 'active', ${quest.nonce}, ${quest.started_at}, ${quest.expires_at})`.execute(
    db,
  );
}
