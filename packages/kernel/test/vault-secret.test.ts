import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it, type TestContext } from "node:test";
import { startTestVault, type TestVault } from "@oneheart/testing";
import { defineSettings, kernelSettings, loadSettings, readVaultSecret, StartError, setting, sharedSettings, text } from "../src/index.ts";

const SECRET = "PRIVATE+KEY+example.org/log+0a0b0c0d+c2VjcmV0";

const logSettings = defineSettings(
  "log",
  { LEDGER_SIGNING_KEY_VAULT: setting("Where the key is.", text) },
  { uses: { ...sharedSettings.own, ...kernelSettings.own } },
);

let vault: TestVault;
before(async () => {
  vault = await startTestVault({
    "secret/data/oneheart/ledger": { signing_key: SECRET, number: 7, empty: " " },
    "secret/data/with%2Fodd?signs": { signing_key: SECRET },
    "old/oneheart": { signing_key: SECRET },
  });
});
after(() => vault.stop());

/** Reads as the settings would have it read; whatever differs from a good start is named. */
function read(change: Record<string, string | undefined> = {}, timeout_ms?: number): Promise<string> {
  const usual = { ...vault.settings, LEDGER_SIGNING_KEY_VAULT: "secret/data/oneheart/ledger#signing_key" };
  return readVaultSecret(loadSettings({ ...usual, ...change }, [logSettings]).of(logSettings), "LEDGER_SIGNING_KEY_VAULT", { timeout_ms });
}

/** One line of these words, which names the setting, the address and the path, and nothing that is secret. */
async function refuses(reading: Promise<string>, words: RegExp, address = vault.settings.VAULT_ADDR): Promise<void> {
  await assert.rejects(reading, (error: Error) => {
    assert.ok(error instanceof StartError);
    assert.match(error.message, words);
    assert.match(error.message, /^LEDGER_SIGNING_KEY_VAULT: \S+\/\S+ cannot be read from Vault at [^\n]*$/);
    assert.ok(error.message.includes(` ${address}: `), error.message);
    for (const text of [error.message, JSON.stringify(error), String(error.cause)]) {
      assert.ok(!text.includes(vault.settings.VAULT_TOKEN) && !text.includes(SECRET), text);
    }
    return true;
  });
}

/** Something else than Vault, at an address of its own until the test ends. */
async function listening(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a secret in Vault", () => {
  it("is the field that the setting names, of KV version 2 and of version 1", async () => {
    assert.equal(await read(), SECRET);
    assert.equal(await read({ LEDGER_SIGNING_KEY_VAULT: "old/oneheart#signing_key" }), SECRET);
    assert.equal(await read({ LEDGER_SIGNING_KEY_VAULT: "secret/data/with%2Fodd?signs#signing_key" }), SECRET);
    assert.equal(await read({ VAULT_ADDR: `${vault.settings.VAULT_ADDR}/` }), SECRET);
  });

  it("is asked for once, with the token and the namespace in headers and never in the address", async () => {
    const { length } = vault.asked;
    await read({ VAULT_NAMESPACE: "admin/team" });
    const [{ path, headers }, ...more] = vault.asked.slice(length) as [TestVault["asked"][0]];
    assert.deepEqual([path, more], ["/v1/secret/data/oneheart/ledger", []]);
    assert.equal(headers["x-vault-token"], vault.settings.VAULT_TOKEN);
    assert.equal(headers["x-vault-namespace"], "admin/team");
    assert.equal(headers["x-vault-request"], "true");
  });

  it("is read with a token from a file, and a file that has none is refused without showing it", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "vault-"));
    t.after(() => rm(folder, { recursive: true }));
    const file = join(folder, "token");
    const fromFile = () => read({ VAULT_TOKEN: undefined, VAULT_TOKEN_FILE: file });
    const isRefused = (error: Error) =>
      error instanceof StartError && error.message.startsWith("VAULT_TOKEN_FILE: ") && !error.message.includes("s3cr3t");
    await assert.rejects(fromFile(), isRefused);
    for (const text of ["", "s3cr3t and more", "s3cr3t\nmore"]) {
      await writeFile(file, text);
      await assert.rejects(fromFile(), isRefused, text);
    }
    await writeFile(file, `${vault.settings.VAULT_TOKEN}\n`);
    assert.equal(await fromFile(), SECRET);
  });

  it("that is not there, has no such field or no text in it is refused", async () => {
    await refuses(read({ LEDGER_SIGNING_KEY_VAULT: "secret/data/other#signing_key" }), /answered 404.*<mount>\/data\/<path>/);
    for (const field of ["other", "number", "empty", "toString"])
      await refuses(
        read({ LEDGER_SIGNING_KEY_VAULT: `secret/data/oneheart/ledger#${field}` }),
        new RegExp(`no text in the field "${field}"`),
      );
  });

  it("is refused to a token that Vault refuses", async () => {
    await refuses(read({ VAULT_TOKEN: "hvs.another" }), /answered 403.*token.*policy/);
  });

  it("is not read from a Vault that is sealed", async () => {
    vault.sealed = true;
    await refuses(read(), /answered 503.*unseal/).finally(() => (vault.sealed = false));
  });
});

