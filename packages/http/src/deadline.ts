import { commonError } from "@oneheart/kernel";
import type { FastifyReply } from "fastify";

/** Nobody waits for the answer any more, which is nobody's fault. */
export class Abandoned extends Error {
  override name = "Abandoned";
}

/** How long a request may take: until time is up, the caller has gone, or its stream was ended. */
export class Deadline {
  readonly #reply: FastifyReply;
  readonly #timer: NodeJS.Timeout;
  #controller: AbortController | undefined;
  #over: Error | undefined;
  #begun = false;
  #stopWork: ((reason: Error) => void) | undefined;

  constructor(reply: FastifyReply, limit_ms: number) {
    this.#reply = reply;
    this.#timer = setTimeout(() => this.#expire(), limit_ms);
    reply.raw.once("close", () => this.#close());
  }

  /** Tells the operation to stop. Made when it is asked for, which few operations do. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#over !== undefined) this.#controller.abort(this.#over);
    return this.#controller.signal;
  }

  /** The work's answer, or the reason to stop when that comes first. */
  bound<T>(work: Promise<T>): Promise<T> {
    if (this.#over !== undefined) {
      work.catch(() => {});
      return Promise.reject(this.#over);
    }
    return new Promise((resolve, reject) => {
      this.#stopWork = reject;
      work.then(resolve, reject);
    });
  }

  /** Starts the time anew, as each piece of an upload does. */
  extend(): void {
    this.#timer.refresh();
  }

  /** The operation has begun: from now on the time-out is its failure, not the server's own answer. */
  begin(): void {
    this.#begun = true;
  }

  /** The answer has begun: no more time-out. */
  finish(): void {
    clearTimeout(this.#timer);
  }

  abandon(reason: string): void {
    this.#stop(new Abandoned(reason));
  }

  #expire(): void {
    const error = commonError("request_timeout");
    this.#stop(error);
    if (!this.#begun && !this.#reply.sent) void this.#reply.send(error);
  }

  #close(): void {
    clearTimeout(this.#timer);
    if (this.#reply.raw.writableFinished) return;
    this.abandon("the caller has gone");
    this.#reply.log.info("the caller went away");
  }

  #stop(reason: Error): void {
    if (this.#over !== undefined) return;
    this.#over = reason;
    this.#stopWork?.(reason);
    this.#controller?.abort(reason);
  }
}
