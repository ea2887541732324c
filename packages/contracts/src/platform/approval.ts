/** Acts that wait for a second person. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Id, line, pageInput, pageOf, shape, Time } from "../common/shared.ts";

/**
 * `approved` is about to be carried out. `failed`: the record refused it in the end. `withdrawn`: whoever asked took it back, or may
 * not ask for it any more.
 */
export const ApprovalStatus = z.enum(["pending", "approved", "carried_out", "failed", "refused", "withdrawn", "expired"]);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** One field that the act changes; null where there is nothing. */
export const DifferenceLine = shape("DifferenceLine", { path: z.string(), before: Value, after: Value });
export type DifferenceLine = z.infer<typeof DifferenceLine>;

export const Approval = shape("Approval", {
  id: Id,
  /** `service.operation`, and what it does in words. */
  operation: z.string(),
  title: z.string(),
  /** What it changes, where there are several of the kind. */
  record: z.string().nullable(),
  status: ApprovalStatus,
  /** Against the record as it is now; once it is decided, as it was then. */
  difference: z.array(DifferenceLine),
  /** Names this difference: whoever approves says which one was seen. */
  difference_id: z.string(),
  requested_by: Id,
  requested_at: Time,
  expires_at: Time,
  decided_by: Id.nullable(),
  decided_at: Time.nullable(),
  /** Why it was refused. */
  reason: z.string().nullable(),
  /** Why the record refused it in the end. */
  error_code: z.string().nullable(),
  /** One person acted without a second one, because the programme lets one act or had nobody else. */
  alone: z.boolean(),
  may_approve: z.boolean(),
});
export type Approval = z.infer<typeof Approval>;

/** `two`: a second person approves wherever there is one. `one`: one person may act, and each such act is told. */
export const ApprovalPeople = z.enum(["two", "one"]);
export type ApprovalPeople = z.infer<typeof ApprovalPeople>;

const ApprovalPolicy = shape("ApprovalPolicy", {
  people: ApprovalPeople,
  changed_at: Time.nullable(),
  /** What one person did alone in the last 30 days. */
  alone_lately: z.int(),
});

const statusNow = refusal(409, shape("ApprovalStatusNow", { status: ApprovalStatus }));
const one = z.object({ id: Id });

export const approvalOperations = {
  listApprovals: operation({
    route: "GET /api/admin/approvals",
    summary: "Acts that wait for a second person, and those that were decided, newest first",
    access: ["admin"],
    input: z.object({
      ...pageInput,
      status: ApprovalStatus.optional(),
      operation: z.string().max(100).optional(),
      record: z.string().max(200).optional(),
      alone: z.boolean().optional(),
    }),
    output: pageOf(Approval),
  }),
  getApproval: operation({
    route: "GET /api/admin/approvals/:id",
    summary: "One act that needs a second person, with its difference against the record now",
    access: ["admin"],
    input: one,
    output: Approval,
    errors: { approval_not_found: 404 },
  }),
  approveRequest: operation({
    route: "POST /api/admin/approvals/:id/approve",
    summary: "Approve what somebody else asked for; it is carried out at once, in that person's name",
    access: ["admin"],
    input: one.extend({ difference_id: z.string().regex(/^[0-9a-f]{32}$/) }),
    output: Approval,
    errors: {
      approval_not_found: 404,
      approver_is_requester: 403,
      approval_resolved: statusNow,
      difference_changed: refusal(409, shape("DifferenceNow", { difference: z.array(DifferenceLine), difference_id: z.string() })),
    },
  }),
  refuseRequest: operation({
    route: "POST /api/admin/approvals/:id/refuse",
    summary: "Refuse what somebody else asked for, with a reason for that person",
    access: ["admin"],
    input: one.extend({ reason: line(500) }),
    output: Approval,
    errors: { approval_not_found: 404, approver_is_requester: 403, approval_resolved: statusNow },
  }),
  withdrawRequest: operation({
    route: "POST /api/admin/approvals/:id/withdraw",
    summary: "Take back what one asked for oneself",
    access: ["admin"],
    input: one,
    output: Approval,
    errors: { approval_not_found: 404, requester_only: 403, approval_resolved: statusNow },
  }),
  getApprovalPolicy: operation({
    route: "GET /api/admin/approval-policy",
    summary: "Whether acts of weight need a second person",
    access: ["admin", "government"],
    input: z.object({}),
    output: ApprovalPolicy,
  }),
  setApprovalPolicy: operation({
    route: "PUT /api/admin/approval-policy",
    summary: "Say whether acts of weight need a second person; to lift that needs one, too",
    access: ["admin"],
    approval: { by: ["admin"], waits_hours: 72 },
    input: z.object({ people: ApprovalPeople }),
    output: ApprovalPolicy,
  }),
} as const;
