import { type Approval, type DifferenceLine, platformContract, type Role } from "@oneheart/contracts";
import { approvalStepsOf, platformInternal } from "@oneheart/contracts/internal";
import { isMessageCode, languageFor, render, type Sentence } from "@oneheart/messages";
import { type ApprovalRow, approvalStore } from "../approval/store.ts";
import type { BaseContext, Context } from "../context.ts";
import { decodeIdCursor, pageFrom } from "../cursor.ts";
import { isOperationError } from "../errors.ts";
import { handle, handleApproved, schedule, subscribe } from "../service.ts";

const { operations } = platformContract;
const resolved = platformInternal.events.approvalResolved;
const month_ms = 30 * 86_400_000;

export const listApprovals = handle(operations.listApprovals, async ({ limit, cursor, status, operation, record, alone }, ctx) => {
  const filter = { limit: limit + 1, before: decodeIdCursor(cursor), status, operation, record, alone };
  const page = pageFrom(await approvalStore(ctx).list(filter), limit, (row) => [row.id]);
  return { items: page.rows.map((row) => present(row, ctx)), next_cursor: page.next_cursor };
});

/** With the difference against the record as it is now, which is kept for whoever approves it next. */
export const getApproval = handle(operations.getApproval, async ({ id }, ctx) => {
  const row = (await approvalStore(ctx).find(id)) ?? ctx.fail("approval_not_found");
  const now = row.status === "pending" ? await differenceNow(row, ctx) : undefined;
  if (now === undefined || now.difference_id === row.difference_id) return present(row, ctx);
  await approvalStore(ctx).showNow(id, now);
  return present({ ...row, ...now }, ctx);
});

/** Approves what the approver saw. It is carried out at once; if that is cut short, the job that commits with the approval does it. */
export const approveRequest = handle(operations.approveRequest, async ({ id, difference_id }, ctx) => {
  const asked = (await approvalStore(ctx).find(id)) ?? ctx.fail("approval_not_found");
  refuseUnlessSecond(asked, ctx);
  const now = asked.status === "pending" ? await differenceNow(asked, ctx) : undefined;
  if (now !== undefined && now.difference_id !== difference_id) {
    await approvalStore(ctx).showNow(id, now);
    ctx.fail("difference_changed", now);
  }
  await ctx.transaction(async (tx) => {
    const row = (await approvalStore(tx).lock(id)) ?? ctx.fail("approval_not_found");
    refuseUnlessWaiting(row, ctx);
    if (now !== undefined) await approvalStore(tx).showNow(id, now);
    else if (row.difference_id !== difference_id)
      ctx.fail("difference_changed", { difference: row.difference, difference_id: row.difference_id });
    await approvalStore(tx).approve(id, ctx.principal.playerId, ctx.clock.now());
    tx.emit(platformInternal.events.approvalGiven, { approval_id: id, operation: row.operation });
  });
  await carryOut(asked, ctx).catch((error: unknown) =>
    ctx.log.warn({ err: error, approval_id: id }, "an approved request waits for its job"),
  );
  return present((await approvalStore(ctx).find(id))!, ctx);
});

export const refuseRequest = handle(operations.refuseRequest, async ({ id, reason }, ctx) => {
  const end = { status: "refused" as const, decided_by: ctx.principal.playerId, decided_at: ctx.clock.now(), reason };
  return endRequest(id, ctx, end, (row) => refuseUnlessSecond(row, ctx));
});

export const withdrawRequest = handle(operations.withdrawRequest, async ({ id }, ctx) => {
  const end = { status: "withdrawn" as const, decided_by: null, decided_at: ctx.clock.now(), reason: null };
  return endRequest(id, ctx, end, (row) => {
    if (row.requested_by !== ctx.principal.playerId) ctx.fail("requester_only");
  });
});

export const approvalCount = handle(platformInternal.operations.approvalCount, async (_, ctx) => ({
  pending: await approvalStore(ctx).pendingCount(),
}));

export const getApprovalPolicy = handle(operations.getApprovalPolicy, (_, ctx) => policyNow(ctx));

/** To let one person act needs a second person wherever there is one. */
export const setApprovalPolicy = handleApproved(operations.setApprovalPolicy, {
  async change({ people }, ctx) {
    return { before: { people: await approvalStore(ctx).people() }, after: { people } };
  },
  async run({ people }, ctx) {
    await ctx.transaction((tx) => approvalStore(tx).setPeople(people, ctx.clock.now()));
    return policyNow(ctx);
  },
});

