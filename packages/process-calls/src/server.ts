import { createServer, installHealth, installNotFound } from "@oneheart/http";
import { type Kernel, type OpenDatabase, StartError } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import { answerOtherProcesses } from "./answer.ts";
import type { OtherProcesses } from "./other-processes.ts";

/** The HTTP server of a process without the gateway, not yet listening: what other processes ask it, health and metrics. */
export async function createInternalServer(
  kernel: Kernel,
  others: OtherProcesses | undefined,
  database?: OpenDatabase,
): Promise<FastifyInstance> {
  if (others === undefined) throw new StartError("INTERNAL_SECRET: other processes can only be answered when all share a secret");
  const app = createServer(kernel);
  installNotFound(app);
  await answerOtherProcesses(app, kernel, others.tokens);
  installHealth(app, kernel, { database });
  await app.ready();
  return app;
}
