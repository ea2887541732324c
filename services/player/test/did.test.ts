import assert from "node:assert/strict";
import { createPrivateKey, sign, verify } from "node:crypto";
import { after, before, test } from "node:test";
import { createVault } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { bootPlayer, createPlayer, operations } from "./support/app.ts";

let app: TestApp;
before(async () => {
  app = await bootPlayer();
});
after(() => app?.stop());

const sealed = async (id: string) =>
  (await sql<{ private_sealed: string }>`SELECT private_sealed FROM did_keys WHERE player_id = ${id}`.execute(app.db)).rows[0]!
    .private_sealed;

test("a DID resolves for anyone, to a document without personal data", async () => {
  const player = await createPlayer(app);
  const document = await app.call(operations.resolveDid, { did: player.user_did });
  assert.equal(document.id, player.user_did);
  assert.deepEqual(Object.keys(document).sort(), ["@context", "assertionMethod", "authentication", "id", "verificationMethod"]);
  assert.ok(!JSON.stringify(document).includes(player.username));
});

test("the sealed private key signs what the document's public key verifies", async () => {
  const player = await createPlayer(app);
  const jwk = JSON.parse(createVault(Buffer.alloc(32, 7)).open(await sealed(player.id), "did_keys.private"));
  const message = Buffer.from("a statement");
  const signature = sign(null, message, createPrivateKey({ key: jwk, format: "jwk" }));
  assert.ok(verify(null, message, { key: { kty: "OKP", crv: "Ed25519", x: jwk.x }, format: "jwk" }, signature));
  const { multibaseKey } = await import("../src/rules/did.ts");
  const document = await app.call(operations.resolveDid, { did: player.user_did });
  const [method] = document.verificationMethod as Array<{ publicKeyMultibase: string }>;
  assert.equal(method!.publicKeyMultibase, multibaseKey(Buffer.from(jwk.x, "base64url")));
});

test("the private key is not readable at rest, and not under another purpose", async () => {
  const player = await createPlayer(app);
  const value = await sealed(player.id);
  assert.match(value, /^v1\.[\w-]+$/);
  assert.throws(() => createVault(Buffer.alloc(32, 7)).open(value, "players.email"));
});

test("a DID that nobody has is not found, and a forged one is refused", async () => {
  await assert.rejects(app.call(operations.resolveDid, { did: "did:oneheart:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK" }), {
    code: "did_not_found",
    status: 404,
  });
  for (const did of ["did:web:example.com", "did:oneheart:z0OIl", "did:oneheart:"])
    await assert.rejects(app.call(operations.resolveDid, { did }), { code: "invalid_input" });
});
