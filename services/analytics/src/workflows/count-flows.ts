import type { BaseContext } from "@oneheart/kernel";
import { flowsBetween, holdingsBetween, sealedSize, sentBetween } from "@oneheart/ledger";
import { flowStore } from "../store/flows.ts";
import { holdingStore } from "../store/holdings.ts";

const LEAVES_AT_ONCE = 5_000;
const PAUSE_MS = 500;

type Counting = Pick<BaseContext, "transaction" | "db" | "log">;

/** Counts what the log has sealed since, so that a figure names the tree that covers it. True when more may be there. */
async function countFlows(ctx: Counting): Promise<boolean> {
  const { tree_size, holdings_size } = await flowStore(ctx.db).sizes();
  if ((await sealedSize(ctx.db)) === Math.min(tree_size, holdings_size)) return false;
  return ctx.transaction(async ({ db }) => {
    const counted = await flowStore(db).lock();
    if (counted === undefined) return false;
    const size = await sealedSize(db);
    const upto = (from: number) => Math.min(size, from + LEAVES_AT_ONCE);
    const flows = { from: counted.tree_size, to: upto(counted.tree_size) };
    if (flows.to > flows.from) await flowStore(db).add(await flowsBetween(db, flows.from, flows.to), flows.to);
    const held = { asset: "HEART", from: counted.holdings_size, to: upto(counted.holdings_size) };
    if (held.to > held.from) await holdingStore(db).add(await holdingsBetween(db, held), await sentBetween(db, held), held.to);
    return Math.min(flows.to, held.to) < size;
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
