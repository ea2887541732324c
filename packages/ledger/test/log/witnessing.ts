import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCosigner, type Signer, type Verifier } from "@oneheart/tlog";
import { startWitness } from "@oneheart/witness";
import { createWitnessClient, type Witness, type WitnessClient, type WitnessClientOptions } from "../../src/index.ts";
import { START } from "../scenario.ts";
import { type LogScenario, ORIGIN, SIGNER } from "./sealing.ts";

export const NOW_S = 1_772_366_400;
export const cosigner = (n: number): Signer => createCosigner(`witness.example/w${n}`, new Uint8Array(32).fill(100 + n), () => NOW_S);

/** What of a test can be told to clean up. */
interface Cleaned {
  after(work: () => Promise<unknown>): void;
}

/** A real witness over HTTP with a state of its own, until the test ends. */
export async function runWitness(t: Cleaned, n: number, { port = 0, logKeys = [SIGNER.verifier] as Verifier[] } = {}): Promise<Witness> {
  const folder = await mkdtemp(join(tmpdir(), "witness-"));
  const signer = cosigner(n);
  const running = await startWitness({ signer, logs: new Map([[ORIGIN, logKeys]]), state: join(folder, "state"), host: "127.0.0.1", port });
  t.after(async () => {
    await running.stop();
    await rm(folder, { recursive: true });
  });
  return { verifier: signer.verifier, url: running.url };
}

/** Something on the witness's address that is not a witness. */
export async function runImpostor(t: Cleaned, n: number, answer: RequestListener): Promise<Witness> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { verifier: cosigner(n).verifier, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A client that looks all the time. Stop it before the database goes: it holds a connection. */
export function runClient(log: LogScenario, witnesses: Witness[], change: Partial<WitnessClientOptions<unknown>> = {}): WitnessClient {
  return createWitnessClient({ db: log.db, witnesses, quorum: witnesses.length, now: () => START, interval_ms: 5, ...change });
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(setImmediate);
}
