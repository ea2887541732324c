import { mapContract, socialContract } from "@oneheart/contracts";
import { decodeMomentCursor, handle, isOperationError, pageFrom } from "@oneheart/kernel";
import { presentAction } from "../present.ts";
import { communityStore } from "../store/community.ts";
import { voteStore } from "../store/votes.ts";
import { witnessStore } from "../store/witnesses.ts";
import { findPeople } from "../workflows/people.ts";

/** Who does what in a zone. */
export const zoneCommunity = handle(socialContract.operations.zoneCommunity, async ({ zone_id: asked, cursor, limit }, ctx) => {
  const before = decodeMomentCursor(cursor);
  const { id: zone_id } = await ctx.call(mapContract.operations.getZone, { id: asked }).catch((error: unknown) => {
    if (isOperationError(error, "zone_not_found")) return ctx.fail("zone_not_found");
    throw error;
  });
  const community = communityStore(ctx);
  const [rows, totals, contributors, witnesses] = await Promise.all([
    community.activity(zone_id, before, limit + 1),
    community.totals(zone_id),
    community.topContributors(zone_id),
    community.topWitnesses(zone_id),
  ]);
  const page = pageFrom(rows, limit, (row) => [row.occurred_at.toISOString(), row.action_id]);
  const action_ids = page.rows.map((row) => row.action_id);
  const [counts, own, people] = await Promise.all([
    witnessStore(ctx).counts(action_ids),
    voteStore(ctx).values(action_ids, ctx.principal.playerId),
    findPeople(
      [...page.rows, ...contributors, ...witnesses].map(({ player_id }) => player_id),
      ctx,
    ),
  ]);
  const named = (player_id: string) => ({ player_did: people(player_id).user_did, username: people(player_id).username });
  return {
    zone_id,
    totals,
    top_contributors: contributors.map(({ player_id, actions, xp, last_action_at }) => ({
      ...named(player_id),
      actions,
      xp,
      last_action_at: last_action_at.toISOString(),
    })),
    witnesses: witnesses.map(({ player_id, statements, last_statement_at }) => ({
      ...named(player_id),
      statements,
      last_statement_at: last_statement_at.toISOString(),
    })),
    items: page.rows.map((row) => {
      const { confirmations = 0, disputes = 0 } = counts.find(({ action_id }) => action_id === row.action_id) ?? {};
      return presentAction(row, people(row.player_id), { own_value: own.get(row.action_id) ?? null, confirmations, disputes });
    }),
    next_cursor: page.next_cursor,
  };
});
