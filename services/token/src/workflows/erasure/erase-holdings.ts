import type { BaseContext, Tx } from "@oneheart/kernel";
import { heartsOf } from "../../rules/accounts.ts";
import { burnDraft } from "../../rules/burn-draft.ts";
import { codeStore } from "../../store/codes.ts";
import { redemptionStore } from "../../store/redemptions.ts";
import { ledgerOf } from "../ledger.ts";
import { cancel } from "../redemption/cancel.ts";
import { youngSenderStore } from "../young-senders.ts";

const reason = "the account was erased";
const batch = 100;

/**
 * Gives back what is held, then burns what is left and cuts the person's accounts loose in one transaction. A transaction
 * posts once, so each redemption is cancelled in one of its own.
 */
export async function eraseHoldings(player_id: string, ctx: BaseContext): Promise<void> {
  for (;;) {
    const held = await redemptionStore(ctx).heldOf(player_id, batch);
    for (const id of held) await ctx.transaction((tx) => release(tx, id, ctx));
    if (held.length < batch) break;
  }
  await ctx.transaction(async (tx) => {
    await redemptionStore(tx).forgetReasons(player_id);
    await codeStore(tx).forget(player_id);
    await youngSenderStore(tx).forget(player_id);
    await burn(tx, player_id, ctx);
    await ledgerOf(ctx).eraseSubject(tx.db, player_id);
  });
}

async function release(tx: Tx, id: string, ctx: BaseContext): Promise<void> {
  const redemption = await redemptionStore(tx).lock(id);
  if (redemption?.status === "held") await cancel(tx, redemption, reason, ctx);
}

/** Tokens that nobody can spend are not left in circulation. XP and credits stay: they say what was done, not by whom. */
async function burn(tx: Tx, player_id: string, ctx: BaseContext): Promise<void> {
  const ledger = ledgerOf(ctx);
  const [hearts] = await ledger.balances(tx.db, [heartsOf(player_id)]);
  if (hearts!.available <= 0n) return;
  const [posted] = await ledger.post(tx.db, [burnDraft(player_id, hearts!.available, ctx.newId(), ctx.clock.now())]);
  if (!posted!.ok) throw new Error(`the ledger refused to burn what an erased player left: ${posted!.message}`);
  const [left] = await ledger.balances(tx.db, [heartsOf(player_id)]);
  // Something came in between the question and the lock: the job is tried again.
  if (left!.posted !== 0n) throw new Error(`${left!.posted} tokens of an erased player are not burned yet`);
}
