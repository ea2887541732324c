import type { Kernel } from "@oneheart/kernel";
import type { FastifyInstance, FastifyReply } from "fastify";

/** One line and one measurement for each request. The route's pattern stands for the path: ids, queries and addresses stay out. */
export function installAccessLog(app: FastifyInstance, { log, metrics }: Kernel): void {
  app.addHook("onResponse", (request, reply, done) => {
    const { method, id } = request;
    const route = request.routeOptions.url ?? "unmatched";
    const status = reply.statusCode;
    const duration_ms = reply.elapsedTime;
    // A stream's life says nothing about how fast we answer.
    if (!isStream(reply)) metrics.requests.observe({ method, route, status: String(status) }, duration_ms / 1000);
    log.info({ request_id: id, method, route, status, duration_ms: Math.round(duration_ms * 10) / 10 }, "request");
    done();
  });
}

function isStream(reply: FastifyReply): boolean {
  return reply.getHeader("content-type") === "text/event-stream";
}
