/** What the server answered instead of a session: a problem document (RFC 9457), as far as there was one. */
export class SessionRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly request_id: string | undefined;
  /** The whole answer, which names the fields that were refused. */
  readonly problem: Record<string, unknown>;
  readonly retry_after_s: number | undefined;

  constructor(status: number, problem: Record<string, unknown>) {
    super(`${status} ${String(problem.code ?? "unknown")}`);
    this.name = "SessionRefused";
    this.status = status;
    this.code = textOf(problem.code) ?? "unknown";
    this.detail = textOf(problem.detail);
    this.problem = problem;
    this.request_id = textOf(problem.request_id);
    const { retry_after_s } = (problem.context ?? {}) as { retry_after_s?: unknown };
    this.retry_after_s = typeof retry_after_s === "number" ? retry_after_s : undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
