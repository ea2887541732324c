import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { aDid, openGateway, refusal, type TestGateway, until } from "./support/gateway.ts";

describe("access tokens", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openGateway();
  });
  after(() => gateway.close());
  beforeEach(() => {
    gateway.identity.asked.keys = 0;
    gateway.identity.asked.sessions = 0;
  });

  const ask = (token?: string) => gateway.fetch("/api/widget/whoami", { token });
  const claims = () => ({ did: aDid, role: "admin", sid: randomUUID() });

  it("open what their role may use", async () => {
    assert.equal((await ask(await gateway.identity.token())).status, 200);
    assert.deepEqual(await refusal(gateway.fetch("/api/admin/widgets", { token: await gateway.identity.token() })), [403, "forbidden"]);
    assert.equal((await gateway.fetch("/api/admin/widgets", { token: await gateway.identity.token({ role: "admin" }) })).status, 200);
  });

  it("are needed where the contract says so; without one the answer says how", async () => {
    const response = await ask();
    assert.equal(response.headers.get("www-authenticate"), 'Bearer realm="oneheart"');
    assert.deepEqual(await refusal(response), [401, "unauthenticated"]);
  });

  it("are refused when they are forged, altered, expired or meant for others", async () => {
    const { identity } = gateway;
    const good = await identity.token();
    const [head, body, signature] = good.split(".") as [string, string, string];
    const publicKey = identity.keys[0]!;
    const hmac = (key: Uint8Array) =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: "HS256", kid: "first" })
        .setIssuer("oneheart")
        .setAudience("oneheart")
        .setSubject(randomUUID())
        .setExpirationTime("1h")
        .sign(key);
    const stranger = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
    const rsa = await generateKeyPair("RS256");
    const unsigned = new UnsecuredJWT(claims())
      .setIssuer("oneheart")
      .setAudience("oneheart")
      .setSubject(randomUUID())
      .setExpirationTime("1h");
    const asAdmin = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, "base64url").toString()), role: "admin" })).toString(
      "base64url",
    );
    const embedded = await new SignJWT(claims())
      .setProtectedHeader({ alg: "EdDSA", jwk: { kty: "OKP", crv: "Ed25519", x: publicKey.x! } })
      .setIssuer("oneheart")
      .setAudience("oneheart")
      .setSubject(randomUUID())
      .setExpirationTime("1h")
      .sign(stranger.privateKey);
    const forged: Record<string, string> = {
      "no algorithm": unsigned.encode(),
      "no algorithm, under a good kid": `${Buffer.from('{"alg":"none","kid":"first"}').toString("base64url")}.${body}.`,
      "HS256 with the public key's text": await hmac(new TextEncoder().encode(JSON.stringify(publicKey))),
      "HS256 with the public key's bytes": await hmac(Buffer.from(publicKey.x!, "base64url")),
      "another key under a good kid": await identity.token({ key: stranger.privateKey }),
      "a key of its own in the header": embedded,
      "another algorithm": await new SignJWT(claims()).setProtectedHeader({ alg: "RS256", kid: "first" }).sign(rsa.privateKey),
      "no kid": await identity.token({ kid: null as unknown as string }),
      "another claim": `${head}.${asAdmin}.${signature}`,
      "a cut signature": good.slice(0, -4),
      "no signature": `${head}.${body}.`,
      "another issuer": await identity.token({ iss: "elsewhere" }),
      "another audience": await identity.token({ aud: "oneheart-internal" }),
      expired: await identity.token({ exp_s: -1 }),
      "an unknown role": await identity.token({ role: "root" }),
      "the program's own role": await identity.token({ role: "system" }),
      "a subject that is no id": await identity.token({ sub: "admin" }),
      "no session": await identity.token({ sid: "" }),
      "no DID": await identity.token({ did: "" }),
      nonsense: "a.b.c",
      "a very long one": `${head}.${"x".repeat(9000)}.${signature}`,
    };
    for (const [kind, token] of Object.entries(forged)) {
      const response = await ask(token);
      assert.equal(response.headers.get("www-authenticate"), 'Bearer realm="oneheart", error="invalid_token"', kind);
      assert.deepEqual(await refusal(response), [401, "unauthenticated"], kind);
    }
    assert.equal((await ask(good)).status, 200);
  });

  it("stop working when they expire, also after they were checked once", async () => {
    const token = await gateway.identity.token({ exp_s: 60 });
    assert.equal((await ask(token)).status, 200);
    gateway.app.clock.advance({ seconds: 61 });
    assert.deepEqual(await refusal(ask(token)), [401, "unauthenticated"]);
    gateway.app.clock.set(new Date());
  });

  it("are understood in the Authorization header only, as Bearer", async () => {
    const token = await gateway.identity.token();
    const withHeader = (authorization: string) => gateway.fetch("/api/widget/whoami", { headers: { authorization } });
    for (const header of [`Basic ${token}`, token, `Bearer ${token} x`, "Bearer", ""])
      assert.equal((await withHeader(header)).status, 401, header);
    assert.equal((await withHeader(`bearer ${token}`)).status, 200);
    assert.equal((await gateway.fetch(`/api/widget/whoami?access_token=${token}`)).status, 401);
  });

  it("are not needed for what anyone may do, where a bad one does no harm", async () => {
    assert.equal((await gateway.fetch("/api/widget/search", { token: "a.b.c" })).status, 200);
  });

  it("are checked with keys and sessions that are asked once", async () => {
    const token = await gateway.identity.token();
    for (let time = 0; time < 5; time += 1) assert.equal((await ask(token)).status, 200);
    assert.ok(gateway.identity.asked.keys <= 1);
    assert.equal(gateway.identity.asked.sessions, 1);
  });

  it("are accepted from a new key at once, and unknown keys are asked for at most once in five seconds", async () => {
    const { identity, app } = gateway;
    app.clock.advance({ seconds: 6 });
    const key = await identity.addKey("second");
    assert.equal((await ask(await identity.token({ kid: "second", key }))).status, 200);
    assert.equal((await ask(await identity.token())).status, 200, "the old key stays good");
    identity.asked.keys = 0;
    const unknown = await generateKeyPair("EdDSA", { crv: "Ed25519" });
    for (let time = 0; time < 5; time += 1)
      assert.equal((await ask(await identity.token({ kid: `unknown-${time}`, key: unknown.privateKey }))).status, 401);
    assert.equal(identity.asked.keys, 0);
    app.clock.advance({ seconds: 6 });
    await ask(await identity.token({ kid: "unknown", key: unknown.privateKey }));
    assert.equal(identity.asked.keys, 1);
  });

  it("are refused once their key is withdrawn", async () => {
    const { identity, app } = gateway;
    const key = await identity.addKey("withdrawn");
    app.clock.advance({ seconds: 6 });
    assert.equal((await ask(await identity.token({ kid: "withdrawn", key }))).status, 200);
    identity.keys.splice(
      identity.keys.findIndex(({ kid }) => kid === "withdrawn"),
      1,
    );
    app.clock.advance({ minutes: 6 });
    assert.equal((await ask(await identity.token({ kid: "withdrawn", key, exp_s: 7200 }))).status, 401);
  });
});

