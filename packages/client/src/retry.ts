import { ApiError } from "@oneheart/contracts";

const waits_ms = [300, 1200];
/** Longer than this nobody waits for a click; the page says so instead. */
const retryAfterMax_s = 5;
/** The first request with this key is still under way, or what is needed is away for a moment. */
const passing = new Set(["idempotency_in_flight", "unavailable", "request_timeout"]);
const passingStatus = new Set([502, 503, 504]);

/** How long to wait before an attempt is repeated; undefined when it should not be. `attempt` counts from 0. */
export function waitBefore(error: unknown, attempt: number): number | undefined {
  const wait_ms = waits_ms[attempt];
  if (wait_ms === undefined) return undefined;
  if (!(error instanceof ApiError)) return isNoAnswer(error) ? wait_ms : undefined;
  if (error.code === "rate_limited") return afterLimit(error);
  return passing.has(error.code) || passingStatus.has(error.status) ? wait_ms : undefined;
}

function afterLimit({ problem }: ApiError): number | undefined {
  const wait_s = problem.context?.retry_after_s;
  return typeof wait_s === "number" && wait_s <= retryAfterMax_s ? wait_s * 1000 : undefined;
}

/** What `fetch` throws without a connection, and when time is up. */
function isNoAnswer(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError");
}
