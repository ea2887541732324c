import { questInternal } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import { countedMinutes } from "../rules/counted-time.ts";
import { questStore } from "../store/quests.ts";
import type { QuestRow } from "../store/rows.ts";

interface Report {
  proofs: ReadonlyArray<{ proof_id: string; captured_at: string; received_at: string }>;
  /** Null when the player did not report any: what the evidence shows counts. */
  reported_minutes: number | null;
  beneficiaries_count: number;
}

const longest_minutes = 24 * 60;

/** Hands a locked quest in. Undefined when one of its proofs was handed in before. */
export async function handIn(
  tx: Tx,
  quest: QuestRow,
  { proofs, reported_minutes, beneficiaries_count }: Report,
  ctx: Pick<BaseContext, "newId" | "clock">,
): Promise<QuestRow | undefined> {
  const now = ctx.clock.now();
  const quests = questStore(tx);
  const { id: quest_id, mission_id, zone_id, player_id } = quest;
  const proof_ids = proofs.map((proof) => proof.proof_id);
  if ((await quests.addProofs(quest_id, proof_ids)) < proof_ids.length) return undefined;
  const evidence = proofs.map(({ captured_at, received_at }) => ({
    captured_at: new Date(captured_at),
    received_at: new Date(received_at),
  }));
  const duration_minutes = countedMinutes(reported_minutes ?? longest_minutes, quest.started_at, evidence, now);
  const report = { duration_minutes, beneficiaries_count };
  await quests.submit(quest_id, { at: now, reported_minutes, ...report });
  const detail = { proof_ids, reported_minutes, ...report };
  await quests.addEvents([{ id: ctx.newId(), quest_id, event: "submitted", at: now, detail }]);
  tx.emit(questInternal.events.questSubmitted, { quest_id, mission_id, zone_id, player_id, proof_ids, ...report });
  return { ...quest, status: "submitted", submitted_at: now, reported_minutes, ...report };
}
