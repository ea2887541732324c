import { type Refusal, refuse } from "../results.ts";

/** PostgreSQL's bigint, which is also the limit of every running sum. */
export const AMOUNT_MAX = 2n ** 63n - 1n;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME_MS_MAX = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const DETAIL_DEPTH_MAX = 16;

/** More than zero and within a bigint. */
export function checkAmount(amount: bigint): Refusal | undefined {
  if (typeof amount !== "bigint" || amount <= 0n) {
    return refuse("amount_not_positive", "amount must be a bigint above zero", { amount: String(amount) });
  }
  return amount > AMOUNT_MAX ? refuse("amount_too_large", "amount exceeds 2^63 - 1", { amount: String(amount) }) : undefined;
}

/** A lowercase UUID, or nothing. */
export function checkId(field: string, id: string | undefined): Refusal | undefined {
  return id === undefined || UUID.test(id) ? undefined : refuse("id_invalid", `${field} must be a lowercase UUID`, { field });
}

/** Text that both PostgreSQL and RFC 8785 can hold: one bad string must not sink the batch it is in. */
export function checkText(field: string, text: string, length_max: number): Refusal | undefined {
  const isText = typeof text === "string" && text.length > 0 && text.length <= length_max && !text.includes("\0") && text.isWellFormed();
  return isText ? undefined : refuse("text_invalid", `${field} must be 1 to ${length_max} characters of well-formed text`, { field });
}

/** A valid date from 1970 to 9999. */
export function checkTime(field: string, time: Date): Refusal | undefined {
  const ms = time instanceof Date ? time.getTime() : Number.NaN;
  return ms >= 0 && ms <= TIME_MS_MAX ? undefined : refuse("time_invalid", `${field} must be a date from 1970 to 9999`, { field });
}

/** Plain JSON whose numbers survive a round trip. */
export function checkDetail(detail: Record<string, unknown> | undefined): Refusal | undefined {
  if (detail === undefined || (isPlainObject(detail) && isJson(detail, 0))) return undefined;
  return refuse("detail_not_json", "detail must be plain JSON: no bigint, Date, NaN, unsafe integer or lone surrogate");
}

function isJson(value: unknown, depth: number): boolean {
  if (value === null || value === undefined || typeof value === "boolean") return true;
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  if (depth >= DETAIL_DEPTH_MAX) return false;
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isJson(item, depth + 1));
  return isPlainObject(value) && Object.entries(value).every(([key, item]) => key.isWellFormed() && isJson(item, depth + 1));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && typeof Reflect.get(value, "toJSON") !== "function";
}
