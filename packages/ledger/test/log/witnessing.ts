import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "node:test";
import { createCosigner, openCheckpoint, parseVerifierKey, type Signer, type Verifier } from "@oneheart/tlog";
import { startWitness } from "@oneheart/witness";
import {
  createWitnessClient,
  ledgerLog,
  type StoredCheckpoint,
  type Witness,
  type WitnessClient,
  type WitnessClientOptions,
} from "../../src/index.ts";
import { START } from "../scenario.ts";
import { type LogScenario, ORIGIN, SIGNER, startLog, VERIFIER_KEY } from "./sealing.ts";

export const NOW_S = 1_772_366_400;
export const cosigner = (n: number): Signer => createCosigner(`witness.example/w${n}`, new Uint8Array(32).fill(100 + n), () => NOW_S);

export const LOG = [parseVerifierKey(VERIFIER_KEY)];
export const keysOf = (witnesses: readonly Witness[]) => witnesses.map(({ verifier }) => verifier);

/** A log with the questions that tests of witnesses ask of it. */
export interface WitnessedLog extends LogScenario {
  /** Posts so many entries and takes them in; answers their ids. */
  grow(count: number): Promise<string[]>;
  newest(): Promise<StoredCheckpoint>;
  /** Asks whether every one of them cosigned the newest checkpoint. */
  isCosigned(witnesses: readonly Witness[]): () => Promise<boolean>;
}

export async function startWitnessedLog(): Promise<WitnessedLog> {
  const log = await startLog();
  return {
    ...log,
    async grow(count) {
      const ids = await log.mintMany(count);
      await log.sealAll();
      return ids;
    },
    newest: async () => (await ledgerLog.checkpoint(log.db))!,
    isCosigned: (witnesses) => async () => (await ledgerLog.witnessLag(log.db, keysOf(witnesses))).every((lag) => lag === 0),
  };
}

/** The names of those whose cosignature a checkpoint carries. */
export function cosignersOf(note: string, witnesses: readonly Witness[]): string[] {
  return openCheckpoint(note, { log: LOG, witnesses: keysOf(witnesses) }).cosignatures.map(({ name }) => name);
}

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

/** Runs clients that are stopped after each test of a suite, before the witnesses that the test ran. */
export function clientsOfTests(): typeof runClient {
  const clients: WitnessClient[] = [];
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.stop())));
  return (...options) => {
    const client = runClient(...options);
    clients.push(client);
    return client;
  };
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(setImmediate);
}
