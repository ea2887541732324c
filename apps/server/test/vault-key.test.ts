import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createTestDatabase, startTestVault, type TestDatabase, type TestVault } from "@oneheart/testing";
import { createSigner, ED25519, formatSignerKey, formatVerifierKey } from "@oneheart/tlog";
import { fetchText } from "./crash/public-log.ts";
import { runServer, spawnServer } from "./harness.ts";

const origin = "example.org/log";
const seed = Buffer.alloc(32, 4);
const key = formatSignerKey(origin, seed, ED25519);

describe("npm start with the signing key in Vault", () => {
  let database: TestDatabase;
  let vault: TestVault;
  let dir: string;
  let environment: Record<string, string>;
  before(async () => {
    database = await createTestDatabase();
    vault = await startTestVault({ "secret/data/oneheart/ledger": { signing_key: key } });
    dir = await mkdtemp(join(tmpdir(), "oneheart-vault-"));
    const place = { ...vault.settings, LEDGER_SIGNING_KEY_VAULT: "secret/data/oneheart/ledger#signing_key" };
    environment = { ...place, DATABASE_URL: database.url, DATA_DIR: dir, PORT: "0", LOG_LEVEL: "trace" };
  });
  after(async () => {
    await vault.stop();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });
  const tellsNoSecret = (output: string) => {
    for (const secret of [key.slice(-20), vault.settings.VAULT_TOKEN]) assert.ok(!output.includes(secret), output);
  };

  it("ends with one line when Vault refuses, which has neither the token nor a stack in it", async () => {
    const { code, output } = await runServer({ ...environment, VAULT_TOKEN: "hvs.another" });
    assert.equal(code, 1);
    assert.match(
      output,
      /^LEDGER_SIGNING_KEY_VAULT: secret\/data\/oneheart\/ledger cannot be read from Vault at http:\S+: it answered 403/m,
    );
    assert.doesNotMatch(output, /\n\s+at |hvs\.another/);
  });

  it("publishes the key that Vault holds, and no log line has it or the token", async () => {
    const child = await spawnServer(environment);
    try {
      const shown = formatVerifierKey(createSigner(origin, seed).verifier);
      assert.equal(await fetchText(`${child.url}/api/impact/log/key`), `${shown}\n`);
    } finally {
      assert.equal(await child.end("SIGTERM"), 0);
    }
    tellsNoSecret(child.output());
  });
});
