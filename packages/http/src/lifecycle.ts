import type { Kernel } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import { httpSettings } from "./settings.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Aborts when the server should get no more work: `/ready` says so while it still serves. */
    stopping: AbortController;
  }
}

/** On `close()`: not ready, streams end, each answer closes its connection, and what is left after the time-out is cut. */
export function installLifecycle(app: FastifyInstance, kernel: Kernel): void {
  app.decorate("stopping", new AbortController());
  let closing = false;
  let cut: NodeJS.Timeout | undefined;
  app.addHook("preClose", async () => {
    closing = true;
    app.stopping.abort();
    cut = setTimeout(() => app.server.closeAllConnections(), kernel.settings.of(httpSettings).STOP_TIMEOUT_MS);
  });
  app.addHook("onClose", async () => clearTimeout(cut));
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (closing) reply.header("connection", "close");
    done();
  });
}
