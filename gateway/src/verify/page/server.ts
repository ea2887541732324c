import { type LogReader, urlLogReader } from "@oneheart/tlog";
import { CheckError } from "./check-error.ts";

const logPath = "/api/impact/log";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const refusals: Record<string, string> = {
  entry_not_found: "This server knows no entry with this id.",
  entry_not_sealed: "The entry is recorded but not yet sealed in the log: ask again in a few seconds.",
  rate_limited: "Too many questions in one minute: wait a little, then ask again.",
  unavailable: "The part of this server that keeps the log is away: ask again in a few seconds.",
};

/** The receipt of an entry, by its id. Throws CheckError. */
export async function fetchReceipt(entryId: string): Promise<string> {
  const id = entryId.trim();
  if (!uuid.test(id))
    throw new CheckError("undecided", "This is not the id of an entry: it should look like 0195f0c8-0000-7000-8000-000000000001.");
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
    throw new CheckError("undecided", "This server cannot be reached: check your connection. A pasted receipt and key need no server.", {
      cause,
    });
  }
  if (response.ok) return body;
  throw new CheckError("undecided", refusals[codeOf(body)] ?? `This server answered with an error (HTTP status ${response.status}).`);
}

function codeOf(problem: string): string {
  try {
    return String((JSON.parse(problem) as { code?: unknown } | null)?.code);
  } catch {
    return "";
  }
}