describe("a Vault that does not answer as one", () => {
  it("is waited for only so long, for its first word and for its last", async (t) => {
    const silent = await listening(t, () => {});
    await refuses(read({ VAULT_ADDR: silent }, 50), /did not answer within 0.05 s/, silent);
    const endless = await listening(t, (_, response) => void response.writeHead(200).write('{"data":'));
    await refuses(read({ VAULT_ADDR: endless }, 50), /did not answer within 0.05 s/, endless);
  });

  it("is not read past a megabyte", async (t) => {
    let sent = 0;
    const huge = await listening(t, (_, response) => {
      const more = () => {
        do sent += 65_536;
        while (response.write(Buffer.alloc(65_536, "x")));
      };
      response.writeHead(200).on("drain", more);
      more();
    });
    await refuses(read({ VAULT_ADDR: huge }), /answered more than 1048576 bytes/, huge);
    assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes were sent`);
  });

  it("does not send the token on", async (t) => {
    const { length } = vault.asked;
    const address = await listening(t, (request, response) =>
      response.writeHead(307, { location: `${vault.settings.VAULT_ADDR}${request.url}` }).end(),
    );
    await refuses(read({ VAULT_ADDR: address }), /answered 307.*active node/, address);
    assert.equal(vault.asked.length, length);
  });

  it("is refused when it answers something else, breaks off or is not there", async (t) => {
    for (const text of ["<!doctype html>", "[]", '{"data":null}', '{"data":"text"}']) {
      const other = await listening(t, (_, response) => response.end(text));
      await refuses(read({ VAULT_ADDR: other }), /something else than a secret/, other);
    }
    const deleted = await listening(t, (_, response) => response.end('{"data":{"data":null,"metadata":{"destroyed":true}}}'));
    await refuses(read({ VAULT_ADDR: deleted }), /no text in the field/, deleted);
    const failing = await listening(t, (_, response) => response.writeHead(500).end());
    await refuses(read({ VAULT_ADDR: failing }), /answered 500/, failing);
    const broken = await listening(t, (_, response) => response.socket!.end(`HTTP/1.1 what ${SECRET}\r\n\r\n`));
    await refuses(read({ VAULT_ADDR: broken }), /gave no answer \([^)]+\)/, broken);
    const cut = await listening(t, (_, response) => response.writeHead(200, { "content-length": 99 }).write("{", () => response.destroy()));
    await refuses(read({ VAULT_ADDR: cut }), /gave no answer \(\w+\)/, cut);
    const gone = await startTestVault({});
    await gone.stop();
    const { VAULT_ADDR } = gone.settings;
    await refuses(read({ VAULT_ADDR }), /gave no answer \(ECONNREFUSED\)/, VAULT_ADDR);
  });
});
