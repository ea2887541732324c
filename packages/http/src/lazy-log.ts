import type { FastifyBaseLogger } from "fastify";

type Line = unknown[];

/** A request's logger that is made when it first says something: most requests say nothing, and making one costs more than routing. */
export class LazyLog implements FastifyBaseLogger {
  readonly #parent: FastifyBaseLogger;
  readonly #bindings: Record<string, unknown>;
  #made: FastifyBaseLogger | undefined;

  constructor(parent: FastifyBaseLogger, bindings: Record<string, unknown>) {
    this.#parent = parent;
    this.#bindings = bindings;
  }

  get #log(): FastifyBaseLogger {
    this.#made ??= this.#parent.child(this.#bindings);
    return this.#made;
  }
  get level(): string {
    return this.#parent.level;
  }
  get msgPrefix(): string | undefined {
    return undefined;
  }
  child(...args: Parameters<FastifyBaseLogger["child"]>): FastifyBaseLogger {
    return this.#log.child(...args);
  }
  fatal(...line: Line): void {
    this.#log.fatal(...(line as [string]));
  }
  error(...line: Line): void {
    this.#log.error(...(line as [string]));
  }
  warn(...line: Line): void {
    this.#log.warn(...(line as [string]));
  }
  info(...line: Line): void {
    this.#log.info(...(line as [string]));
  }
  debug(...line: Line): void {
    this.#log.debug(...(line as [string]));
  }
  trace(...line: Line): void {
    this.#log.trace(...(line as [string]));
  }
  silent(): void {}
}
