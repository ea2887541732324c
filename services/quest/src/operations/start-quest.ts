import { randomBytes } from "node:crypto";
import { mapContract, questContract } from "@oneheart/contracts";
import { playerInternal, questInternal } from "@oneheart/contracts/internal";
import { failWith, handle } from "@oneheart/kernel";
import { presentChallenge, presentQuest } from "../present.ts";
import { newQuest } from "../rules/new-quest.ts";
import { refusals } from "../rules/unlocking.ts";
import { missionStore } from "../store/missions.ts";
import { questStore } from "../store/quests.ts";
import { guided } from "../workflows/guide.ts";
import { reserveFor } from "../workflows/reserve.ts";

const nonceBytes = 16;

/** Takes a mission as a quest. What it may pay is reserved before, outside of the transaction. */
export const startQuest = handle(questContract.operations.startQuest, async ({ id }, ctx) => {
  const known = (await missionStore(ctx).find(id)) ?? ctx.fail("mission_not_found");
  const mission_id = known.id;
  const [zone, players] = await Promise.all([
    ctx.call(mapContract.operations.getZone, { id: known.zone_id }),
    ctx.call(playerInternal.operations.findPlayers, { ids: [ctx.principal.playerId] }),
  ]);
  const player = players.items[0];
  if (player === undefined) throw new Error(`no player ${ctx.principal.playerId}`);
  const start = { id: ctx.newId(), nonce: randomBytes(nonceBytes).toString("base64url"), now: ctx.clock.now(), player, zone };
  const reservation = await reserveFor(known, start, ctx);

  const answer = ctx.answer(async (tx) => {
    const quests = questStore(tx);
    const standing = async () => (await missionStore(tx).standing(mission_id, player.id, start.now)) ?? ctx.fail("mission_not_found");
    if (known.begun_at === null) await missionStore(tx).begin(mission_id, start.now);
    const overdue = await quests.expireBefore(player.id, mission_id, start.now);
    const mission = await standing();
    const [refusal] = refusals(mission, player, zone, start.now, reservation.hasMoney);
    if (refusal !== undefined) failWith(ctx, refusal);

    const quest = newQuest(mission, start);
    if (!(await quests.insert(quest))) ctx.fail((await standing()).is_open ? "quest_already_active" : "quest_already_done");
    await quests.addEvents([
      ...overdue.map((quest_id) => ({ id: ctx.newId(), quest_id, event: "expired" as const, at: start.now, detail: {} })),
      { id: ctx.newId(), quest_id: quest.id, event: "started", at: start.now, detail: { expires_at: quest.expires_at } },
    ]);
    const { zone_id } = mission;
    tx.emit(questInternal.events.questStarted, { quest_id: quest.id, mission_id, zone_id, player_id: player.id });
    const answer = guided({ quest: presentQuest({ ...mission, ...quest }, start.now), time_zone: quest.time_zone }, ctx);
    return { ...answer, challenge: presentChallenge(quest, start.now) };
  });
  return reservation.unlessRefused(answer);
});
