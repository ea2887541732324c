import { isDatabaseAway, isOperationError } from "./errors.ts";

/** PostgreSQL's `disk_full`, and what the system says of a disk and of a quota. */
const fullCodes = new Set(["53100", "ENOSPC", "EDQUOT", "disk_full"]);

/** True when something could not be written because a disk has no room, here or at PostgreSQL. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = "" } = error as Error & { code?: string };
  return fullCodes.has(code) || /No space left on device/.test(error.message);
}

/** What an error says about something that the program needs; undefined for a fault of another kind. The caller may try again. */
export function outageOf(error: unknown): "disk full" | "away" | undefined {
  if (isDiskFull(error)) return "disk full";
  return isDatabaseAway(error) || isOperationError(error, "unavailable") ? "away" : undefined;
}
