import type { BaseContext } from "@oneheart/kernel";
import { coverStore } from "../store/cover.ts";

/** Reserves again what a quest gave back; false when some of it is not there any more. */
export async function retake(quest_id: string, ctx: Pick<BaseContext, "transaction">): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const cover = coverStore(tx);
    const reservation = (await cover.lockAll([quest_id])).get(quest_id);
    if (reservation?.state !== "released") return reservation !== undefined;
    const shares = (await cover.shares([quest_id])).get(quest_id) ?? [];
    const free = await cover.lockFunds(shares.map(({ campaign_id }) => campaign_id));
    if (shares.some(({ campaign_id, amount_minor }) => (free.get(campaign_id) ?? 0n) < amount_minor)) return false;
    const programme_free = await cover.lockProgramme();
    if (programme_free !== null && programme_free < (reservation.programme_tokens ?? 0n)) return false;
    await cover.retake(quest_id);
    return true;
  });
}
