import type { Kysely } from "kysely";
import { type Batch, createBatchQueue } from "./batch-queue.ts";
import type { TransactionDraft } from "./drafts.ts";
import { LedgerOverloaded, LedgerUsageError, sqlState } from "./errors.ts";
import type { Ledger } from "./ledger.ts";
import type { PostResult } from "./results.ts";

export interface BatcherOptions<Schema> {
  db: Kysely<Schema>;
  ledger: Pick<Ledger, "post">;
  /** Most items in one database transaction. */
  items_max?: number;
  /** Longest time that the first item of a batch waits for company. */
  wait_ms_max?: number;
  /** Batches under way at once, each on its own connection. */
  concurrency?: number;
  /** Items that may wait; beyond that `post` rejects with `LedgerOverloaded`. */
  queued_max?: number;
  /** How often a batch that met a conflict or deadlock is run again. */
  retries_max?: number;
}

/** Gathers single postings into batches, each in its own database transaction. */
export interface Batcher {
  /** Answers once the item's batch is committed. */
  post(draft: TransactionDraft): Promise<PostResult>;
  /** Takes no more items and waits for those it has. */
  close(): Promise<void>;
}

interface Waiting {
  draft: TransactionDraft;
  resolve: (result: PostResult) => void;
  reject: (error: unknown) => void;
}

/** The share of a batch with which it goes: under load the rest is held up by other batches, and all would wait for the timer. */
const ENOUGH = 0.75;
const RETRYABLE = new Set(["40001", "40P01"]);
const BAD_DATA = /^2[23]/;

/**
 * Makes a batcher: batches of at most 160 items, gathered until three quarters of that have come or 2 ms have passed, of which those
 * under way have no account in common.
 */
export function createBatcher<Schema>(options: BatcherOptions<Schema>): Batcher {
  const { items_max = 160, wait_ms_max = 2, concurrency = 3, queued_max = 20_000 } = options;
  const enough = Math.ceil(items_max * ENOUGH);
  const queue = createBatchQueue<Waiting>();
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let isDue = false;
  let isClosed = false;

  function dispatch(): void {
    while (underWay.size < concurrency && (isDue || queue.hasEnough(enough, items_max))) {
      const batch = queue.take(items_max);
      if (batch === undefined) break;
      clearTimeout(timer);
      timer = undefined;
      isDue = isClosed;
      start(batch);
    }
    if (queue.size === 0 || isDue || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      isDue = true;
      dispatch();
    }, wait_ms_max);
  }

  function start(batch: Batch<Waiting>): void {
    const run = postBatch(batch.items, options).finally(() => {
      batch.done();
      underWay.delete(run);
      dispatch();
    });
    underWay.add(run);
  }

  return {
    post(draft) {
      if (isClosed) return Promise.reject(new LedgerUsageError("the batcher is closed"));
      if (queue.size >= queued_max) return Promise.reject(new LedgerOverloaded(`${queued_max} postings are waiting`));
      return new Promise((resolve, reject) => {
        queue.push({ draft, resolve, reject }, draft);
        dispatch();
      });
    },
    async close() {
      isClosed = true;
      isDue = true;
      dispatch();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Posts a batch and answers each item. Data that the database rejects outright is narrowed down to the item that has it. */
async function postBatch<Schema>(batch: readonly Waiting[], options: BatcherOptions<Schema>): Promise<void> {
  try {
    const results = await postWithRetries(
      batch.map((item) => item.draft),
      options,
    );
    for (const [index, item] of batch.entries()) item.resolve(results[index]!);
  } catch (error) {
    if (batch.length === 1 || !BAD_DATA.test(sqlState(error) ?? "")) {
      for (const item of batch) item.reject(error);
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await postBatch(batch.slice(0, half), options);
    await postBatch(batch.slice(half), options);
  }
}

async function postWithRetries<Schema>(
  drafts: TransactionDraft[],
  { db, ledger, retries_max = 5 }: BatcherOptions<Schema>,
): Promise<PostResult[]> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await db.transaction().execute((tx) => ledger.post(tx, drafts));
    } catch (error) {
      if (attempt >= retries_max || !RETRYABLE.has(sqlState(error) ?? "")) throw error;
    }
  }
}
