import { z } from "zod";
import { operation, refusal, signedIn } from "../common/define.ts";
import { Id, Nothing, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { AmountMinor, CampaignStatus } from "./campaign.ts";
import { MemberRole } from "./organisation.ts";

/** `transfer` is entered by one person and confirmed by another; `card` is confirmed by the payment provider. */
export const PaymentMethod = z.enum(["transfer", "card"]);
export const ContributionStatus = z.enum(["pending", "paid", "cancelled"]);

export const Contribution = shape("Contribution", {
  id: Id,
  campaign_id: Id,
  /** The organisation's own money, or what somebody else gives to its campaign. */
  source: z.enum(["organisation", "supporter"]),
  amount_minor: z.int(),
  currency: z.string(),
  method: PaymentMethod,
  status: ContributionStatus,
  /** Names the contribution towards a bank or a payment provider. */
  reference: z.string(),
  /** What the campaign's organisation added to it. */
  matched_minor: z.int(),
  /** The ledger's entry, once it is paid. */
  ledger_id: Id.nullable(),
  created_at: Time,
  paid_at: Time.nullable(),
});

const Refund = shape("CampaignRefund", {
  id: Id,
  campaign_id: Id,
  amount_minor: z.int(),
  currency: z.string(),
  ledger_id: Id,
  created_at: Time,
});

const statusNow = refusal(409, shape("ContributionStatusNow", { status: ContributionStatus }));
const notFound = {
  campaign_not_found: 404,
  member_role_too_low: refusal(403, shape("MoneyRoleNeeded", { needs: z.array(MemberRole) })),
} as const;
const give = {
  over_budget: refusal(422, shape("BudgetLeft", { left_minor: z.int() })),
  campaign_ended: refusal(409, shape("CampaignEndedNow", { status: CampaignStatus })),
} as const;

const giving = z.object({ id: Id, amount_minor: AmountMinor, method: PaymentMethod });

/** How money comes in and goes back. */
export const moneyOperations = {
  contribute: operation({
    route: "POST /api/sponsor/campaign/:id/contributions",
    summary: "Give the organisation's money to its campaign; it counts once the payment is confirmed",
    access: ["sponsor", "admin"],
    idempotent: "required",
    input: giving,
    output: Contribution,
    status: 201,
    errors: { ...notFound, ...give },
  }),
  support: operation({
    route: "POST /api/sponsor/campaign/:id/support",
    summary: "Give one's own money to a campaign; a matching campaign adds to it",
    access: signedIn,
    idempotent: "required",
    input: giving,
    output: Contribution,
    status: 201,
    errors: { campaign_not_found: 404, ...give },
  }),
  listContributions: operation({
    route: "GET /api/sponsor/campaign/:id/contributions",
    summary: "What was given to a campaign, newest first",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id, ...pageInput }),
    output: pageOf(Contribution),
    errors: { campaign_not_found: 404 },
  }),
  confirmContribution: operation({
    route: "POST /api/sponsor/contributions/:id/confirm",
    summary: "A transfer has arrived: somebody other than who entered it says so",
    access: ["admin"],
    idempotent: true,
    input: z.object({ id: Id }),
    output: Contribution,
    errors: { contribution_not_found: 404, contribution_resolved: statusNow, second_person_needed: 403, not_a_transfer: 409 },
  }),
  cancelContribution: operation({
    route: "POST /api/sponsor/contributions/:id/cancel",
    summary: "Give up a contribution that was not paid",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id }),
    output: Contribution,
    errors: { contribution_not_found: 404, member_role_too_low: notFound.member_role_too_low, contribution_resolved: statusNow },
  }),
  refundCampaign: operation({
    route: "POST /api/sponsor/campaign/:id/refund",
    summary: "Take back what an ended campaign has left; what quests under way may need stays until they are over",
    access: ["sponsor", "admin"],
    idempotent: "required",
    input: z.object({ id: Id }),
    output: Refund,
    status: 201,
    errors: { ...notFound, campaign_not_ended: 409, nothing_to_refund: 409 },
  }),
  paymentWebhook: operation({
    route: "POST /api/sponsor/payments/webhook",
    summary: "What the payment provider tells, signed by it",
    access: ["anyone"],
    raw: { field: "payload", headers: { "stripe-signature": "signature" }, max_bytes: 262_144 },
    limit: "none",
    input: z.object({ payload: z.string().max(262_144), signature: z.string().max(2_000) }),
    output: Nothing,
    errors: {
      webhook_not_set_up: 503,
      signature_invalid: 400,
      signature_too_old: 400,
      payment_event_unreadable: 400,
      payment_differs: 409,
    },
  }),
} as const;
