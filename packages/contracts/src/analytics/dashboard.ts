/** What administrators see first. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { drillOf, Figure, FigureDay, FigureParts } from "../common/figure.ts";
import { pageInput, pageOf, shape, Time } from "../common/shared.ts";

/** What waits for an administrator. Each drills down to the list of just these. */
const NeedsAttention = shape("NeedsAttention", {
  reviews_waiting: Figure,
  appeals_due: Figure,
  rewards_low: Figure,
  redemptions_waiting: Figure,
  approvals_waiting: Figure,
  dead_jobs: Figure,
  audit_findings: Figure,
});

/** Active means: started or handed in a quest, sent evidence, witnessed, sent tokens or redeemed, on a UTC day. */
export const ActivityFigure = z.enum([
  "active_day",
  "active_week",
  "active_month",
  "registered",
  "started",
  "handed_in",
  "verified",
  "redeemed",
]);
export type ActivityFigure = z.infer<typeof ActivityFigure>;

/** Counts of things that happened, by UTC day. */
export const CountFigure = z.enum(["quests_completed", "quests_ended", "tokens_moved"]);
export type CountFigure = z.infer<typeof CountFigure>;

export const DashboardShare = z.enum(["quest_completion", "token_velocity"]);
export type DashboardShare = z.infer<typeof DashboardShare>;

/** How many people of all who registered came to each step of the main job. */
const Funnel = shape("Funnel", { registered: Figure, started: Figure, handed_in: Figure, verified: Figure, redeemed: Figure });

/** Of those who registered in a week (its Monday), how many were active in the weeks after it; the first one is that week itself. */
const RetentionCohort = shape("RetentionCohort", { week: z.iso.date(), people: z.int(), active: z.array(z.int()) });

const AdminDashboard = shape("AdminDashboard", {
  needs_me: NeedsAttention,
  active_day: Figure,
  active_week: Figure,
  active_month: Figure,
  funnel: Funnel,
  /** Quests completed of those that ended, in basis points. */
  quest_completion: Figure,
  /** Tokens that moved in 30 days against those that are held, in basis points. */
  token_velocity: Figure,
  retention: z.array(RetentionCohort),
});

export const dashboardOperations = {
  adminDashboard: operation({
    route: "GET /api/admin/dashboard",
    summary: "What needs an administrator, who is active, how far people come, and how tokens move",
    access: ["admin"],
    input: z.object({}),
    output: AdminDashboard,
  }),
  activityDays: operation({
    route: "GET /api/admin/figures/activity/:figure",
    summary: "What each day adds to a count of people; nobody is named",
    access: ["admin"],
    input: z.object({ ...pageInput, figure: ActivityFigure, day: z.iso.date() }),
    output: drillOf(FigureDay),
  }),
  countDays: operation({
    route: "GET /api/admin/figures/counts/:figure",
    summary: "What happened on each day of a range, newest first",
    access: ["admin"],
    input: z.object({ ...pageInput, figure: CountFigure, from: z.iso.date(), to: z.iso.date() }),
    output: drillOf(FigureDay),
  }),
  recountFindings: operation({
    route: "GET /api/admin/figures/findings",
    summary: "Where the nightly recount found a figure that is not what its entries come to",
    access: ["admin"],
    input: z.object({ ...pageInput }),
    output: pageOf(shape("RecountFinding", { check: z.string(), code: z.string(), ref: z.string(), message: z.string(), found_at: Time })),
  }),
  dashboardParts: operation({
    route: "GET /api/admin/figures/shares/:figure",
    summary: "The two figures that a share of the dashboard compares",
    access: ["admin"],
    input: z.object({ figure: DashboardShare }),
    output: FigureParts,
  }),
} as const;
