import { z } from "zod";
import { defineContract, operation } from "../common/define.ts";
import { Id } from "../common/shared.ts";
import { ApprovalStatus, DifferenceLine } from "../platform/approval.ts";

/** What every service with acts that wait for a second person is asked about them; the kernel answers for it. */
export function approvalStepsOf(service: string) {
  return defineContract({
    service,
    operations: {
      approvalDifference: operation({
        summary: "What a request would change of its record as it is now",
        access: ["internal"],
        input: z.object({ id: Id }),
        output: z.object({ difference: z.array(DifferenceLine), difference_id: z.string() }),
        errors: { request_refused: 409 },
      }),
      carryOutApproved: operation({
        summary: "Carry an approved request out, once however often it is asked for",
        access: ["internal"],
        input: z.object({ id: Id }),
        output: z.object({ status: ApprovalStatus }),
      }),
    },
  }).operations;
}
