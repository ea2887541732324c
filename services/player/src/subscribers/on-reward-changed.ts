import { isRecorded, playerInternal, rewardStory } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { playerStore } from "../store/players.ts";
import { type Award, awardsOf, correctAward, countAwards } from "../workflows/awards.ts";
import { updateBoards } from "../workflows/leaderboards.ts";

/** Counts awards and their corrections: XP of the day, streak and badges, then the leaderboards. Balances follow the ledger by themselves. */
export const onRewardChanged = subscribeBatch(
  rewardStory.name,
  rewardStory.events,
  {
    conflictKey: ({ player_id }) => player_id,
    async run(events, ctx) {
      const awards = await awardsOf(events, ctx);
      await ctx.once(async (db, members) => {
        const players = await playerStore({ db }).lock(members.map(({ payload }) => payload.player_id));
        const recorded: Award[] = [];
        for (const { payload: reward, event, emit } of members) {
          const { player_id } = reward;
          const player = players.get(player_id);
          if (player === undefined) throw new Error(`there is no player ${player_id} of whom an award is counted`);
          const { erased_name } = player;
          // It comes too late to be anybody's: every service erases again, and the ledger's part with it.
          if (erased_name !== null) emit(playerInternal.events.playerErased, { player_id, erased_name });
          else if (isRecorded(reward)) recorded.push(awards.get(event.id)!);
          else await correctAward(db, reward, awards.get(event.id)!, ctx);
        }
        if (recorded.length > 0) await countAwards(db, recorded, ctx);
      });
      for (const [day, heard] of Map.groupBy(awards.values(), (award) => award.day))
        await updateBoards(
          ctx,
          heard.map(({ player_id }) => player_id),
          day,
        );
    },
  },
  rewardStory.options,
);
