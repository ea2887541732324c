import { awardOf, isRecorded, isReversed, type RewardChanged, type RewardCorrected } from "@oneheart/contracts/internal";
import type { BaseContext, DatabaseTransaction, HeardEvent } from "@oneheart/kernel";
import { namedBadges } from "../rules/badge-name.ts";
import { type Day, utcDay } from "../rules/days.ts";
import { awardStore, type NotedAward } from "../store/awards.ts";
import { badgeStore } from "../store/badges.ts";
import { progressStore } from "../store/progress.ts";

/** An award as it was recorded, whatever was done about it since. */
export interface Award extends NotedAward {
  xp: number;
  day: Day;
  /** The player's local day. Absent from a correction: days of the streak stay. */
  action_day?: string;
}

type Deps = Pick<BaseContext, "newId">;

/** The awards that events are about, by the events' ids. */
export async function awardsOf(
  events: ReadonlyArray<{ payload: RewardChanged; event: HeardEvent["event"] }>,
  ctx: Pick<BaseContext, "call">,
): Promise<Map<string, Award>> {
  return new Map(
    await Promise.all(
      events.map(async ({ payload: reward, event }) => {
        const { action_id, player_id } = reward;
        const { xp, badges, recorded_at } = isRecorded(reward) ? reward : await awardOf(reward, ctx.call);
        const at = new Date(recorded_at);
        const award = { action_id, player_id, xp, badges, recorded_at: at, day: utcDay(at) };
        return [event.id, isRecorded(reward) ? { ...award, action_day: reward.action_day } : award] as const;
      }),
    ),
  );
}

/** Counts awards that were recorded, each of another player who is locked. */
export async function countAwards(db: DatabaseTransaction, awards: readonly Award[], ctx: Deps): Promise<void> {
  await progressStore({ db }).addAwards(
    awards.map(({ player_id, action_day, xp, day }) => ({ player_id, action_day: action_day ?? day, xp, day })),
  );
  for (const award of awards) {
    if (award.badges.length === 0) continue;
    const badges = namedBadges(award.badges, ctx.newId);
    await badgeStore({ db }).define(badges);
    const noted = { ...award, badges: badges.map(({ badge_type }) => badge_type) };
    if (await awardStore({ db }).note(noted)) await badgeStore({ db }).award(award.player_id, badges, award.recorded_at);
  }
}

/**
 * Counts an award no more while it is reversed, and again once it is reinstated: all of its XP, on its own day, whatever of it was still
 * there to take; and the badges that no other award gave. Days of the streak stay: another action may have been on the same day.
 */
export async function correctAward(db: DatabaseTransaction, corrected: RewardCorrected, award: Award, ctx: Deps): Promise<void> {
  const { player_id } = award;
  const { stood, stands, badges, recorded_at } = await awardStore({ db }).correct(award, isReversed(corrected) ? "reversed" : "reinstated");
  if (stood === stands) return;
  if (stands) {
    const given = namedBadges(badges, ctx.newId);
    await progressStore({ db }).addXp(player_id, award.day, award.xp);
    await badgeStore({ db }).define(given);
    await badgeStore({ db }).award(player_id, given, recorded_at);
  } else {
    const isCounted = await progressStore({ db }).takeXp(player_id, award.day, award.xp);
    // `impact.recorded` was not delivered yet: this job fails and is tried again after it.
    if (!isCounted) throw new Error(`the award of action ${award.action_id} is reversed but was not counted yet`);
    await badgeStore({ db }).takeBack(player_id, badges);
  }
}
