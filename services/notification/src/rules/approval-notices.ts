import type { EventPayload } from "@oneheart/contracts";
import type { platformInternal } from "@oneheart/contracts/internal";
import { isMessageCode, type Message, message } from "@oneheart/messages";
import type { Notice } from "./notices.ts";

type Requested = EventPayload<typeof platformInternal.events.approvalRequested>;
type Resolved = EventPayload<typeof platformInternal.events.approvalResolved>;

export function approvalAskedNotice({ approval_id, operation }: Requested): Notice {
  return {
    name: "approval",
    type: "account",
    title: message("notification.approval_asked.title"),
    body: [message("notification.approval_asked.body", { act: actOf(operation) })],
    data: { approval_id },
  };
}

export function approvalResolvedNotice({ approval_id, operation, status }: Resolved): Notice {
  return {
    name: "approval",
    type: "account",
    title: message(`notification.approval_${status}.title`),
    body: [message("notification.approval.body", { act: actOf(operation) })],
    data: { approval_id },
  };
}

/** What an operation does, in words. */
function actOf(operation: string): Message | string {
  const code = `approval.${operation}`;
  return isMessageCode(code) ? { code, parameters: {} } : operation;
}
