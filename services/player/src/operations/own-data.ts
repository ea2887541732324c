import { playerInternal } from "@oneheart/contracts/internal";
import { handleOwnData, ownRecord, ownTable } from "@oneheart/kernel";
import { sql } from "kysely";
import { playerStore } from "../store/players.ts";
import { openEmail, openLocation } from "../workflows/personal-data.ts";

/** Profile, badges, and the days on which something was done. */
export const ownData = handleOwnData(playerInternal.operations.ownData, [
  ownRecord("profile", async (ctx, player_id) => {
    const player = await playerStore(ctx).find(player_id);
    if (player === undefined) return undefined;
    const { id, user_did, username, bio, level, total_xp, heart_tokens, impact_credits, streak_days, created_at } = player;
    const amounts = { total_xp: Number(total_xp), heart_tokens: Number(heart_tokens), impact_credits: Number(impact_credits) / 100 };
    const personal = { email: openEmail(ctx.vault, player.email_sealed), location: openLocation(ctx.vault, player.location_sealed) };
    return { id, user_did, username, ...personal, bio, level, ...amounts, streak_days, created_at: created_at.toISOString() };
  }),
  ownTable({
    name: "badges",
    from: sql`player_badges t JOIN badges b ON b.id = t.badge_id`,
    columns: sql`b.badge_type, b.name, t.earned_at`,
    whose: (id) => sql`t.player_id = ${id}`,
  }),
  ownTable({
    name: "daily_xp",
    from: sql`player_daily_xp t`,
    columns: sql`t.day, t.xp`,
    whose: (id) => sql`t.player_id = ${id}`,
    key: { column: "t.day", type: "date" },
  }),
  ownTable({
    name: "action_days",
    from: sql`player_action_days t`,
    columns: sql`t.day`,
    whose: (id) => sql`t.player_id = ${id}`,
    key: { column: "t.day", type: "date" },
  }),
]);
