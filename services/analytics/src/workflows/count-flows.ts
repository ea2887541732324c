import type { BaseContext } from "@oneheart/kernel";
import { flowsBetween, sealedSize } from "@oneheart/ledger";
import { flowStore } from "../store/flows.ts";

const LEAVES_AT_ONCE = 5_000;
const PAUSE_MS = 500;

type Counting = Pick<BaseContext, "transaction" | "db" | "log">;

/** Counts what the log has sealed since, so that a figure names the tree that covers it. True when more may be there. */
async function countFlows(ctx: Counting): Promise<boolean> {
  if ((await sealedSize(ctx.db)) === (await flowStore(ctx.db).treeSize())) return false;
  return ctx.transaction(async ({ db }) => {
    const store = flowStore(db);
    const from = await store.lock();
    if (from === undefined) return false;
    const size = await sealedSize(db);
    const to = Math.min(size, from + LEAVES_AT_ONCE);
    if (to > from) await store.add(await flowsBetween(db, from, to), to);
    return to < size;
  });
}

/** Goes on counting until it is stopped; of several processes one at a time does the work. */
export function startCountingFlows(ctx: Counting): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function round(): Promise<void> {
    const more = await countFlows(ctx).catch((error: unknown) => {
      if (!isStopped) ctx.log.warn({ err: error }, "movements of the ledger could not be counted; it is tried again");
      return false;
    });
    if (isStopped) return;
    timer = setTimeout(start, more ? 0 : PAUSE_MS);
    timer.unref();
  }
  function start(): void {
    running = round();
  }
  start();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
