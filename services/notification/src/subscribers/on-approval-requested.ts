import { platformInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { approvalAskedNotice } from "../rules/approval-notices.ts";
import { notifyAll } from "../workflows/notifications.ts";

/** Tells those who may approve. */
export const onApprovalRequested = subscribe("on-approval-requested", platformInternal.events.approvalRequested, async (asked, ctx) => {
  await notifyAll(
    ctx,
    asked.ask.map((player_id) => ({ event: ctx.event, player_id, notices: [approvalAskedNotice(asked)] })),
  );
});
