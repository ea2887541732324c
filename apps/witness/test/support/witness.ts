import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatVerifierKey, parseSignerKey, type Verifier } from "@oneheart/tlog";
import { startWitness } from "@oneheart/witness";
import { newKey } from "../../src/new-key.ts";
import { loadSettings } from "../../src/settings.ts";
import { logSigner } from "./growing-log.ts";

export const NOW_S = 1_760_000_000;
export const { signer_key } = newKey("witness.example/w1");
export const verifier: Verifier = parseSignerKey(signer_key, () => 0).verifier;

/** A folder for a state file, gone after the test. */
export async function stateFolder(t: { after(work: () => Promise<unknown>): void }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "witness-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function environment(folder: string): Record<string, string> {
  return {
    WITNESS_KEY: signer_key,
    WITNESS_LOGS: formatVerifierKey(logSigner.verifier),
    WITNESS_STATE: join(folder, "state.json"),
    PORT: "0",
  };
}

/** An answer as the log reads it. */
export interface Answer {
  status: number;
  type: string;
  text: string;
}

export async function post(url: string, body: string | Uint8Array<ArrayBuffer>): Promise<Answer> {
  const response = await fetch(`${url}/add-checkpoint`, { method: "POST", body });
  return { status: response.status, type: response.headers.get("content-type")!, text: await response.text() };
}

/** A witness in this process, stopped after the test. */
export async function runWitness(t: { after(work: () => Promise<unknown>): void }, folder: string) {
  const running = await startWitness(loadSettings(environment(folder), () => NOW_S));
  t.after(running.stop);
  return { ...running, add: (body: string) => post(running.url, body) };
}