/** Carries out what was approved when the process that began to was killed, or the service was away. */
export const onApprovalGiven = subscribe("on-approval-given", platformInternal.events.approvalGiven, async (given, ctx) => {
  await carryOut({ id: given.approval_id, operation: given.operation }, ctx);
});

/** Nobody decided in time. */
export const expireApprovals = schedule("expire-approvals", "*/5 * * * *", (ctx) =>
  ctx.transaction(async (tx) => {
    for (const { id, operation, requested_by } of await approvalStore(tx).expire(ctx.clock.now()))
      tx.emit(resolved, { approval_id: id, operation, requested_by, status: "expired" });
  }),
);

async function policyNow(ctx: BaseContext) {
  const { people, changed_at } = await approvalStore(ctx).policy();
  const since = new Date(ctx.clock.now().getTime() - month_ms);
  return { people, changed_at: changed_at?.toISOString() ?? null, alone_lately: await approvalStore(ctx).aloneSince(since) };
}

async function carryOut({ id, operation }: Pick<ApprovalRow, "id" | "operation">, ctx: BaseContext): Promise<void> {
  await ctx.call(stepsFor(operation).carryOutApproved, { id });
}

/** Undefined where the record refuses the request by now: carrying it out says why. */
async function differenceNow(
  { id, operation }: ApprovalRow,
  ctx: BaseContext,
): Promise<{ difference: DifferenceLine[]; difference_id: string } | undefined> {
  try {
    return await ctx.call(stepsFor(operation).approvalDifference, { id });
  } catch (error) {
    if (isOperationError(error, "request_refused")) return undefined;
    throw error;
  }
}

/** What the service is asked that owns an operation. */
function stepsFor(operation: string) {
  return approvalStepsOf(operation.slice(0, operation.indexOf(".")));
}

type Decides = Context<typeof operations.approveRequest | typeof operations.refuseRequest | typeof operations.withdrawRequest>;

async function endRequest(
  id: string,
  ctx: Decides,
  end: Pick<ApprovalRow, "decided_by" | "decided_at" | "reason"> & { status: "refused" | "withdrawn" },
  check: (row: ApprovalRow) => void,
): Promise<Approval> {
  return ctx.transaction(async (tx) => {
    const row = (await approvalStore(tx).lock(id)) ?? ctx.fail("approval_not_found");
    check(row);
    refuseUnlessWaiting(row, ctx);
    await approvalStore(tx).end(id, end);
    tx.emit(resolved, { approval_id: id, operation: row.operation, requested_by: row.requested_by, status: end.status });
    return present({ ...row, ...end }, ctx);
  });
}

function refuseUnlessWaiting({ status, expires_at }: ApprovalRow, ctx: Decides): void {
  const isOver = status === "pending" && expires_at <= ctx.clock.now();
  if (status !== "pending" || isOver) ctx.fail("approval_resolved", { status: isOver ? "expired" : status });
}

function refuseUnlessSecond(row: ApprovalRow, ctx: Decides): void {
  if (row.requested_by === ctx.principal.playerId) ctx.fail("approver_is_requester");
  if (!mayApprove(row, ctx)) ctx.fail("forbidden");
}

function mayApprove({ approvers, requested_by }: ApprovalRow, { principal }: Pick<Context, "principal">): boolean {
  return approvers.includes(principal.role as Role) && requested_by !== principal.playerId;
}

/** What an operation does, in words. */
function titleOf(operation: string): Sentence {
  const code = `approval.${operation}`;
  return isMessageCode(code) ? { code, parameters: {} } : operation;
}

function present(row: ApprovalRow, ctx: Pick<Context, "principal" | "source" | "clock">): Approval {
  const { input: _input, requester: _requester, approvers: _approvers, ...told } = row;
  const isOver = row.status === "pending" && row.expires_at <= ctx.clock.now();
  return {
    ...told,
    status: isOver ? "expired" : row.status,
    title: render(titleOf(row.operation), languageFor(ctx.source.acceptLanguage)),
    requested_at: row.requested_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
    may_approve: row.status === "pending" && !isOver && mayApprove(row, ctx),
  };
}
