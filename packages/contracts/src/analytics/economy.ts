/** What administrators watch of the token economy. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { drillOf, Figure, FigureParts } from "../common/figure.ts";
import { Id, pageInput, shape } from "../common/shared.ts";

/** `tokens_per_hour` compares with the hours of verified work; the others are in basis points. */
export const EconomyShare = z.enum(["gini", "top_1_percent", "dormant", "tokens_per_hour"]);
export type EconomyShare = z.infer<typeof EconomyShare>;

/** Sums over holders: what they hold, what the richest hundredth and what the dormant do, and how unequal it is against how it could be. */
export const HolderFigure = z.enum(["held", "held_by_top", "dormant", "unequal", "unequal_at_most"]);
export type HolderFigure = z.infer<typeof HolderFigure>;

export const EconomyAlertCode = z.enum(["concentration", "inequality", "dormancy", "low_coverage", "issuance_surge", "rings", "farms"]);
export type EconomyAlertCode = z.infer<typeof EconomyAlertCode>;

const EconomyAlert = shape("EconomyAlert", {
  code: EconomyAlertCode,
  /** What it is, and from where on it is worth a look; shares are in basis points. */
  value: z.int(),
  limit: z.int(),
  words: z.string(),
});

const TransferRing = shape("TransferRing", {
  /** Those who were erased are not named, and still counted in `members`. */
  player_ids: z.array(Id),
  members: z.int(),
  /** What they sent each other, and in how many transfers. */
  tokens: z.int(),
  movements: z.int(),
  /** How much that is of all that they sent and got, and how much of it each got back. */
  inside_bps: z.int(),
  balance_bps: z.int(),
});

const TransferFarm = shape("TransferFarm", {
  collector_id: Id.nullable(),
  player_ids: z.array(Id),
  feeders: z.int(),
  tokens: z.int(),
});

/** Rings and farms are looked for in the transfers of the last 30 days; at most 50 of each are told, the largest first. */
const EconomyMonitor = shape("EconomyMonitor", {
  tokens_issued: Figure,
  tokens_burned: Figure,
  tokens_held: Figure,
  coverage: Figure,
  /** Tokens that moved in 30 days against those that are held. */
  velocity: Figure,
  /** Of what holders hold: 0 where all hold the same, 10,000 where one holds all. */
  gini: Figure,
  top_1_percent: Figure,
  /** Tokens of those for whom nothing moved in 90 days. */
  dormant: Figure,
  /** Tokens issued for each hour of verified work, rounded to whole ones. */
  tokens_per_hour: Figure,
  rings: z.array(TransferRing),
  farms: z.array(TransferFarm),
  alerts: z.array(EconomyAlert),
});

export const economyOperations = {
  economyMonitor: operation({
    route: "GET /api/admin/economy",
    summary: "The token economy: what is issued, burned and held, how it moves and who holds it, rings of transfers, and alerts",
    access: ["admin"],
    input: z.object({}),
    output: EconomyMonitor,
  }),
  economyParts: operation({
    route: "GET /api/admin/economy/shares/:figure",
    summary: "The two figures that a share of the economy compares",
    access: ["admin"],
    input: z.object({ figure: EconomyShare }),
    output: FigureParts,
  }),
  economyHolders: operation({
    route: "GET /api/admin/economy/holders/:figure",
    summary: "What a figure of holders is made of, by how much they hold; nobody is named. Answers for the figure as it is now",
    access: ["admin"],
    input: z.object({ ...pageInput, figure: HolderFigure, tree_size: z.int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    output: drillOf(
      shape("HolderBand", {
        /** From so many tokens to ten times as many. */
        from_tokens: z.int(),
        holders: z.int(),
        amount: z.number(),
      }),
    ),
    errors: { figure_not_counted_yet: 409, figure_too_old: 410 },
  }),
} as const;
