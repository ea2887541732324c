import type { SentError } from "@oneheart/kernel";

/** `service` when a service asks for itself, `gateway` when a call came from outside. */
export const callHeader = "x-oneheart-call";
/** The moment in the past that a call between services is about, ISO 8601; absent: now. */
export const momentHeader = "x-oneheart-at";
export const sourceHeader = "x-oneheart-source";
export const uploadHeader = "x-oneheart-upload";
export const answerHeader = "x-oneheart-answer";

/** Where the user's request came from. */
export interface WireSource {
  ip: string;
  userAgent: string;
  acceptLanguage?: string;
}

/** The input and file name of an upload, whose body is the file. */
export interface WireUpload {
  input: Record<string, unknown>;
  filename?: string;
}

/** An answer whose body is raw: bytes, or written events. */
export interface WireAnswer {
  kind: "bytes" | "events";
  status?: number;
  headers?: Record<string, string>;
}

/** What the internal endpoint answers: the output, or the error. */
export interface RemoteBody {
  output?: unknown;
  replayed?: boolean;
  problem?: SentError;
}

/** JSON that fits into a header. */
export function pack(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** What `pack` made; undefined when the header is missing or was made by something else. */
export function unpack<T>(header: string | string[] | undefined | null): T | undefined {
  if (typeof header !== "string") return undefined;
  try {
    return JSON.parse(Buffer.from(header, "base64url").toString("utf8")) as T;
  } catch {
    return undefined;
  }
}
