import { approvalStepsOf, identityInternal, platformInternal } from "@oneheart/contracts/internal";
import type { Call } from "../call.ts";
import type { BaseContext } from "../context.ts";
import { dispatch, operationContext } from "../dispatch.ts";
import { isOperationError } from "../errors.ts";
import { userPrincipal } from "../principal.ts";
import type { Runtime } from "../runtime.ts";
import { type Handler, handle, type ServiceDefinition, type SingleHandler } from "../service.ts";
import { differenceOf } from "./difference.ts";
import { type ApprovalRow, approvalStore } from "./store.ts";

/** The service as it also answers about its acts that need a second person, where it has any. */
export function withApprovalSteps(service: ServiceDefinition, runtime: () => Runtime): ServiceDefinition {
  if (![...service.handlers.values()].some(({ operation }) => operation.approval !== undefined)) return service;
  const steps = approvalStepsOf(service.name);
  const requestOf = async (id: string, ctx: BaseContext): Promise<Request | undefined> => {
    const row = await approvalStore(ctx).find(id);
    const handler = row && service.handlers.get(row.operation.slice(service.name.length + 1));
    if (row?.input == null || row.requester === null || handler === undefined || handler.batch !== undefined) return undefined;
    return { row, handler, call: callOf(row, handler, ctx.requestId) };
  };

  const approvalDifference = handle(steps.approvalDifference, async ({ id }, ctx) => {
    const request = await requestOf(id, ctx);
    const { handler, call } = request ?? ctx.fail("request_refused");
    const input = call.input as Record<string, unknown>;
    const change = await handler.change!(input, operationContext(runtime(), call, input)).catch((error: unknown) => {
      if (isOperationError(error) && error.status < 500) ctx.fail("request_refused");
      throw error;
    });
    return differenceOf(change?.before ?? null, change?.after ?? null);
  });

  const carryOutApproved = handle(steps.carryOutApproved, async ({ id }, ctx) => {
    const request = await requestOf(id, ctx);
    if (request === undefined || request.row.status !== "approved") return { status: await statusOf(id, ctx) };
    await carryOut(runtime(), request, ctx);
    return { status: await statusOf(id, ctx) };
  });

  const added = [approvalDifference, carryOutApproved] as unknown as Handler[];
  return { ...service, handlers: new Map([...service.handlers, ...added.map((one) => [one.operation.name, one] as const)]) };
}

interface Request {
  row: ApprovalRow;
  handler: SingleHandler;
  call: Call;
}

function callOf(row: ApprovalRow, { operation }: SingleHandler, requestId: string): Call {
  const approved = { id: row.id, approved_by: row.decided_by ?? "", difference_id: row.difference_id };
  const source = { ip: "", userAgent: "" };
  return { operation, input: row.input, principal: userPrincipal(row.requester!), requestId, source, internal: false, approved };
}

async function statusOf(id: string, ctx: BaseContext) {
  return (await approvalStore(ctx).find(id))?.status ?? "withdrawn";
}

/** Runs the operation as whoever asked for it. What it throws that another try may mend is thrown on, and the job tries again. */
async function carryOut(runtime: Runtime, { row, handler, call }: Request, ctx: BaseContext): Promise<void> {
  if (!(await stillMayAsk(row, ctx))) return giveUp(row, "withdrawn", "requester_gone", ctx);
  try {
    await dispatch(runtime, handler, call);
  } catch (error) {
    if ((await statusOf(row.id, ctx)) !== "approved") return;
    const changed = call.approved!.changed;
    if (changed !== undefined) {
      return ctx.transaction(async (tx) => {
        if (await approvalStore(tx).waitAgain(row.id, changed)) tx.emit(resolved, { ...subjectOf(row), status: "pending" });
      });
    }
    if (!isOperationError(error) || error.status >= 500) throw error;
    await giveUp(row, "failed", error.code, ctx);
  }
}

const resolved = platformInternal.events.approvalResolved;

function subjectOf({ id, operation, requested_by }: ApprovalRow) {
  return { approval_id: id, operation, requested_by };
}

async function giveUp(row: ApprovalRow, status: "failed" | "withdrawn", code: string, ctx: BaseContext): Promise<void> {
  await ctx.transaction(async (tx) => {
    if (await approvalStore(tx).fail(row.id, status, code)) tx.emit(resolved, { ...subjectOf(row), status });
  });
}

/** Whoever has lost the role since then, or the account, asks for nothing any more. */
async function stillMayAsk({ requester, requested_by }: ApprovalRow, ctx: BaseContext): Promise<boolean> {
  const { ids } = await ctx.call(identityInternal.operations.accountsWithRole, { roles: [requester!.role] });
  return ids.includes(requested_by);
}
