import { randomUUID } from "node:crypto";
import { type Contract, identityContract, type Role } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { httpSettings } from "@oneheart/http";
import { createLogger, type Kernel, type ServiceDefinition } from "@oneheart/kernel";
import { bootServices, stub, type TestApp } from "@oneheart/testing";
import type { FastifyInstance } from "fastify";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { createGateway, type GatewayOptions, gatewaySettings } from "../../src/index.ts";
import { createProbe, widgetContract, widgetService } from "./widget.ts";

export const aDid = "did:oneheart:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

/** The part of the identity service that the gateway asks, with keys and sessions that a test steers. */
interface FakeIdentity {
  services: ServiceDefinition[];
  keys: JWK[];
  ended: Set<string>;
  asked: { keys: number; sessions: number };
  addKey(kid: string): Promise<CryptoKey>;
  /** A good access token; change what should be wrong with it. */
  token(claims?: Claims): Promise<string>;
}

interface Claims {
  sub?: string;
  sid?: string;
  role?: Role | string;
  iss?: string;
  aud?: string;
  exp_s?: number;
  kid?: string;
  key?: CryptoKey;
  did?: string;
}

async function createFakeIdentity(): Promise<FakeIdentity> {
  const { publicKeys } = identityContract.operations;
  const { sessionState } = identityInternal.operations;
  const keys: JWK[] = [];
  const ended = new Set<string>();
  const asked = { keys: 0, sessions: 0 };
  async function addKey(kid: string): Promise<CryptoKey> {
    const { publicKey, privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
    keys.push({ ...(await exportJWK(publicKey)), kid, use: "sig", alg: "EdDSA" });
    return privateKey;
  }
  const first = await addKey("first");
  return {
    keys,
    ended,
    asked,
    addKey,
    services: [
      stub(publicKeys, () => {
        asked.keys += 1;
        return { keys: [...keys] as never };
      }),
      stub(sessionState, ({ session_id }) => {
        asked.sessions += 1;
        return { live: !ended.has(session_id) };
      }),
    ],
    token: ({
      sub = randomUUID(),
      sid = randomUUID(),
      role = "player",
      iss,
      aud,
      exp_s = 3600,
      kid = "first",
      key = first,
      did = aDid,
    } = {}) =>
      new SignJWT({ did, role, sid })
        .setProtectedHeader({ alg: "EdDSA", typ: "JWT", kid })
        .setIssuer(iss ?? "oneheart")
        .setAudience(aud ?? "oneheart")
        .setSubject(sub)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + exp_s)
        .sign(key),
  };
}

export interface TestGateway {
  app: TestApp;
  server: FastifyInstance;
  url: string;
  identity: FakeIdentity;
  probe: ReturnType<typeof createProbe>;
  /** Log lines, parsed. */
  lines: Array<Record<string, unknown>>;
  fetch(path: string, init?: RequestInit & { token?: string; json?: unknown }): Promise<Response>;
  close(): Promise<void>;
}

export interface OpenOptions {
  settings?: Record<string, string>;
  contracts?: readonly Contract[];
  gateway?: Partial<GatewayOptions>;
  databaseUrl?: string;
  /** False leaves the widgets to another process. */
  services?: boolean;
}

/** A gateway over the widgets, listening on a free port of the loopback address. */
export async function openGateway({ settings, contracts, gateway, databaseUrl, services = true }: OpenOptions = {}): Promise<TestGateway> {
  const identity = await createFakeIdentity();
  const probe = createProbe();
  const app = await bootServices(services ? [widgetService(probe)] : [], {
    stubs: identity.services,
    databaseUrl,
    settings: { RATE_LIMITS: "off", ...settings },
    declared: [gatewaySettings, httpSettings],
  });
  const { lines, kernel } = withLog(app.kernel);
  const known = contracts ?? [widgetContract, identityContractPart()];
  const server = await createGateway({ kernel, others: app.others, contracts: known, ...gateway }).catch(async (error: unknown) => {
    await app.stop();
    throw error;
  });
  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    app,
    server,
    url,
    identity,
    probe,
    lines,
    fetch: (path, init = {}) => send(url + path, init),
    async close() {
      // Streams end in order at once. A connection whose upload was refused half-way is under way for good: a stop would wait for it as
      // long as it may.
      const late = setTimeout(() => server.server.closeAllConnections(), 500);
      await server.close();
      clearTimeout(late);
      await app.stop();
    },
  };
}

/** Only what the fake answers. */
function identityContractPart(): Contract {
  const { publicKeys } = identityContract.operations;
  const { sessionState } = identityInternal.operations;
  return { ...identityContract, operations: { publicKeys, sessionState } };
}

/** The kernel with a log that the test reads. */
function withLog(kernel: Kernel): { kernel: Kernel; lines: Array<Record<string, unknown>> } {
  const lines: Array<Record<string, unknown>> = [];
  const log = createLogger({ level: "info", destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  return { kernel: { ...kernel, log }, lines };
}

function send(url: string, { token, json, headers, ...init }: RequestInit & { token?: string; json?: unknown }): Promise<Response> {
  const all = new Headers(headers);
  if (token !== undefined) all.set("authorization", `Bearer ${token}`);
  if (json === undefined) return fetch(url, { ...init, headers: all });
  all.set("content-type", "application/json");
  return fetch(url, { method: "POST", ...init, headers: all, body: JSON.stringify(json) });
}

/** The body of an answer that must be JSON. */
export async function json(response: Response | Promise<Response>): Promise<Record<string, unknown>> {
  return (await (await response).json()) as Record<string, unknown>;
}

/** Status and code of a problem. */
export async function refusal(response: Response | Promise<Response>): Promise<[number, unknown]> {
  const answered = await response;
  return [answered.status, (await json(answered)).code];
}

/** Resolves when `condition` holds. */
export async function until(condition: () => boolean | Promise<boolean>, what: string, limit_ms = 60_000): Promise<void> {
  const deadline = Date.now() + limit_ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited too long for ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
