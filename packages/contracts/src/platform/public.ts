import { z } from "zod";
import { defineContract, operation } from "../common/define.ts";
import { Id, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { approvalOperations } from "./approval.ts";

const DeadJob = shape("DeadJob", {
  id: z.string(),
  /** `event:subscriber`, or the name of a scheduled job. */
  task: z.string(),
  payload: z.record(z.string(), z.unknown()),
  attempts: z.int(),
  last_error: z.string().nullable(),
  created_at: Time,
});

const AuditEntry = shape("AuditEntry", {
  id: Id,
  at: Time,
  actor_id: Id.nullable(),
  role: z.string(),
  operation: z.string(),
  target: z.string().nullable(),
  ip_address: z.string().nullable(),
  request_id: z.string(),
  outcome: z.string(),
  /** Of an act that needs a second person: its request, and who approved it; nobody where one person acted alone. */
  approval_id: Id.nullable(),
  approved_by: Id.nullable(),
});

/** What the kernel itself answers: jobs that gave up, and the audit log. */
export const platformContract = defineContract({
  service: "platform",
  operations: {
    listDeadJobs: operation({
      route: "GET /api/admin/jobs/dead",
      summary: "Jobs whose last attempt failed",
      access: ["admin"],
      input: z.object({ ...pageInput }),
      output: pageOf(DeadJob),
    }),
    requeueJob: operation({
      route: "POST /api/admin/jobs/:id/requeue",
      summary: "Give a dead job its attempts back",
      access: ["admin"],
      input: z.object({ id: z.string().regex(/^\d{1,19}$/) }),
      output: DeadJob,
      errors: { job_not_found: 404, job_not_dead: 409 },
    }),
    listAudit: operation({
      route: "GET /api/admin/audit",
      summary: "The audit log, newest first",
      access: ["admin"],
      input: z.object({ ...pageInput, actor_id: Id.optional(), operation: z.string().max(100).optional() }),
      output: pageOf(AuditEntry),
    }),
    ...approvalOperations,
  },
});
