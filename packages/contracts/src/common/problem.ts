/** Errors on the wire: RFC 9457 problem documents with a stable `code`. */
import { z } from "zod";
import { shape } from "./shared.ts";

/** Codes that any operation may answer, with their HTTP status. */
export const commonErrors = {
  invalid_input: 400,
  malformed_json: 400,
  malformed_upload: 400,
  idempotency_key_required: 400,
  idempotency_key_invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  route_not_found: 404,
  request_timeout: 408,
  idempotency_in_flight: 409,
  approval_needed: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type CommonErrorCode = keyof typeof commonErrors;

/** One thing that is wrong with the input: where, and in words. */
export const FieldError = shape("FieldError", { path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof FieldError>;

export const Problem = shape("Problem", {
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  request_id: z.string(),
  errors: z.array(FieldError).optional(),
  /** Facts that belong to the code, such as the status that stood in the way. */
  context: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** `quest_not_active` → `Quest not active`. */
export function titleOf(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
