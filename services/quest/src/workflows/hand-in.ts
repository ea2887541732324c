import { questInternal } from "@oneheart/contracts/internal";
import type { BaseContext, DatabaseTransaction, Tx } from "@oneheart/kernel";
import { countedMinutes } from "../rules/counted-time.ts";
import { questStore } from "../store/quests.ts";
import type { QuestRow } from "../store/rows.ts";

/** A locked quest with what its player hands in; the proofs are its own. */
export interface HandedIn {
  quest: QuestRow;
  proofs: ReadonlyArray<{ proof_id: string; action_id: string; captured_at: string; received_at: string }>;
  /** Null when the player did not report any: what the evidence shows counts. */
  reported_minutes: number | null;
  beneficiaries_count: number;
  emit: Tx["emit"];
}

const longest_minutes = 24 * 60;

/** Hands locked quests in; answers them as they are then. */
export async function handIn(db: DatabaseTransaction, handed: readonly HandedIn[], ctx: Pick<BaseContext, "newId" | "clock">) {
  if (handed.length === 0) return [];
  const at = ctx.clock.now();
  const reports = handed.map((one) => reportOf(one, at));
  await questStore({ db }).submit(
    reports.map(({ quest_id, detail }) => ({ quest_id, at, ...detail })),
    reports.map(({ quest_id, detail }) => ({ id: ctx.newId(), quest_id, event: "submitted" as const, at, detail })),
  );
  return handed.map(({ quest, proofs, emit }, index): QuestRow => {
    const { quest_id, detail } = reports[index]!;
    const { proof_ids, reported_minutes, ...report } = detail;
    const { mission_id, zone_id, player_id } = quest;
    const { action_id } = proofs[0]!;
    emit(questInternal.events.questSubmitted, { quest_id, mission_id, zone_id, player_id, action_id, proof_ids, ...report });
    return { ...quest, status: "submitted", submitted_at: at, reported_minutes, ...report };
  });
}

/** The report, with the minutes that count of it. */
function reportOf({ quest, proofs, reported_minutes, beneficiaries_count }: HandedIn, now: Date) {
  const evidence = proofs.map(({ captured_at, received_at }) => ({
    captured_at: new Date(captured_at),
    received_at: new Date(received_at),
  }));
  const duration_minutes = countedMinutes(reported_minutes ?? longest_minutes, quest.started_at, evidence, now);
  const proof_ids = proofs.map(({ proof_id }) => proof_id);
  return { quest_id: quest.id, detail: { proof_ids, reported_minutes, duration_minutes, beneficiaries_count } };
}