describe("sessions", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openGateway();
  });
  after(() => gateway.close());
  const ask = (token: string) => gateway.fetch("/api/widget/whoami", { token });

  it("that are over are refused though the token is good", async () => {
    const sid = randomUUID();
    gateway.identity.ended.add(sid);
    assert.deepEqual(await refusal(ask(await gateway.identity.token({ sid }))), [401, "unauthenticated"]);
  });

  it("are looked up in the cache before the identity service is asked, and a note that one ended wins", async () => {
    const { cache } = gateway.app.backing;
    const [live, over] = [randomUUID(), randomUUID()];
    await cache.set(`session:${live}`, "{}", { ttl_ms: 60_000 });
    await cache.set(`session:${over}`, "{}", { ttl_ms: 60_000 });
    await cache.set(`session_ended:${over}`, "1", { ttl_ms: 60_000 });
    gateway.identity.asked.sessions = 0;
    assert.equal((await ask(await gateway.identity.token({ sid: live }))).status, 200);
    assert.equal((await ask(await gateway.identity.token({ sid: over }))).status, 401);
    assert.equal(gateway.identity.asked.sessions, 0);
  });

  it("stop working as soon as their end is announced, though they were believed before", async () => {
    const sid = randomUUID();
    const token = await gateway.identity.token({ sid });
    assert.equal((await ask(token)).status, 200);
    gateway.identity.ended.add(sid);
    assert.equal((await ask(token)).status, 200, "still believed");
    await gateway.app.backing.cache.publish("session.ended", sid);
    await until(async () => (await ask(token)).status === 401, "the session to be forgotten");
  });

  it("do not come back when their end overtakes the question whether they are live", async () => {
    const sid = randomUUID();
    const token = await gateway.identity.token({ sid });
    const { cache } = gateway.app.backing;
    const { get } = cache;
    const { promise, resolve } = Promise.withResolvers<void>();
    let asked = false;
    cache.get = async (key) => {
      if (!key.includes(sid)) return get.call(cache, key);
      asked = true;
      await promise;
      return key === `session:${sid}` ? "{}" : undefined;
    };
    const answer = ask(token);
    await until(() => asked, "the question");
    await cache.publish("session.ended", sid);
    await new Promise((done) => setImmediate(() => setImmediate(done)));
    resolve();
    assert.equal((await answer).status, 401);
    cache.get = get;
    assert.equal((await ask(token)).status, 401);
  });

  it("are asked of the identity service when the cache is away", async () => {
    const { cache } = gateway.app.backing;
    const { get } = cache;
    cache.get = async () => {
      throw new Error("away");
    };
    assert.equal((await ask(await gateway.identity.token())).status, 200);
    cache.get = get;
  });
});
