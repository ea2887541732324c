import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Assessment, type CallInput, proofContract } from "@oneheart/contracts";
import { type QuestFacts, questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { commonError, OperationError, type Principal } from "@oneheart/kernel";
import { bootServices, insertQuest, newQuest, stub, type TestApp } from "@oneheart/testing";
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
  const questFacts = stub(questInternal.operations.questFacts, ({ id }) => {
    if (id === silent) throw commonError("unavailable");
    return quests.get(id) ?? refuse();
  });
  const findQuests = stub(questInternal.operations.findQuests, ({ ids }) => ({ items: ids.flatMap((id) => quests.get(id) ?? []) }));
  const assessed = stub(verificationInternal.operations.assessments, ({ proof_ids }) => ({
    items: proof_ids.flatMap((id) => assessments.get(id) ?? []),
  }));
  const app = await bootServices([proofService], { stubs: [questFacts, findQuests, assessed], settings });

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
