import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, shape } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { ApprovalStatus } from "./approval.ts";

const subject = { approval_id: Id, operation: z.string() };

/** What only services ask of each other here, and what they tell. */
export const platformInternal = defineContract({
  service: "platform",
  operations: {
    ownData: ownDataOperation,
    deadJobCount: operation({
      summary: "How many jobs gave up",
      access: ["internal"],
      input: z.object({}),
      output: shape("DeadJobCount", { jobs: z.int() }),
    }),
    approvalCount: operation({
      summary: "How many acts wait for a second person",
      access: ["internal"],
      input: z.object({}),
      output: shape("ApprovalCount", { pending: z.int() }),
    }),
  },
  events: {
    /** `ask`: who may approve it. */
    approvalRequested: event("platform.approval_requested", z.object({ ...subject, ask: z.array(Id) })),
    approvalGiven: event("platform.approval_given", z.object(subject)),
    /** The request has ended, or waits again because its record changed. */
    approvalResolved: event("platform.approval_resolved", z.object({ ...subject, requested_by: Id, status: ApprovalStatus })),
  },
});
