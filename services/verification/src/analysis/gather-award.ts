import { impactContract, type Output } from "@oneheart/contracts";
import { playerInternal, type questInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import type { Report } from "../review/rules/task.ts";
import type { Zone } from "./zone-of.ts";

/** Of an action that was not handed in yet the longest report is assumed. */
const longest: Report = { duration_minutes: 1440, beneficiaries_count: 0 };

/** What an action is worth, as the impact engine would pay it. */
export interface Worth {
  quest: Output<typeof questInternal.operations.questFacts>;
  zone: Zone | undefined;
  player_id: string;
  /** Undefined while the quest is not handed in. */
  report: Report | undefined;
}

/** The tokens that an action would pay, with every factor; before it is handed in the most that it could. */
export async function gatherAward({ quest, zone, player_id, report = longest }: Worth, ctx: Pick<BaseContext, "call">): Promise<number> {
  if (quest.base_tokens === 0) return 0;
  return (await calculate({ quest, zone, player_id, report }, ctx)).tokens;
}

/** What people helped add once they are confirmed, in hundredths of a credit: each of them, and all that were reported. */
export async function gatherPeoplePay(
  worth: Worth & { report: Report },
  ctx: BaseContext,
): Promise<{ each_minor: number; all_minor: number }> {
  const creditsFor = async (beneficiaries_count: number) =>
    (await calculate({ ...worth, report: { ...worth.report, beneficiaries_count } }, ctx)).credits_minor;
  const [none, one, all] = await Promise.all([creditsFor(0), creditsFor(1), creditsFor(worth.report.beneficiaries_count)]);
  return { each_minor: one - none, all_minor: all - none };
}

async function calculate({ quest, zone, player_id, report = longest }: Worth, ctx: Pick<BaseContext, "call">) {
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
  const { base_xp, base_tokens, quest_type, expected_minutes, difficulty_level, community_goal, community_progress } = quest;
  return ctx.call(impactContract.operations.calculateImpact, {
    ...{ base_xp, base_tokens, quest_type, expected_minutes, difficulty_level, community_goal, community_progress },
    ...report,
    player_level: items[0]?.level ?? 1,
    streak_days: (items[0]?.streak_days ?? 0) + 1,
    zone_factor_bps: zone?.impact_factor_bps,
  });
}
