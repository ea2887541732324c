import type { ApprovalRule, Role } from "@oneheart/contracts";
import { identityInternal, platformInternal } from "@oneheart/contracts/internal";
import { type AuditRecord, auditOf } from "../audit.ts";
import type { Call } from "../call.ts";
import type { BaseContext, Context } from "../context.ts";
import type { Database } from "../database.ts";
import { commonError } from "../errors.ts";
import { fingerprintOf } from "../idempotency.ts";
import type { Outcome } from "../outcome.ts";
import { isUser } from "../principal.ts";
import type { Runtime } from "../runtime.ts";
import type { SingleHandler } from "../service.ts";
import { deliveryOf, transact } from "../transactions.ts";
import { differenceOf } from "./difference.ts";
import { approvalStore, type NewApproval } from "./store.ts";

const hour_ms = 3_600_000;

/** How an act that needs a second person goes on: somebody approved it, or one person acts alone and that is noted. */
export interface Admission {
  input: Record<string, unknown>;
  audit: Pick<AuditRecord, "approval_id" | "approved_by">;
  /** In the transaction of the act, before and after it. */
  before(db: Database): Promise<void>;
  after?(outcome: Outcome): void;
}

/**
 * Says how a call goes on whose operation declares `approval`. Undefined: nobody has to approve it. Where a second person must, the
 * request is kept and `approval_needed` is thrown.
 */
export async function admit(
  runtime: Runtime,
  handler: SingleHandler,
  call: Call,
  input: Record<string, unknown>,
  ctx: Context,
): Promise<Admission | undefined> {
  const rule = call.operation.approval;
  if (rule === undefined || handler.change === undefined || call.internal || !isUser(call.principal)) return undefined;
  const change = await handler.change(input, ctx);
  // What was approved is carried out also where nothing of it is left to do: then its difference is another one, or nothing.
  if (call.approved !== undefined) return carryingOut(runtime, handler, call, change?.input ?? input, ctx);
  if (change === undefined) return undefined;
  const asked = change.input ?? input;

  const now = runtime.clock.now();
  const operation = `${call.operation.service}.${call.operation.name}`;
  const { playerId, did, role, sessionId } = call.principal;
  const request: NewApproval = {
    ...differenceOf(change.before, change.after),
    id: runtime.newId(),
    operation,
    record: recordOf(rule, asked),
    input: asked,
    input_digest: fingerprintOf(operation, asked).toString("hex"),
    requester: { playerId, did, role: role as never, sessionId },
    requested_at: now,
    approvers: rule.by,
    expires_at: new Date(now.getTime() + rule.waits_hours * hour_ms),
  };
  const others = await othersWhoMayApprove(ctx, rule.by);
  if (others.length > 0) return ask(runtime, call, request, others);
  const audit = { approval_id: request.id, approved_by: null };
  return { input: asked, audit, before: (db) => approvalStore({ db }).addAlone(request) };
}

function recordOf({ record }: ApprovalRule, input: Record<string, unknown>): string | null {
  return record === undefined ? null : String(input[record]).slice(0, 200);
}

/** Who else may approve what this caller asks for; nobody where the programme lets one person act. */
export async function othersWhoMayApprove(ctx: Pick<BaseContext, "db" | "call" | "principal">, by: readonly Role[]): Promise<string[]> {
  if ((await approvalStore(ctx).people()) === "one") return [];
  const { ids } = await ctx.call(identityInternal.operations.accountsWithRole, { roles: [...by] });
  return ids.filter((id) => id !== ctx.principal.playerId);
}

/** Keeps the request, tells those who may approve it, and notes who asked. The same request again finds the one that waits. */
async function ask(runtime: Runtime, call: Call, request: NewApproval, others: string[]): Promise<never> {
  const kept = await transact(runtime, async (db, outcome) => {
    const store = approvalStore({ db });
    if (!(await store.add(request))) {
      // The one that waited may have ended since: the client asks again.
      const waiting = await store.findWaiting(request.operation, request.input_digest);
      return waiting ?? Promise.reject(commonError("unavailable"));
    }
    const event = platformInternal.events.approvalRequested;
    outcome.deliveries.push(deliveryOf(runtime, call, event, { approval_id: request.id, operation: request.operation, ask: others }));
    const lines = auditOf(runtime, call, request.input, { approval_id: request.id, approved_by: null });
    outcome.audits.push(...lines.map((line) => ({ ...line, outcome: "asked_for_approval" })));
    return request;
  });
  throw commonError("approval_needed", { context: { approval_id: kept.id, expires_at: kept.expires_at.toISOString() } });
}

/**
 * Requests for one operation are carried out one after the other, and each against the record that its approver saw: the difference is
 * taken again inside the transaction that makes the change.
 */
function carryingOut(runtime: Runtime, handler: SingleHandler, call: Call, input: Record<string, unknown>, ctx: Context): Admission {
  const approved = call.approved!;
  return {
    input,
    audit: { approval_id: approved.id, approved_by: approved.approved_by },
    async before(db) {
      const store = approvalStore({ db });
      await store.lockOperation(`${call.operation.service}.${call.operation.name}`);
      if ((await store.take(approved.id)) === undefined) throw notNow();
      const change = await handler.change!(input, Object.create(ctx, { db: { value: db } }) as Context);
      const now = differenceOf(change?.before ?? null, change?.after ?? null);
      if (now.difference_id === approved.difference_id) return;
      approved.changed = now;
      throw notNow();
    },
    after(outcome) {
      const subject = { approval_id: approved.id, operation: `${call.operation.service}.${call.operation.name}` };
      const told = { ...subject, requested_by: call.principal.playerId, status: "carried_out" as const };
      outcome.deliveries.push(deliveryOf(runtime, call, platformInternal.events.approvalResolved, told));
    },
  };
}

/** Undoes the transaction; whoever carries the request out looks at what became of it. */
function notNow(): Error {
  return commonError("approval_needed");
}
