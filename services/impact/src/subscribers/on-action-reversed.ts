import { impactInternal, playerInternal, verificationInternal } from "@oneheart/contracts/internal";
import { subscribe, type Tx } from "@oneheart/kernel";
import { type Amounts, amountsOf, playerAssets, takeable, toldOf } from "../rules/correction.ts";
import { type AwardRow, correctionStore } from "../store/corrections.ts";
import { impactStore } from "../store/impact.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { recounted } from "../workflows/reverse/counts.ts";
import { availableOf, postCorrections } from "../workflows/reverse/post.ts";

/** Takes an award back, once ever: what is there at once, the rest of what the player had as a claim. */
export const onActionReversed = subscribe(
  "on-action-reversed",
  verificationInternal.events.actionReversed,
  async ({ action_id, player_id, reason_code }, ctx) => {
    const ledger = ledgerOf(ctx);
    const id = ctx.newId();
    const recorded_at = ctx.clock.now();
    const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
    await ctx.once(async (tx) => {
      const store = impactStore(tx);
      const corrections = correctionStore(tx);
      const counts = await store.lockKnownPlayer(player_id);
      const award = await corrections.award(action_id);
      // An action that was verified after its player's erasure was never awarded.
      if (award === undefined && items[0]?.erased) return;
      // Other verified actions are awarded in the end; then there is something to take back.
      if (counts === undefined || award === undefined) throw new Error(`action ${action_id} is reversed but was not awarded yet`);
      if ((await corrections.kinds(action_id)).has("reversal")) return;

      const taken = takeable(award, await availableOf(tx, ledger, player_id));
      const change = amountsOf((name) => -taken[name]);
      const correction = { id, kind: "reversal" as const, award, change, reason_code, recorded_at };
      const [ledger_id = null] = await postCorrections(tx, ledger, [correction], { award, by: -1 });
      await oweRest(tx, award, taken, recorded_at);
      await corrections.count(award.credits_minor, -1);
      await store.savePlayer(player_id, recounted(counts, award, -1));
      const { quest_id, mission_id, zone_id, badges } = award;
      tx.emit(impactInternal.events.impactReversed, {
        ...{ action_id, quest_id, mission_id, zone_id, player_id, ledger_id, badges, reason_code },
        award: toldOf(award),
        xp: Number(taken.xp),
        tokens: Number(taken.tokens),
        credits_minor: Number(taken.credits_minor),
        tokens_owed: Number(award.tokens - taken.tokens),
        recorded_at: recorded_at.toISOString(),
      });
    });
  },
);

/** Pools that were spent are not owed by anybody. */
async function oweRest(tx: Tx, award: AwardRow, taken: Amounts, created_at: Date): Promise<void> {
  const { action_id, player_id } = award;
  const corrections = correctionStore(tx);
  for (const [name, asset] of Object.entries(playerAssets)) {
    const amount = award[name as keyof typeof playerAssets] - taken[name as keyof typeof playerAssets];
    if (amount > 0n) await corrections.owe({ action_id, player_id, asset, amount, created_at });
  }
  await corrections.noteDebt(player_id);
}
