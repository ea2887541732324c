import type { Call } from "./call.ts";
import type { Clock } from "./clock.ts";
import { isUser } from "./principal.ts";

/** One line of the audit log: who did what, on what, from where. */
export interface AuditRecord {
  id: string;
  at: Date;
  actor_id: string | null;
  role: string;
  operation: string;
  target: string | null;
  ip_address: string | null;
  request_id: string;
  outcome: string;
  /** Of an act that needs a second person. Nobody approved what one person did alone. */
  approval_id: string | null;
  approved_by: string | null;
}

const privileged = new Set<string>(["admin", "reviewer", "sponsor", "government"]);

/** The line that a call leaves in the audit log: none, or one. */
export function auditOf(
  { newId, clock }: { newId: () => string; clock: Clock },
  call: Call,
  input: Record<string, unknown>,
  approval: Pick<AuditRecord, "approval_id" | "approved_by"> = { approval_id: null, approved_by: null },
): AuditRecord[] {
  if (!mustAudit(call)) return [];
  const record = {
    id: newId(),
    at: clock.now(),
    actor_id: call.principal.playerId,
    role: call.principal.role,
    operation: `${call.operation.service}.${call.operation.name}`,
    target: auditTarget(input),
    // Nobody can take an address out of the log again; that of privileged acts is kept, that of a player is not.
    ip_address: privileged.has(call.principal.role) ? call.source.ip : null,
    request_id: call.requestId,
    outcome: "ok",
    ...approval,
  };
  return [record];
}

function mustAudit({ internal, principal, operation }: Call): boolean {
  if (internal || !isUser(principal)) return false;
  if (operation.audited === true) return true;
  return privileged.has(principal.role) && !operation.route?.startsWith("GET ");
}

/** What a call is about: the id in its path, or the field that names another thing. */
function auditTarget(input: Record<string, unknown>): string | null {
  const target = input.id ?? input.proof_id ?? input.to ?? null;
  return typeof target === "string" ? target.slice(0, 200) : null;
}
