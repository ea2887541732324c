import {
  ActivityFigure,
  analyticsContract,
  type CountFigure,
  drillTo,
  type Figure,
  type FigureUnit,
  type Output,
  platformContract,
  tokenContract,
  verificationContract,
} from "@oneheart/contracts";
import { platformInternal, tokenInternal, verificationInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { type DayCount, dayNumber, dayText } from "../rules/columns.ts";
import { eventFigure, shareBps } from "../rules/figure.ts";
import { activityStore } from "../store/activity.ts";
import { flowStore } from "../store/flows.ts";
import { recountStore } from "../store/recounts.ts";
import { sumOfDays, tokensHeld } from "./programme-figures.ts";

const { operations } = analyticsContract;
const WEEKS = 8;
const SHARE_DAYS = 30;

type Dashboard = Output<typeof operations.adminDashboard>;
type Asking = Pick<BaseContext, "db" | "state" | "clock" | "call">;

/** What needs an administrator. */
async function needsMe(ctx: Asking): Promise<Dashboard["needs_me"]> {
  const { waiting, appeals_due, due_before } = await ctx.call(verificationInternal.operations.reviewBacklog, {});
  const { low, low_from, redemptions_waiting } = await ctx.call(tokenInternal.operations.rewardStock, {});
  const { jobs } = await ctx.call(platformInternal.operations.deadJobCount, {});
  const { pending } = await ctx.call(platformInternal.operations.approvalCount, {});
  const findings = await recountStore(ctx.db).findings();
  const as_of = ctx.clock.now();
  const items = (value: number, drill: Figure["drill"]) => eventFigure(value, { unit: "items", as_of, count: value, drill: drill! });
  return {
    reviews_waiting: items(waiting, drillTo(verificationContract.operations.listReviews, {})),
    appeals_due: items(appeals_due, drillTo(verificationContract.operations.listReviews, { appeals_before: due_before })),
    rewards_low: items(low, drillTo(operations.redeemableRewards, { left_at_most: low_from })),
    redemptions_waiting: items(redemptions_waiting, drillTo(tokenContract.operations.listRedemptions, { status: "held" })),
    approvals_waiting: items(pending, drillTo(platformContract.operations.listApprovals, { status: "pending" })),
    dead_jobs: items(jobs, drillTo(platformContract.operations.listDeadJobs, {})),
    audit_findings: items(findings, drillTo(operations.recountFindings, {})),
  };
}

/** People by what they did. */
async function activityFigure(ctx: Asking, figure: ActivityFigure): Promise<Figure> {
  const as_of = ctx.clock.now();
  const day = as_of.toISOString().slice(0, 10);
  const days = await activityStore(ctx.db).days(figure, day);
  const drill = drillTo(operations.activityDays, { figure, day });
  return eventFigure(sumOfDays(days), { unit: "people", as_of, count: days.length, drill });
}

/** The last days that a share looks at. */
function shareRange(now: Date): { from: string; to: string } {
  const to = now.toISOString().slice(0, 10);
  return { from: dayText(dayNumber(to) - SHARE_DAYS + 1), to };
}

/** What each day of a range came to. */
export function countsOf(db: BaseContext["db"], figure: CountFigure, from: string, to: string): Promise<DayCount[]> {
  return figure === "tokens_moved" ? flowStore(db).movedTokens(from, to) : activityStore(db).counts(figure, from, to);
}

const countUnits: Record<CountFigure, FigureUnit> = { quests_completed: "items", quests_ended: "items", tokens_moved: "tokens" };

async function countFigure(ctx: Asking, figure: CountFigure): Promise<Figure> {
  const as_of = ctx.clock.now();
  const { from, to } = shareRange(as_of);
  const days = await countsOf(ctx.db, figure, from, to);
  const drill = drillTo(operations.countDays, { figure, from, to });
  return eventFigure(sumOfDays(days), { unit: countUnits[figure], as_of, count: days.length, drill, from, to });
}

/** The two figures of a share. */
export async function partsOf(ctx: Asking, figure: "quest_completion" | "token_velocity"): Promise<{ part: Figure; whole: Figure }> {
  if (figure === "quest_completion")
    return { part: await countFigure(ctx, "quests_completed"), whole: await countFigure(ctx, "quests_ended") };
  return { part: await countFigure(ctx, "tokens_moved"), whole: await tokensHeld(ctx) };
}

/** Tokens that moved in the last days against those that are held. */
export function tokenVelocity(ctx: Asking): Promise<Figure> {
  return shareFigure(ctx, "token_velocity");
}

async function shareFigure(ctx: Asking, figure: "quest_completion" | "token_velocity"): Promise<Figure> {
  const { part, whole } = await partsOf(ctx, figure);
  const drill = drillTo(operations.dashboardParts, { figure });
  return eventFigure(shareBps(part.value!, whole.value!), { unit: "bps", as_of: ctx.clock.now(), count: 2, drill });
}

/** Everything on the first page of administrators. */
export async function dashboard(ctx: Asking): Promise<Dashboard> {
  const activity = new Map<ActivityFigure, Figure>();
  for (const figure of ActivityFigure.options) activity.set(figure, await activityFigure(ctx, figure));
  const of = (figure: ActivityFigure) => activity.get(figure)!;
  return {
    needs_me: await needsMe(ctx),
    active_day: of("active_day"),
    active_week: of("active_week"),
    active_month: of("active_month"),
    funnel: {
      registered: of("registered"),
      started: of("started"),
      handed_in: of("handed_in"),
      verified: of("verified"),
      redeemed: of("redeemed"),
    },
    quest_completion: await shareFigure(ctx, "quest_completion"),
    token_velocity: await tokenVelocity(ctx),
    retention: await activityStore(ctx.db).cohorts(WEEKS, ctx.clock.now().toISOString().slice(0, 10)),
  };
}
