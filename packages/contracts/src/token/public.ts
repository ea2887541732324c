import { z } from "zod";
import { defineContract, operation, refusal, signedIn } from "../common/define.ts";
import { Did, Id, IdOrDid, line, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { rewardOperations } from "./reward-operations.ts";

const Amount = z.int().min(1).max(1_000_000_000);

const HistoryEntry = shape("TokenHistoryEntry", {
  id: Id,
  kind: z.string(),
  asset: z.enum(["HEART", "XP", "CREDIT"]),
  /** Signed; credits in whole credits with two decimals. */
  amount: z.number(),
  counterparty_did: Did.nullable(),
  memo: z.string().nullable(),
  reason_ref: z.string(),
  occurred_at: Time,
});

/** What young accounts can send away, so that many of them are not one purse. */
export const TransferPolicy = shape("TransferPolicy", {
  /** An account is young for so many days after it was made. */
  young_days: z.int().min(0).max(365),
  /** The most that it can send in one UTC day until then. */
  young_day_tokens: z.int().min(0).max(1_000_000_000),
});
export type TransferPolicy = z.infer<typeof TransferPolicy>;

export const tokenContract = defineContract({
  service: "token",
  operations: {
    transferTokens: operation({
      route: "POST /api/token/transfer",
      summary: "Send Heart tokens to another player",
      access: signedIn,
      idempotent: "required",
      input: z.object({ to: IdOrDid, amount: Amount, memo: line(140).optional() }),
      output: shape("Transfer", { transfer_id: Id, amount: z.int(), balance: z.int() }),
      status: 201,
      errors: {
        recipient_not_found: 404,
        self_transfer: 422,
        account_closed: 409,
        insufficient_funds: 409,
        transfer_limit_reached: refusal(
          409,
          shape("TransferAllowance", { cap: z.literal("young_account_day"), limit: z.int(), left: z.int() }),
        ),
      },
    }),
    getTransferPolicy: operation({
      route: "GET /api/admin/transfer-policy",
      summary: "What young accounts can send away",
      access: ["admin", "government"],
      input: z.object({}),
      output: TransferPolicy,
    }),
    setTransferPolicy: operation({
      route: "PATCH /api/admin/transfer-policy",
      summary: "Change what young accounts can send away, from now on; what is left out stays",
      access: ["admin"],
      approval: { by: ["admin"], waits_hours: 72 },
      input: TransferPolicy.partial(),
      output: TransferPolicy,
    }),
    getBalance: operation({
      route: "GET /api/token/balance",
      summary: "One's own balances",
      access: signedIn,
      input: z.object({}),
      output: shape("Balance", { heart_tokens: z.int(), xp: z.int(), impact_credits: z.number(), held: z.int() }),
    }),
    tokenHistory: operation({
      route: "GET /api/token/history",
      summary: "What moved one's own balances, newest first",
      access: signedIn,
      input: z.object({ ...pageInput, asset: z.enum(["HEART", "XP", "CREDIT"]).default("HEART") }),
      output: pageOf(HistoryEntry),
    }),
    ...rewardOperations,
  },
});
