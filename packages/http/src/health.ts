import { commonError, type Kernel, type OpenDatabase } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import { maySeeMetrics } from "./metrics-access.ts";
import { httpSettings } from "./settings.ts";

const pingLimit_ms = 2_000;

export interface Watched {
  /** Its pool is measured. */
  database?: OpenDatabase;
  /** What an operator should mend, in a sentence, or nothing. */
  warning?(): string | undefined;
}

/** `/health` (the process lives; what an operator should mend), `/ready` (what it needs answers) and `/metrics` (Prometheus, not for everybody). */
export function installHealth(app: FastifyInstance, kernel: Kernel, { database, warning }: Watched = {}): void {
  const check = shared(() => checkAll(kernel));
  app.get("/health", async () => {
    const words = warning?.();
    return { status: "ok", ...(words === undefined ? {} : { warnings: [words] }) };
  });
  app.get("/ready", async (_request, reply) => {
    const stopping = app.stopping.signal.aborted;
    const checks = await check();
    const ready = !stopping && Object.values(checks).every((state) => state === "ok");
    reply.code(ready ? 200 : 503).header("cache-control", "no-store");
    return { status: stopping ? "stopping" : ready ? "ready" : "not_ready", checks };
  });
  app.get("/metrics", async (request, reply) => {
    if (!maySeeMetrics(request, kernel.settings.of(httpSettings))) throw commonError("unauthenticated");
    const { metrics } = kernel;
    if (database !== undefined) gaugePool(kernel, database);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

function gaugePool({ metrics }: Kernel, { pool }: OpenDatabase): void {
  metrics.pool.set({ state: "open" }, pool.totalCount);
  metrics.pool.set({ state: "idle" }, pool.idleCount);
  metrics.pool.set({ state: "waiting" }, pool.waitingCount);
}

async function checkAll(kernel: Kernel): Promise<Record<string, "ok" | "failed">> {
  const { cache, objects } = kernel.backing;
  const { db } = kernel.context("gateway");
  const pings: Record<string, () => Promise<unknown>> = {
    database: async () => {
      await db.selectNoFrom((one) => one.val(1).as("one")).execute();
      await kernel.disk.check();
    },
    cache: () => cache.ping(),
    objects: () => objects.ping(),
  };
  return Object.fromEntries(
    await Promise.all(
      Object.entries(pings).map(async ([name, ping]) => {
        const answered = await inTime(ping).catch((error: unknown) => {
          kernel.log.warn({ err: error, needed: name }, "not ready");
          return false;
        });
        return [name, answered ? "ok" : "failed"] as const;
      }),
    ),
  );
}

async function inTime(ping: () => Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), pingLimit_ms);
  try {
    return await Promise.race([ping().then(() => true), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Many who ask at once are told the outcome of one check. */
function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
