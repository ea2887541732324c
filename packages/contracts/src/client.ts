/** A typed client of the public API, made from the contracts. Runs in browsers, phones and Node. */
import type { z } from "zod";
import { type CallInput, type Operation, parseRoute, type RawBody } from "./common/define.ts";
import type { Problem } from "./common/problem.ts";

/** An answer that is not a success: the problem document, with the HTTP status. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Partial<Problem>;

  constructor(status: number, problem: Partial<Problem>) {
    super(`${status} ${problem.code ?? "unknown"}${problem.detail ? `: ${problem.detail}` : ""}`);
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.problem = problem;
  }
}

export interface ClientOptions {
  base_url: string;
  /** The access token of the moment, when there is one. */
  token?: () => string | undefined;
  /** Another `fetch`, for tests or platforms without one. */
  fetch?: typeof fetch;
  timeout_ms?: number;
}

export interface ClientCall {
  idempotencyKey?: string;
  file?: { blob: Blob; filename: string };
  signal?: AbortSignal;
}

export interface ClientStream {
  /** The id of the last event that was heard: those after it come first. */
  lastEventId?: string | undefined;
  signal?: AbortSignal;
}

export interface Client {
  /** Calls an operation over HTTP. Throws `ApiError` for a problem, and what `fetch` throws when nothing or half an answer came. */
  call<O extends Operation>(operation: O, input: CallInput<O>, options?: ClientCall): Promise<z.output<O["output"]>>;
  /** Opens an operation that answers with server-sent events; the body lasts until it is ended. Throws as `call` does. */
  open<O extends Operation>(operation: O, input: CallInput<O>, options?: ClientStream): Promise<ReadableStream<Uint8Array>>;
}

export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? fetch;
  return {
    async call(operation, input, call = {}) {
      const timeout = AbortSignal.timeout(options.timeout_ms ?? 30_000);
      const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
      const { url, init } = request(options, operation, input as Record<string, unknown>, call);
      const response = await send(url, { ...init, signal });
      if (response.status === 204) return {} as never;
      if (response.ok) return (await response.json()) as never;
      throw await problemOf(response);
    },
    async open(operation, input, { lastEventId, signal } = {}) {
      const { url, init } = request(options, operation, input as Record<string, unknown>, {});
      const headers = new Headers(init.headers);
      headers.set("accept", "text/event-stream");
      if (lastEventId !== undefined) headers.set("last-event-id", lastEventId);
      const response = await send(url, { ...init, headers, signal: signal ?? null });
      if (response.ok && response.body !== null) return response.body;
      throw await problemOf(response);
    },
  };
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem: unknown = await response.json().catch(() => undefined);
  return new ApiError(response.status, (problem ?? {}) as Partial<Problem>);
}

function request(
  options: ClientOptions,
  operation: Operation,
  input: Record<string, unknown>,
  call: ClientCall,
): { url: URL; init: RequestInit } {
  if (operation.route === undefined) throw new TypeError(`${operation.name} has no route`);
  const { method, path, parameters } = parseRoute(operation.route);
  const url = new URL(
    path.replaceAll(/[:*](\w+)/g, (_, name: string) => encodeURIComponent(String(input[name]))),
    options.base_url,
  );
  const rest = Object.entries(input).filter(([name, value]) => !parameters.includes(name) && value !== undefined);
  const token = options.token?.();
  const headers: Record<string, string> = {
    accept: "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(call.idempotencyKey === undefined ? {} : { "idempotency-key": call.idempotencyKey }),
  };
  const init: RequestInit = { method, headers };
  if (method === "GET") {
    for (const [name, value] of rest) url.searchParams.set(name, String(value));
  } else if (operation.raw !== undefined) {
    init.body = putRaw(operation.raw, rest, url, headers);
  } else if (operation.file !== undefined) {
    init.body = form(operation.file.field, rest, call);
  } else {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(Object.fromEntries(rest));
  }
  return { url, init };
}

/** The body is one field as it is; the others stand in their headers, or in the address. */
function putRaw(raw: RawBody, fields: Array<[string, unknown]>, url: URL, headers: Record<string, string>): string {
  headers["content-type"] = "application/octet-stream";
  const named = new Map(Object.entries(raw.headers).map(([header, field]) => [field, header]));
  for (const [name, value] of fields) {
    const header = named.get(name);
    if (header !== undefined) headers[header] = String(value);
    else if (name !== raw.field) url.searchParams.set(name, String(value));
  }
  return String(Object.fromEntries(fields)[raw.field] ?? "");
}

/** The fields come before the file, so that the server knows what it receives while it streams. */
function form(field: string, fields: Array<[string, unknown]>, call: ClientCall): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, String(value));
  if (call.file) data.append(field, call.file.blob, call.file.filename);
  return data;
}
