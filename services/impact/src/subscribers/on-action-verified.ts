import { impactInternal, verificationInternal } from "@oneheart/contracts/internal";
import { subscribe, type Tx } from "@oneheart/kernel";
import type { Ledger, PostResult } from "@oneheart/ledger";
import { assess, underLimits } from "../rules/assess.ts";
import { type Award, awardDraft } from "../rules/award-draft.ts";
import { explain } from "../rules/explain.ts";
import type { Limits } from "../rules/limits.ts";
import { impactStore } from "../store/impact.ts";
import { rulesAt } from "../workflows/active-rules.ts";
import { confirmedOf, factsOf } from "../workflows/award/facts.ts";
import { gather } from "../workflows/award/gather.ts";
import { postRewards, type RewardSubject } from "../workflows/award/post-rewards.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { reinstate } from "../workflows/reverse/reinstate.ts";

/** gather → calculate → post → say. Everything from the calculation on is one transaction, at most once per action. */
export const onActionVerified = subscribe("on-action-verified", verificationInternal.events.actionVerified, async (verified, ctx) => {
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
    const rules = await rulesAt(tx, new Date(gathered.quest.started_at));
    const { award, level_before, level_after, entry } = await post(tx, ledger, { ...subject, day: facts.action_day }, (limits) => {
      const limited = underLimits(rules, facts, limits);
      const { calculation, ...levels } = assess(rules, limited);
      return { award: { ...subject, ledger_id, recorded_at, facts: limited, calculation }, ...levels };
    });
    const { calculation } = award;
    await store.addAward(award, entry);
    await store.savePlayer(player_id, { ...facts, badges: [...counts.badges, ...calculation.badges] });
    if (counts.owes) tx.emit(impactInternal.events.claimDue, { player_id, action_id });
    tx.emit(impactInternal.events.impactRecorded, {
      ...subject,
      ledger_id,
      xp: calculation.xp,
      tokens: calculation.tokens,
      credits_minor: calculation.credits_minor,
      badges: calculation.badges,
      reductions: calculation.reductions,
      level_before,
      level_after,
      streak_days: facts.calculation.streak_days,
      action_day: facts.action_day,
      explained: explain(calculation, { reported: verified.beneficiaries_count, confirmed: confirmedOf(verified) }),
      recorded_at: recorded_at.toISOString(),
    });
  });
});

/**
 * Posts the award that follows under the limits of the moment, and counts it in its days. Answers it with its transaction's id; an
 * action that earned nothing has no ledger transaction.
 */
async function post<A extends { award: Award }>(tx: Tx, ledger: Ledger, subject: RewardSubject, awardUnder: (limits: Limits) => A) {
  let made: A | undefined;
  const decide = (limits: Limits) => {
    made = awardUnder(limits);
    const { xp, tokens } = made.award.calculation;
    const draft = awardDraft(made.award);
    return { use: { xp, tokens, awards: 1 }, drafts: draft.transfers?.length === 0 ? [] : [draft] };
  };
  const [[posted] = []] = await postRewards(ledger, tx.db, [{ subject, decide }]);
  return { ...made!, entry: posted === undefined ? null : idOf(posted, subject) };
}

function idOf(posted: PostResult, { player_id }: RewardSubject): string {
  if (!posted.ok) throw new Error(`the ledger refused an award of player ${player_id}: ${posted.message}`);
  return posted.id;
}
