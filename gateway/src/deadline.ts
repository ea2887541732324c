import { commonError } from "@oneheart/kernel";
import type { FastifyReply } from "fastify";

/** Nobody waits for the answer any more, which is nobody's fault. */
export class Abandoned extends Error {
  override name = "Abandoned";
}

/** How long a request may take, and the signal that tells its operation to stop: time is up, the caller has gone, or the stream was ended. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Starts the time anew, as each piece of an upload does. */
  extend(): void;
  /** The operation has begun: from now on the time-out is its failure, not the server's own answer. */
  begin(): void;
  /** The answer has begun: no more time-out. */
  finish(): void;
  abandon(reason: string): void;
}

export function createDeadline(reply: FastifyReply, limit_ms: number): Deadline {
  const controller = new AbortController();
  let begun = false;
  const timer = setTimeout(() => {
    const error = commonError("request_timeout");
    controller.abort(error);
    if (!begun && !reply.sent) void reply.send(error);
  }, limit_ms);
  reply.raw.once("close", () => {
    clearTimeout(timer);
    if (reply.raw.writableFinished) return;
    controller.abort(new Abandoned("the caller has gone"));
    reply.log.info("the caller went away");
  });
  return {
    signal: controller.signal,
    extend: () => void timer.refresh(),
    begin: () => {
      begun = true;
    },
    finish: () => clearTimeout(timer),
    abandon: (reason) => controller.abort(new Abandoned(reason)),
  };
}

/** The work's answer, or the signal's reason when that comes first. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const give = () => reject(signal.reason);
  if (signal.aborted) give();
  signal.addEventListener("abort", give, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", give);
  }
}
