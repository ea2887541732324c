import { tokenInternal } from "@oneheart/contracts/internal";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { rewardStore } from "../store/rewards.ts";

/** What there is to redeem, or what runs out. */
export const offeredRewards = handle(tokenInternal.operations.offeredRewards, async ({ limit, cursor, left_at_most }, ctx) => {
  const now = ctx.clock.now();
  const rows = await rewardStore(ctx).offered({ limit: limit + 1, before: decodeIdCursor(cursor), left_at_most, now });
  const page = pageFrom(rows, limit, ({ id }) => [id]);
  const items = page.rows.map(({ name, price_tokens, quantity }) => ({ name, price_tokens: Number(price_tokens), quantity }));
  return { items, next_cursor: page.next_cursor, tokens: await rewardStore(ctx).offeredTokens(left_at_most, now) };
});
