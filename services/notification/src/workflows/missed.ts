import type { BaseContext } from "@oneheart/kernel";
import type { StoredNotification } from "../present.ts";
import { timeOf } from "../rules/notification-id.ts";
import { collection, findOwn } from "./notifications.ts";

const pageSize = 100;
const missedMax = 500;
/** An event that was held up longer than this is found in the list, not in the stream. */
const heldUpMax_ms = 60 * 60_000;

/**
 * What came after a notification, oldest first; the newest ones when there is too much. Ids follow the time of the event, so one
 * whose event was held up may stand before the last that the reader has seen, and still came after it.
 */
export async function missedSince(ctx: BaseContext, player_id: string, lastId: string): Promise<StoredNotification[]> {
  const seenUntil = (await findOwn(ctx, lastId, player_id))?.stored_at;
  const isMissed = ({ id, stored_at }: StoredNotification) => id > lastId || (seenUntil !== undefined && stored_at > seenUntil);
  const missed: StoredNotification[] = [];
  let before: string | undefined;
  for (;;) {
    const page = (await ctx.backing.documents.find(
      collection,
      { player_id },
      { limit: pageSize, before },
    )) as unknown as StoredNotification[];
    missed.push(...page.filter(isMissed));
    before = page.at(-1)?.id;
    if (page.length < pageSize || missed.length >= missedMax || timeOf(before!) < timeOf(lastId) - heldUpMax_ms) break;
  }
  return missed.slice(0, missedMax).reverse();
}
