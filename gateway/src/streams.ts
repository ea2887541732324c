import type { Deadline } from "@oneheart/http";
import { commonError, isUser, type Kernel } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import type { Caller } from "./authenticate.ts";
import type { Sessions } from "./sessions.ts";

const perSessionMax = 8;

/** The event streams that are open, so that a stop, a log-out or an expired token ends them. */
export interface Streams {
  /** Ties a stream's life to its session; the answer lets go of it. Throws `rate_limited` when the session holds too many. */
  open(caller: Caller, deadline: Deadline): () => void;
}

export function createStreams(app: FastifyInstance, kernel: Kernel, sessions: Sessions): Streams {
  const { clock } = kernel.context("gateway");
  const bySession = new Map<string, number>();
  const all = new Set<Deadline>();
  app.stopping.signal.addEventListener("abort", () => {
    for (const deadline of all) deadline.abandon("the server stops");
  });

  return {
    open(caller, deadline) {
      const sessionId = isUser(caller.principal) ? caller.principal.sessionId : undefined;
      const count = sessionId === undefined ? 0 : (bySession.get(sessionId) ?? 0);
      if (count >= perSessionMax) throw commonError("rate_limited", { context: { streams_max: perSessionMax } });
      if (sessionId !== undefined) bySession.set(sessionId, count + 1);
      all.add(deadline);
      const end = () => deadline.abandon("the session ended");
      const unhear = sessionId === undefined ? () => {} : sessions.onEnd(sessionId, end);
      const expiry = caller.expires_ms === undefined ? undefined : setTimeout(end, caller.expires_ms - clock.now().getTime());
      return () => {
        deadline.abandon("the stream is over");
        clearTimeout(expiry);
        unhear();
        all.delete(deadline);
        if (sessionId === undefined) return;
        const left = (bySession.get(sessionId) ?? 1) - 1;
        if (left === 0) bySession.delete(sessionId);
        else bySession.set(sessionId, left);
      };
    },
  };
}
