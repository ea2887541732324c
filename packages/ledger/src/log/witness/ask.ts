import { parseTreeSize, TlogError, TREE_SIZE_TYPE } from "@oneheart/tlog";
import { WitnessError } from "./error.ts";
import type { Witness } from "./witness.ts";

/** Cosignature lines, not checked yet, or the size of the tree that the witness goes on from. */
export type WitnessAnswer = { readonly lines: string } | { readonly size: number };

export interface AskOptions {
  /** Ends the wait. */
  signal: AbortSignal;
  /** Longest wait for an answer. */
  timeout_ms: number;
}

const ANSWER_BYTES_MAX = 65_536;

/** Posts a request to a witness's add-checkpoint. `witness_unreachable`, `witness_refused`, `witness_answer_invalid`. */
export async function ask({ verifier: { name }, url }: Witness, body: string, options: AskOptions): Promise<WitnessAnswer> {
  const response = await post(name, addressOf(url), body, options);
  if (response.status === 200) return { lines: response.text };
  if (response.status === 409 && response.type === TREE_SIZE_TYPE) return { size: readSize(name, response.text) };
  // The start of the reason; what a stranger sends is not trusted to be short.
  throw new WitnessError("witness_refused", name, `${response.status} ${JSON.stringify(response.text.slice(0, 200))}`);
}

const addressOf = (prefix: string): string => `${prefix.replace(/\/+$/, "")}/add-checkpoint`;

async function post(name: string, address: string, body: string, { signal, timeout_ms }: AskOptions) {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "text/plain; charset=utf-8" },
      body,
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout_ms)]),
    });
    const type = response.headers.get("content-type")?.split(";")[0]?.trim();
    return { status: response.status, type, text: await readText(response) };
  } catch (cause) {
    // fetch itself only says that it failed; its cause says why.
    const { message, cause: why } = cause as Error;
    throw new WitnessError("witness_unreachable", name, why instanceof Error ? `${message}: ${why.message}` : message, { cause });
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > ANSWER_BYTES_MAX) throw new Error(`an answer of over ${ANSWER_BYTES_MAX} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readSize(name: string, text: string): number {
  try {
    return parseTreeSize(text);
  } catch (cause) {
    if (cause instanceof TlogError) throw new WitnessError("witness_answer_invalid", name, cause.message, { cause });
    throw cause;
  }
}
