import { BackingError } from "../errors.ts";
import type { Document } from "../ports.ts";

export type Filter = Record<string, string | number | boolean | null>;

const FIELD = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A copy that is JSON and that every store accepts. */
function asJson<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value, checkText));
}

/** A document as it is kept. Its id is what pages are ordered by. */
export function checkDocument(document: Document): Document {
  if (typeof document.id !== "string" || document.id === "") throw invalid("a document needs an id");
  for (const field of Object.keys(document)) checkField(field);
  return asJson(document);
}

/** Filters name top-level fields: a dot or a dollar sign would mean something else to MongoDB. */
export function checkFilter(filter: Filter): Filter {
  for (const [field, value] of Object.entries(filter)) {
    checkField(field);
    if (value !== null && !["string", "number", "boolean"].includes(typeof value))
      throw invalid(`${field} is compared with no plain value`);
  }
  return asJson(filter);
}

/** A change to documents, which keep their id. */
export function checkChange(change: Record<string, unknown>): Record<string, unknown> {
  if ("id" in change) throw invalid("an id cannot change");
  for (const field of Object.keys(change)) checkField(field);
  return asJson(change);
}

function checkField(field: string): void {
  if (!FIELD.test(field)) throw invalid(`${JSON.stringify(field)} is no field name`);
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
function checkText(key: string, value: unknown): unknown {
  const texts = typeof value === "string" ? [key, value] : [key];
  if (texts.some((text) => text.includes("\0") || !text.isWellFormed())) throw invalid(`${JSON.stringify(key)} is not valid text`);
  return value;
}

function invalid(what: string): BackingError {
  return new BackingError("document_invalid", `The document store refuses: ${what}.`);
}
