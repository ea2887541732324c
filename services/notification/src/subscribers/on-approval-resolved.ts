import { platformInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { approvalResolvedNotice } from "../rules/approval-notices.ts";
import { notify } from "../workflows/notifications.ts";

/** Tells who asked what became of it; who withdrew a request knows. */
export const onApprovalResolved = subscribe("on-approval-resolved", platformInternal.events.approvalResolved, async (resolved, ctx) => {
  if (resolved.status !== "withdrawn") await notify(ctx, resolved.requested_by, [approvalResolvedNotice(resolved)]);
});
