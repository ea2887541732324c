import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { collect } from "../rules/collect.ts";
import { correctionStore } from "../store/corrections.ts";
import { impactStore } from "../store/impact.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { availableOf, postCorrections } from "../workflows/reverse/post.ts";

const claimsMax = 20;

/** Collects what a player owes from what is there now, oldest claim first; the rest waits for the next award. */
export const onClaimDue = subscribe("on-claim-due", impactInternal.events.claimDue, async ({ player_id }, ctx) => {
  const ledger = ledgerOf(ctx);
  const recorded_at = ctx.clock.now();
  await ctx.once(async (tx) => {
    if ((await impactStore(tx).lockKnownPlayer(player_id)) === undefined) return;
    const corrections = correctionStore(tx);
    const claims = await corrections.claims(player_id, claimsMax);
    const collected = collect(claims, await availableOf(tx, ledger, player_id));
    await postCorrections(
      tx,
      ledger,
      collected.map(({ claim: { action_id, ledger_transaction_id }, change }) => ({
        ...{ id: ctx.newId(), kind: "claim" as const, award: { action_id, player_id, ledger_transaction_id }, change },
        ...{ reason_code: "claim_collected", recorded_at },
      })),
    );
    for (const { claim, amount } of collected) await corrections.collect(claim, amount, recorded_at);
    await corrections.noteDebt(player_id);
  });
});
