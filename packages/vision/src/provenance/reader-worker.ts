import { readFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import init, { WasmReader } from "@contentauth/c2pa-wasm";
import { dataHashDiffers } from "./data-hash.ts";

/** One file to read, with the authorities (PEM) whose signers are trusted. */
export interface Question {
  bytes: Uint8Array;
  media_type: string;
  trust_anchors: string;
}

/** The report, or what the reader threw. A trap leaves the module in an unknown state: it must not be asked again. */
export interface Answer {
  report?: unknown;
  /** Whether the hash over the range that the manifest names differs; undefined where that cannot be said. */
  data_hash_differs?: boolean;
  refusal?: string;
  trapped: boolean;
  memory_bytes: number;
}

// What the file links to is never fetched: the setting below says so, and there is nothing to fetch with.
Reflect.deleteProperty(globalThis, "fetch");
Reflect.deleteProperty(globalThis, "WebSocket");

const wasm = await readFile(new URL(import.meta.resolve("@contentauth/c2pa-wasm/c2pa.wasm")));
const { memory } = await init({ module_or_path: new Uint8Array(wasm) });

parentPort?.on("message", async (question: Question) => {
  const answer = await answerTo(question);
  parentPort?.postMessage({ ...answer, memory_bytes: memory.buffer.byteLength } satisfies Answer);
});

async function answerTo({ bytes, media_type, trust_anchors }: Question): Promise<Omit<Answer, "memory_bytes">> {
  const verify = { verify_trust: true, remote_manifest_fetch: false, ocsp_fetch: false };
  const trust = trust_anchors === "" ? {} : { trust_anchors };
  try {
    const reader = await WasmReader.fromBytes(media_type, bytes, JSON.stringify({ verify, trust }));
    const text = reader.json();
    const report: unknown = JSON.parse(text);
    const data_hash_differs = text.includes("assertion.dataHash.mismatch")
      ? dataHashDiffers(bytes, JSON.parse(reader.crJson()), reader.activeLabel())
      : undefined;
    reader.free();
    return { report, data_hash_differs, trapped: false };
  } catch (error) {
    return { refusal: String(error), trapped: error instanceof Error && error.name === "RuntimeError" };
  }
}
