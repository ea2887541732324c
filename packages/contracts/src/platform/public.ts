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

const auditFilter = {
  actor_id: Id.optional(),
  /** `service.operation`, or a service's name with a dot: all that it did. */
  operation: z.string().max(100).optional(),
  target: z.string().max(200).optional(),
  from: Time.optional(),
  /** Not included. */
  to: Time.optional(),
};

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
      input: z.object({ ...pageInput, ...auditFilter }),
      output: pageOf(AuditEntry),
    }),
    exportAudit: operation({
      route: "GET /api/admin/audit/export",
      summary: "The audit log as CSV, newest first, with the same filters",
      access: ["admin"],
      audited: true,
      answer: "bytes",
      input: z.object(auditFilter),
      output: z.unknown(),
    }),
    ...approvalOperations,
  },
});
