import type { DatabaseTransaction } from "@oneheart/kernel";
import { standingChange } from "../rules/standing.ts";
import { type ActionRow, communityStore } from "../store/community.ts";

/** Takes news of actions' standing over, each of another action, in any order, and counts them for their zones and players. */
export async function recordStandings(db: DatabaseTransaction, news: readonly ActionRow[]): Promise<void> {
  const community = communityStore({ db });
  const known = await community.lockActions(news.map(({ action_id }) => action_id));
  const changed = news.flatMap((one) => {
    const before = known.get(one.action_id);
    const { applies, counts } = standingChange(before, one);
    if (!applies) return [];
    // What a reversal does not say of the action stays as it was.
    const { title, xp, occurred_at } = one.shown || before === undefined ? one : before;
    return [{ row: { ...one, title, xp, occurred_at }, counts }];
  });
  if (changed.length === 0) return;
  await community.saveActions(changed.map(({ row }) => row));
  const added = changed.flatMap(({ row, counts }) => (counts === 1 ? [row] : []));
  if (added.length > 0) await community.addContributions(added);
  for (const { row, counts } of changed) {
    if (counts !== -1) continue;
    const actions = await community.removeContribution(row);
    await community.subtractAction(row, actions === 0 ? 1 : 0);
  }
}
