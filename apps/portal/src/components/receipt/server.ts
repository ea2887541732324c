import { type LogReader, urlLogReader } from "@oneheart/tlog";
import { CheckError, type Why } from "./check-error.ts";

const logPath = "/api/impact/log";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const refusals: Record<string, Why> = {
  entry_not_found: "why_entry_not_found",
  entry_not_sealed: "why_entry_not_sealed",
  rate_limited: "why_rate_limited",
  unavailable: "why_unavailable",
};

/** The receipt of an entry, by its id. Throws CheckError. */
export async function fetchReceipt(entryId: string): Promise<string> {
  const id = entryId.trim();
  if (!uuid.test(id)) throw new CheckError("undecided", "why_no_id");
  return ask(`/api/impact/receipt/${id.toLowerCase()}`);
}

/** The verifier keys that this server publishes, one a line. Throws CheckError. */
export function fetchLogKeys(): Promise<string> {
  return ask(`${logPath}/key`);
}

/** This server's log. */
export function presentLog(origin: string): LogReader {
  return urlLogReader(origin + logPath, { attempts: 2 });
}

async function ask(path: string): Promise<string> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(path);
    body = await response.text();
  } catch (cause) {
    throw new CheckError("undecided", "why_offline", {}, { cause });
  }
  if (response.ok) return body;
  throw new CheckError("undecided", refusals[codeOf(body)] ?? "why_status", { status: response.status });
}

function codeOf(problem: string): string {
  try {
    return String((JSON.parse(problem) as { code?: unknown } | null)?.code);
  } catch {
    return "";
  }
}
