import { inputWords, type Operation } from "@oneheart/contracts";
import { commonError } from "@oneheart/kernel";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Whatever its type, a body arrives as its bytes. */
export function keepRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
}

// A byte order mark is part of what was signed.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The fields of an operation that takes its body as it was sent; undefined for all others. */
export function rawFields({ raw }: Operation, request: FastifyRequest): Record<string, unknown> | undefined {
  if (raw === undefined) return undefined;
  const headers = Object.entries(raw.headers).map(([header, field]) => [field, request.headers[header]]);
  return Object.fromEntries([[raw.field, textOf(request.body)], ...headers.filter(([, value]) => value !== undefined)]);
}

function textOf(body: unknown): string {
  try {
    return Buffer.isBuffer(body) ? utf8.decode(body) : "";
  } catch {
    throw commonError("invalid_input", { fields: [{ path: "", message: inputWords.not_utf8 }] });
  }
}
