import { concatBytes } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { type LogReader, logReader } from "./log-reader.ts";

/** How a log is fetched. */
export interface UrlReaderOptions {
  /** The platform's fetch when left out. */
  readonly fetch?: typeof globalThis.fetch;
  /** Longest wait for one attempt; 30,000 when left out. */
  readonly timeout_ms?: number;
  /** Tries of each resource when the network or the server (5xx, 429) fails; 4 when left out. */
  readonly attempts?: number;
  /** Pause before the second try, doubled before each further one; 250 when left out. */
  readonly retry_delay_ms?: number;
}

/**
 * Reads a log over HTTP from its URL prefix, which needs no final slash: in Node, a browser or on a phone.
 * 404 and 410 mean that there is nothing; any other failure that stays is `resource_unreadable`. `resource_too_large`.
 */
export function urlLogReader(prefix: string | URL, options: UrlReaderOptions = {}): LogReader {
  const base = String(prefix).replace(/\/*$/, "/");
  const { attempts = 4, retry_delay_ms = 250 } = options;
  return logReader(async (path, bytesMax) => {
    const url = base + path;
    for (let attempt = 1; ; attempt++) {
      const outcome = await tryFetch(url, bytesMax, options);
      if ("data" in outcome) return outcome.data;
      if (attempt >= attempts || !outcome.passing) {
        throw new TlogError("resource_unreadable", `${url}: ${outcome.reason}`, { cause: outcome.cause });
      }
      await new Promise((resolve) => setTimeout(resolve, retry_delay_ms * 2 ** (attempt - 1)));
    }
  });
}

type Outcome = { readonly data: Uint8Array | undefined } | { readonly passing: boolean; readonly reason: string; readonly cause?: unknown };

async function tryFetch(url: string, bytesMax: number, options: UrlReaderOptions): Promise<Outcome> {
  const { fetch = globalThis.fetch, timeout_ms = 30_000 } = options;
  // Not AbortSignal.timeout, which React Native lacks.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error(`no answer within ${timeout_ms} ms`)), timeout_ms);
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (response.ok) return { data: await readBody(response, url, bytesMax) };
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return { data: undefined };
    return { passing: response.status >= 500 || response.status === 429, reason: `HTTP status ${response.status}` };
  } catch (cause) {
    if (cause instanceof TlogError) throw cause;
    return { passing: true, reason: (cause as Error).message, cause };
  } finally {
    clearTimeout(timer);
  }
}

/** Reads no further than the limit, so that a hostile server cannot fill the memory. */
async function readBody(response: Response, url: string, bytesMax: number): Promise<Uint8Array> {
  // React Native's fetch has no body stream.
  if (response.body === null || response.body === undefined) return new Uint8Array(await response.arrayBuffer());
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(...chunks);
    chunks.push(value);
    length += value.length;
    if (length > bytesMax) {
      await reader.cancel();
      throw new TlogError("resource_too_large", `${url}: over ${bytesMax} bytes`);
    }
  }
}
