import { impactInternal, verificationInternal } from "@oneheart/contracts/internal";
import { type EventMember, subscribeBatch } from "@oneheart/kernel";
import type { AwardFacts } from "../rules/assess.ts";
import { explain } from "../rules/explain.ts";
import { impactStore } from "../store/impact.ts";
import { confirmedOf, type Earned } from "../workflows/award/facts.ts";
import { gather } from "../workflows/award/gather.ts";
import { type Awarded, postAwards } from "../workflows/award/post-awards.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { reinstate } from "../workflows/reverse/reinstate.ts";

type Emit = EventMember["emit"];

/** gather → calculate → post → say. Everything from the calculation on is one transaction, at most once per action. */
export const onActionVerified = subscribeBatch("on-action-verified", verificationInternal.events.actionVerified, {
  // An award follows from the ones before it.
  conflictKey: ({ player_id }) => player_id,
  async run(events, ctx) {
    const known = await gather(
      events.map(({ payload }) => payload),
      ctx,
    );
    const byAction = new Map(events.map(({ payload }, index) => [payload.action_id, known[index]!]));
    const ledger = ledgerOf(ctx);
    const recorded_at = ctx.clock.now();

    await ctx.once(async (db, members) => {
      const store = impactStore({ db });
      const open = members.flatMap(({ payload: verified, emit }) => {
        const gathered = byAction.get(verified.action_id)!;
        if (!gathered.player.erased) return [{ verified, gathered, emit, ledger_id: ctx.newId() }];
        ctx.log.info({ action_id: verified.action_id }, "nothing is paid: the account was erased");
        return [];
      });
      if (open.length === 0) return;
      const counts = await store.lockPlayers(
        open.map(({ gathered: { player } }) => ({ player_id: player.id, player_did: player.user_did })),
      );
      const awarded = await store.awardedOf(open.map(({ verified }) => verified.action_id));
      const earned = open.map((one) => ({ ...one, counts: counts.get(one.verified.player_id)! }));
      const [repeated] = earned.filter(({ verified }) => awarded.has(verified.action_id));
      if (repeated !== undefined) {
        // The ledger is posted to once in a transaction: a batch that fails is halved until this one is alone.
        if (earned.length > 1) throw new Error(`action ${repeated.verified.action_id} was awarded before, and is looked at by itself`);
        // Verified a second time: after an appeal, or the event was delivered twice.
        const { verified, gathered, emit, ledger_id: id } = repeated;
        const { title } = gathered.quest;
        return reinstate({ db, emit }, ledger, verified.action_id, repeated.counts, { id, now: recorded_at, title });
      }
      for (const award of await postAwards(db, ledger, earned, recorded_at)) say(award);
    });
  },
});

/** Says what was recorded, and to those who pay for it that it is due. */
function say({
  verified,
  gathered,
  counts,
  award,
  facts,
  level_before,
  level_after,
  emit,
}: Awarded<Earned & { emit: Emit }> & { facts: AwardFacts }) {
  const { action_id, quest_id, mission_id, zone_id, player_id, ledger_id, recorded_at, calculation } = award;
  if (gathered.cover !== undefined) {
    emit(impactInternal.events.rewardCovered, {
      ...{ action_id, quest_id, mission_id, zone_id, action_day: facts.action_day, recorded_at: recorded_at.toISOString() },
      ledger_id: hasEntry(calculation) ? ledger_id : null,
      tokens: calculation.tokens,
      people_reached: confirmedOf(verified),
    });
  }
  if (counts.owes) emit(impactInternal.events.claimDue, { player_id, action_id });
  emit(impactInternal.events.impactRecorded, {
    ...{ action_id, quest_id, mission_id, zone_id, player_id, ledger_id },
    title: gathered.quest.title,
    xp: calculation.xp,
    tokens: calculation.tokens,
    credits_minor: calculation.credits_minor,
    badges: calculation.badges,
    reductions: calculation.reductions,
    level_before,
    level_after,
    streak_days: facts.calculation.streak_days,
    action_day: facts.action_day,
    mission_type: facts.mission_type,
    minutes: facts.calculation.duration_minutes,
    people: facts.calculation.beneficiaries_count,
    explained: explain(calculation, { reported: verified.beneficiaries_count, confirmed: confirmedOf(verified) }),
    recorded_at: recorded_at.toISOString(),
  });
}

/** An action that earned nothing is not in the ledger. */
function hasEntry({ xp, tokens, credits_minor }: { xp: number; tokens: number; credits_minor: number }): boolean {
  return xp > 0 || tokens > 0 || credits_minor > 0;
}
