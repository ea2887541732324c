import { impactContract, verificationContract } from "@oneheart/contracts";
import { subscribe, type Tx } from "@oneheart/kernel";
import type { Ledger } from "@oneheart/ledger";
import { assess } from "../rules/assess.ts";
import { type Award, awardDraft } from "../rules/award-draft.ts";
import { impactStore } from "../store.ts";
import { rulesAt } from "../workflows/active-rules.ts";
import { factsOf } from "../workflows/award/facts.ts";
import { gather } from "../workflows/award/gather.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { reinstate } from "../workflows/reverse/reinstate.ts";

/** gather → calculate → post → say. Everything from the calculation on is one transaction, at most once per action. */
export const onActionVerified = subscribe("on-action-verified", verificationContract.events.actionVerified, async (verified, ctx) => {
  const { action_id, quest_id, mission_id, zone_id, player_id } = verified;
  const subject = { action_id, quest_id, mission_id, zone_id, player_id };
  const gathered = await gather(verified, ctx);
  if (gathered.player.erased) return ctx.log.info({ action_id }, "nothing is paid: the account was erased");
  const ledger = ledgerOf(ctx);
  const ledger_id = ctx.newId();
  const recorded_at = ctx.clock.now();

  await ctx.once(async (tx) => {
    const store = impactStore(tx);
    const counts = await store.lockPlayer(player_id, gathered.player.user_did);
    // Verified a second time: after an appeal, or the words came twice.
    if (await store.isAwarded(action_id)) return reinstate(tx, ledger, action_id, counts, { id: ledger_id, now: recorded_at });

    const facts = await factsOf(tx, ledger, verified, gathered, counts);
    const { calculation, level_before, level_after } = assess(await rulesAt(tx, new Date(gathered.quest.started_at)), facts);
    const award: Award = { ...subject, ledger_id, recorded_at, facts, calculation };
    await store.addAward(award, await post(tx, ledger, award));
    await store.savePlayer(player_id, { ...facts, badges: [...counts.badges, ...calculation.badges] });
    if (counts.owes) tx.emit(impactContract.events.claimDue, { player_id, action_id });
    tx.emit(impactContract.events.impactRecorded, {
      ...subject,
      ledger_id,
      xp: calculation.xp,
      tokens: calculation.tokens,
      credits_minor: calculation.credits_minor,
      badges: calculation.badges,
      level_before,
      level_after,
      streak_days: facts.calculation.streak_days,
      action_day: facts.action_day,
      recorded_at: recorded_at.toISOString(),
    });
  });
});

/** Posts the award and answers its transaction's id; an action that earned nothing has no ledger transaction. */
async function post(tx: Tx, ledger: Ledger, award: Award): Promise<string | null> {
  const draft = awardDraft(award);
  if (draft.transfers?.length === 0) return null;
  const [posted] = await ledger.post(tx.db, [draft]);
  if (!posted!.ok) throw new Error(`the ledger refused the award of action ${award.action_id}: ${posted!.message}`);
  return posted!.id;
}
