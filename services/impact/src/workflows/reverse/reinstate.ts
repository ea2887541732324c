import { impactInternal } from "@oneheart/contracts/internal";
import type { Tx } from "@oneheart/kernel";
import type { Ledger } from "@oneheart/ledger";
import { amountsOf, toldOf } from "../../rules/correction.ts";
import { correctionStore } from "../../store/corrections.ts";
import { impactStore, type PlayerCounts } from "../../store/impact.ts";
import { recounted } from "./counts.ts";
import { postCorrections } from "./post.ts";

const reason_code = "appeal_overturned";

/**
 * Gives back all that was taken of an award that was reversed and is verified again, and gives up what is still owed. Nothing when
 * it was not reversed. The caller holds the player's lock.
 */
export async function reinstate(
  tx: Tx,
  ledger: Ledger,
  action_id: string,
  counts: PlayerCounts,
  { id, now, title }: { id: string; now: Date; title: string },
): Promise<void> {
  const corrections = correctionStore(tx);
  const done = await corrections.kinds(action_id);
  const award = await corrections.award(action_id);
  if (award === undefined || !done.has("reversal") || done.has("reinstatement")) return;

  const taken = await corrections.sum(action_id);
  const change = amountsOf((name) => -taken[name]);
  const correction = { id, kind: "reinstatement" as const, award, change, reason_code, recorded_at: now };
  const [ledger_id = null] = await postCorrections(tx, ledger, [correction], { award, by: 1 });
  await corrections.giveUp(action_id, now);
  await corrections.noteDebt(award.player_id);
  await corrections.count(award.credits_minor, 1);
  await impactStore(tx).savePlayer(award.player_id, recounted(counts, award, 1));
  const { quest_id, mission_id, zone_id, player_id } = award;
  tx.emit(impactInternal.events.impactReinstated, {
    ...{ action_id, quest_id, mission_id, zone_id, player_id, ledger_id, reason_code, title },
    award: toldOf(award),
    xp: Number(change.xp),
    tokens: Number(change.tokens),
    credits_minor: Number(change.credits_minor),
    recorded_at: now.toISOString(),
  });
}
