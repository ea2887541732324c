import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A stand-in that answers as HashiCorp Vault's KV store does, version 2 where the path has `data/` in it and version 1 elsewhere. */
export interface TestVault {
  /** What whoever may read everything in it sets. */
  settings: { VAULT_ADDR: string; VAULT_TOKEN: string };
  /** Every request that came, with its path and headers. */
  asked: { path: string; headers: NodeJS.Dict<string | string[]> }[];
  /** Answers nobody until it is unsealed. */
  sealed: boolean;
  stop(): Promise<void>;
}

/** Starts a Vault on the loopback that holds these secrets, by path; stop it at the end. */
export async function startTestVault(secrets: Record<string, Record<string, unknown>>): Promise<TestVault> {
  const token = `hvs.${randomBytes(18).toString("base64url")}`;
  const asked: TestVault["asked"] = [];
  const server = createServer(({ url = "", headers }, response) => {
    asked.push({ path: url, headers });
    const [status, answer] = vault.sealed ? [503, errors("Vault is sealed")] : answerTo(url, headers["x-vault-token"]);
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(answer));
  });
  const answerTo = (url: string, given: unknown): [number, object] => {
    if (given !== token) return [403, errors("permission denied")];
    const path = decodeURIComponent(url.replace(/^\/v1\//, ""));
    const secret = secrets[path];
    return secret === undefined ? [404, errors()] : [200, answerWith(path.includes("/data/") ? versioned(secret) : secret)];
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const vault: TestVault = {
    settings: { VAULT_ADDR: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, VAULT_TOKEN: token },
    asked,
    sealed: false,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return vault;
}

const errors = (...all: string[]) => ({ errors: all });

const versioned = (data: object) => ({
  data,
  metadata: { created_time: "2026-03-01T12:00:00.000000Z", custom_metadata: null, deletion_time: "", destroyed: false, version: 1 },
});

const answerWith = (data: object) => ({
  request_id: "0f3b8d9e-6f0a-4a0c-9b1c-2f9d5f4c3b2a",
  lease_id: "",
  renewable: false,
  lease_duration: 0,
  data,
  wrap_info: null,
  warnings: null,
  auth: null,
});
