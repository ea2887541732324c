import { type Output, type playerContract, xpForLevel } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { currentStreak } from "./rules/days.ts";
import type { PlayerRow } from "./store/players.ts";
import type { Holdings } from "./workflows/holdings.ts";
import { openEmail, openLocation } from "./workflows/personal-data.ts";

type Player = Output<typeof playerContract.operations.getPlayer>;

/** A player's document. Email and location are in it only when whoever asks may see them. */
export function presentPlayer(
  ctx: Pick<BaseContext, "vault" | "clock">,
  row: PlayerRow,
  holdings: Holdings,
  options: { personal: boolean },
): Player {
  const total_xp = Number(row.total_xp);
  return {
    id: row.id,
    user_did: row.user_did,
    username: row.username,
    ...(options.personal && { email: openEmail(ctx.vault, row.email_sealed), location: openLocation(ctx.vault, row.location_sealed) }),
    bio: row.bio,
    profile: {
      level: row.level,
      total_xp,
      xp_to_next_level: xpForLevel(row.level + 1) - total_xp,
      heart_tokens: Number(row.heart_tokens),
      impact_credits: Number(row.impact_credits) / 100,
      streak_days: currentStreak(row, ctx.clock.now()),
      badges: row.badges,
      created_at: row.created_at.toISOString(),
    },
    inventory: {
      active_quests: holdings.active_quests,
      completed_missions: holdings.completed_missions,
      purchased_items: holdings.purchases.map((purchase) => purchase.name),
    },
  };
}
