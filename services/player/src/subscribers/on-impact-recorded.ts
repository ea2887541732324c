import type { EventPayload } from "@oneheart/contracts";
import { impactInternal, playerInternal } from "@oneheart/contracts/internal";
import { type BaseContext, type DatabaseTransaction, subscribeBatch } from "@oneheart/kernel";
import { namedBadges } from "../rules/badge-name.ts";
import { utcDay } from "../rules/days.ts";
import { awardStore } from "../store/awards.ts";
import { badgeStore } from "../store/badges.ts";
import { playerStore } from "../store/players.ts";
import { progressStore } from "../store/progress.ts";
import { updateBoards } from "../workflows/leaderboards.ts";

type Impact = EventPayload<typeof impactInternal.events.impactRecorded>;

/** Counts awards: XP of the day, streak and badges, then the leaderboards. Balances follow the ledger by themselves. */
export const onImpactRecorded = subscribeBatch("on-impact-recorded", impactInternal.events.impactRecorded, {
  conflictKey: ({ player_id }) => player_id,
  async run(events, ctx) {
    await ctx.once(async (db, members) => {
      const players = await playerStore({ db }).lock(members.map(({ payload }) => payload.player_id));
      const counted = members.flatMap(({ payload, emit }) => {
        const { player_id } = payload;
        const player = players.get(player_id);
        if (player === undefined) throw new Error(`there is no player ${player_id} to count an award for`);
        const { erased_name } = player;
        if (erased_name === null) return [payload];
        // Verified too late to be for anybody: everybody erases again, and the ledger's part with it.
        emit(playerInternal.events.playerErased, { player_id, erased_name });
        return [];
      });
      if (counted.length === 0) return;
      await progressStore({ db }).addAwards(
        counted.map(({ player_id, action_day, xp, recorded_at }) => ({ player_id, action_day, xp, day: dayOf(recorded_at) })),
      );
      for (const impact of counted) if (impact.badges.length > 0) await awardBadges(db, impact, ctx);
    });
    const byDay = Map.groupBy(events, ({ payload }) => dayOf(payload.recorded_at));
    for (const [day, heard] of byDay)
      await updateBoards(
        ctx,
        heard.map(({ payload }) => payload.player_id),
        day,
      );
  },
});

function dayOf(recorded_at: string) {
  return utcDay(new Date(recorded_at));
}

async function awardBadges(db: DatabaseTransaction, impact: Impact, ctx: Pick<BaseContext, "newId">): Promise<void> {
  const { action_id, player_id } = impact;
  const recorded_at = new Date(impact.recorded_at);
  const badges = namedBadges(impact.badges, ctx.newId);
  await badgeStore({ db }).define(badges);
  const noted = { action_id, player_id, badges: badges.map(({ badge_type }) => badge_type), recorded_at };
  if (await awardStore({ db }).note(noted)) await badgeStore({ db }).award(player_id, badges, recorded_at);
}
