import type { Kernel, OpenDatabase } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import { installHealth } from "./health.ts";
import { installInternal } from "./internal.ts";
import { installNotFound } from "./not-found.ts";
import { createServer } from "./server.ts";

/** The HTTP server of a process without the gateway, not yet listening: what other processes ask it, health and metrics. */
export async function createInternalServer(kernel: Kernel, database?: OpenDatabase): Promise<FastifyInstance> {
  const app = createServer(kernel);
  installNotFound(app);
  await installInternal(app, kernel);
  installHealth(app, kernel, { database });
  await app.ready();
  return app;
}
