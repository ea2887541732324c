import type { Tx } from "@oneheart/kernel";
import { standingChange } from "../rules/standing.ts";
import { type ActionRow, communityStore } from "../store/community.ts";

/** Takes news of an action's standing over, in any order, and counts it for its zone and player. */
export async function recordStanding(tx: Tx, news: ActionRow): Promise<void> {
  const community = communityStore(tx);
  const known = await community.lockAction(news.action_id);
  const { applies, counts } = standingChange(known, news);
  if (!applies) return;
  // What a reversal does not say of the action stays as it was.
  const { title, xp, occurred_at } = news.shown || known === undefined ? news : known;
  const row = { ...news, title, xp, occurred_at };
  await community.saveAction(row);
  if (counts === 1) {
    const actions = await community.addContribution(row);
    await community.addTotals(row.zone_id, { actions: 1, xp: row.xp, contributors: actions === 1 ? 1 : 0 });
  }
  if (counts === -1) {
    const actions = await community.removeContribution(row);
    await community.addTotals(row.zone_id, { actions: -1, xp: -row.xp, contributors: actions === 0 ? -1 : 0 });
  }
}
