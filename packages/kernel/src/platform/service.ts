import { Readable } from "node:stream";
import { platformContract } from "@oneheart/contracts";
import { platformInternal, wholeContract } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { decodeCursor, decodeIdCursor, foreignCursor, pageFrom } from "../cursor.ts";
import { forgetKeys } from "../idempotency.ts";
import { defineService, handle, schedule } from "../service.ts";
import {
  approvalCount,
  approveRequest,
  expireApprovals,
  getApproval,
  getApprovalPolicy,
  listApprovals,
  onApprovalGiven,
  refuseRequest,
  setApprovalPolicy,
  withdrawRequest,
} from "./approvals.ts";
import { auditCsv } from "./audit-csv.ts";
import { onPlayerErased } from "./on-player-erased.ts";
import { ownData } from "./own-data.ts";
import { type DeadJobRow, platformStore } from "./store.ts";

const { operations } = platformContract;
const day_ms = 86_400_000;

const listDeadJobs = handle(operations.listDeadJobs, async ({ limit, cursor }, ctx) => {
  const before = decodeCursor(cursor, 1)?.[0];
  if (before !== undefined && !/^\d{1,19}$/.test(String(before))) throw foreignCursor();
  const page = pageFrom(await platformStore(ctx).deadJobs(limit + 1, before?.toString()), limit, (row) => [row.id.toString()]);
  return { items: page.rows.map(presentJob), next_cursor: page.next_cursor };
});

const deadJobCount = handle(platformInternal.operations.deadJobCount, async (_, ctx) => ({
  jobs: await platformStore(ctx).deadJobCount(),
}));

const requeueJob = handle(operations.requeueJob, async ({ id }, ctx) =>
  ctx.transaction(async (tx) => {
    const jobs = platformStore(tx);
    const job = (await jobs.lockJob(id)) ?? ctx.fail("job_not_found");
    if (job.attempts < job.max_attempts) ctx.fail("job_not_dead");
    await jobs.requeue(id);
    return presentJob({ ...job, attempts: 0 });
  }),
);

const listAudit = handle(operations.listAudit, async ({ limit, cursor, ...filter }, ctx) => {
  const rows = await platformStore(ctx).audit(filter, limit + 1, decodeIdCursor(cursor));
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map((row) => ({ ...row, at: row.at.toISOString() })), next_cursor: page.next_cursor };
});

const exportAudit = handle(operations.exportAudit, async (filter, ctx) => {
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return {
    content_type: "text/csv; charset=utf-8",
    headers: { "content-disposition": `attachment; filename="audit-${day}.csv"`, "cache-control": "private, no-store" },
    body: Readable.from(auditCsv(filter, platformStore(ctx))),
  };
});

function presentJob(row: DeadJobRow) {
  return {
    id: row.id.toString(),
    task: row.task,
    payload: presentPayload(row.payload),
    attempts: row.attempts,
    last_error: row.last_error,
    created_at: row.created_at.toISOString(),
  };
}

/** A job may bring several events; those that took effect are no longer in it. */
function presentPayload(payload: DeadJobRow["payload"]): Record<string, unknown> {
  if (!Array.isArray(payload)) return payload;
  return payload.length === 1 ? payload[0]! : { events: payload };
}

/** Old bookkeeping goes, long after anyone could ask for it again. */
const forgetBookkeeping = schedule("forget-bookkeeping", "17 3 * * *", async (ctx) => {
  await forgetKeys(ctx.db, new Date(ctx.clock.now().getTime() - 2 * day_ms));
  await sql`DELETE FROM handled_events WHERE handled_at < now() - interval '60 days'`.execute(ctx.db);
});

/** What the kernel itself answers. It runs beside the gateway. */
export const platformService = defineService(wholeContract(platformContract, platformInternal), {
  operations: {
    ...{ ownData, listDeadJobs, deadJobCount, requeueJob, listAudit, exportAudit },
    ...{ listApprovals, getApproval, approveRequest, refuseRequest, withdrawRequest, approvalCount, getApprovalPolicy, setApprovalPolicy },
  },
  subscribers: [onPlayerErased, onApprovalGiven],
  jobs: [forgetBookkeeping, expireApprovals],
});
