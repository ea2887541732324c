import { type LookupAddress, lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isPublicAddress, webhookProblem } from "./webhook-address.ts";

/** A signed message to a partner. */
export interface WebhookMessage {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface WebhookAnswer {
  status: number;
  /** The beginning of the answer. */
  body: string;
}

const timeout_ms = 10_000;
const answerMax_bytes = 8_192;

/**
 * Sends one message. Names are resolved here and the connection goes to what was looked at, so a name that leads to a private network
 * is refused whenever it begins to. Redirects are not followed. Throws when there is no answer.
 */
export function sendWebhook({ url, headers, body }: WebhookMessage, privateHosts: ReadonlySet<string>): Promise<WebhookAnswer> {
  const problem = webhookProblem(url, privateHosts);
  if (problem !== undefined) throw new Error(`the address is refused: ${problem}`);
  const target = new URL(url);
  const isPrivate = privateHosts.has(target.hostname.replace(/^\[(.*)\]$/, "$1"));
  const { request } = target.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeout_ms);
    const sent = request(
      target,
      {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
        signal,
        agent: false,
        ...(isPrivate ? {} : { lookup: publicLookup }),
      },
      (answer) => {
        readStart(answer).then((start) => resolve({ status: answer.statusCode ?? 0, body: start }), reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What a partner answers is read as far as it may be long, and never held whole beyond that. */
async function readStart(answer: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length >= answerMax_bytes) break;
  }
  answer.destroy();
  return Buffer.concat(parts).subarray(0, answerMax_bytes).toString("utf8");
}

/** Resolves as usual and gives only addresses that are public; when one of them is not, none. */
const publicLookup: typeof lookup = ((
  host: string,
  options: object,
  done: (error: Error | null, found?: unknown, family?: number) => void,
) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error);
    const addresses = found as LookupAddress[];
    if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address)))
      return done(new Error(`${host} leads to a private network`));
    const [first] = addresses;
    return "all" in options && options.all === true ? done(null, addresses) : done(null, first!.address, first!.family);
  });
}) as never;
