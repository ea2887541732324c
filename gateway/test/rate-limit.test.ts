import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { json, openGateway, refusal, type TestGateway } from "./support/gateway.ts";

const limits = {
  RATE_LIMITS: "on",
  RATE_USER_PER_MINUTE: "5",
  RATE_ADMIN_PER_MINUTE: "7",
  RATE_ANYONE_PER_MINUTE: "3",
  RATE_UPLOAD_PER_MINUTE: "2",
  RATE_PUBLIC_READS_PER_MINUTE: "6",
  RATE_SESSIONS_PER_MINUTE: "4",
  TRUSTED_PROXIES: "127.0.0.1",
};

describe("rate limits", () => {
  let gateway: TestGateway;
  let addresses = 0;
  before(async () => {
    gateway = await openGateway({ settings: limits });
  });
  after(() => gateway.close());

  const from = () => {
    addresses += 1;
    return { "x-forwarded-for": `198.51.100.${addresses}` };
  };
  const statuses = async (count: number, send: () => Promise<Response>) => {
    const answered: number[] = [];
    for (let time = 0; time < count; time += 1) answered.push((await send()).status);
    return answered;
  };
  const greet = (headers: Record<string, string>) => gateway.fetch("/api/widget/greet", { json: { name: "n" }, headers });

  it("count each user alone, wherever the requests come from", async () => {
    const [one, other] = [await gateway.identity.token(), await gateway.identity.token()];
    const ask = (token: string) => () => gateway.fetch("/api/widget/whoami", { token, headers: from() });
    assert.deepEqual(await statuses(7, ask(one)), [200, 200, 200, 200, 200, 429, 429]);
    assert.deepEqual(await statuses(2, ask(other)), [200, 200]);
  });

  it("count all sessions of a user together", async () => {
    const sub = randomUUID();
    const ask = async () => gateway.fetch("/api/widget/whoami", { token: await gateway.identity.token({ sub }), headers: from() });
    assert.deepEqual((await statuses(6, ask)).at(-1), 429);
  });

  it("count those without a session by their address, failed tokens included", async () => {
    const here = from();
    assert.deepEqual(await statuses(2, () => greet(here)), [200, 200]);
    assert.equal((await gateway.fetch("/api/widget/whoami", { token: "a.b.c", headers: here })).status, 401);
    assert.equal((await greet(here)).status, 429);
    assert.equal((await greet(from())).status, 200);
  });

  it("count administrators by their address", async () => {
    const here = from();
    const ask = async () => gateway.fetch("/api/admin/widgets", { token: await gateway.identity.token({ role: "admin" }), headers: here });
    assert.deepEqual(await statuses(8, ask), [200, 200, 200, 200, 200, 200, 200, 429]);
  });

  it("count uploads apart from everything else of the user", async () => {
    const token = await gateway.identity.token();
    const send = () => gateway.fetch("/api/widget/upload", { method: "POST", token, body: form(), headers: from() });
    assert.deepEqual(await statuses(3, send), [201, 201, 429]);
    assert.equal((await gateway.fetch("/api/widget/whoami", { token })).status, 200);
  });

  it("count public reads and what begins sessions apart from everything else of an address", async () => {
    const here = from();
    await statuses(3, () => greet(here));
    const read = () => gateway.fetch("/api/widget/glance", { headers: here });
    const join = () => gateway.fetch("/api/widget/join", { json: {}, headers: here });
    assert.deepEqual(await statuses(7, read), [200, 200, 200, 200, 200, 200, 429]);
    assert.deepEqual(await statuses(5, join), [200, 200, 200, 200, 429]);
    assert.ok(Number((await join()).headers.get("retry-after")) > 0);
    assert.equal((await greet(here)).status, 429);
  });

  it("say how much is left and when it starts anew", async () => {
    const token = await gateway.identity.token();
    const first = await gateway.fetch("/api/widget/whoami", { token });
    assert.equal(first.headers.get("ratelimit-limit"), "5");
    assert.equal(first.headers.get("ratelimit-remaining"), "4");
    assert.equal(first.headers.get("ratelimit-policy"), "5;w=60");
    const reset = Number(first.headers.get("ratelimit-reset"));
    assert.ok(reset >= 1 && reset <= 60);
    assert.equal(first.headers.get("retry-after"), null);
    await statuses(4, () => gateway.fetch("/api/widget/whoami", { token }));
    const refused = await gateway.fetch("/api/widget/whoami", { token });
    assert.equal(refused.headers.get("ratelimit-remaining"), "0");
    assert.equal(refused.headers.get("retry-after"), refused.headers.get("ratelimit-reset"));
    assert.deepEqual(await refusal(refused), [429, "rate_limited"]);
  });

  it("are told before the body is read and before access is checked", async () => {
    const here = from();
    await statuses(3, () => greet(here));
    assert.equal(
      (await gateway.fetch("/api/widget/greet", { method: "POST", headers: { ...here, "content-type": "application/json" }, body: "{" }))
        .status,
      429,
    );
    assert.equal((await gateway.fetch("/api/widget/whoami", { headers: here })).status, 429);
  });

  it("leave out what has none, health and documentation", async () => {
    const here = from();
    for (const path of ["/api/widget/search", "/health", "/openapi.json", "/docs", "/.well-known/jwks.json"])
      assert.deepEqual(new Set(await statuses(5, () => gateway.fetch(path, { headers: here }))), new Set([200]), path);
  });

  it("believe the forwarded address from a trusted proxy only", async () => {
    const direct = await openGateway({ settings: { ...limits, TRUSTED_PROXIES: "10.0.0.0/8" } });
    const send = () => direct.fetch("/api/widget/greet", { json: { name: "n" }, headers: from() });
    assert.deepEqual(await statuses(4, send), [200, 200, 200, 429]);
    await direct.close();
  });

  it("let requests through when the cache is away", async () => {
    const { cache } = gateway.app.backing;
    const { increment } = cache;
    cache.increment = async () => {
      throw new Error("away");
    };
    const here = from();
    assert.deepEqual(await statuses(5, () => greet(here)), [200, 200, 200, 200, 200]);
    cache.increment = increment;
  });

  it("can be turned off", async () => {
    const open = await openGateway({ settings: { ...limits, RATE_LIMITS: "off" } });
    const response = await open.fetch("/api/widget/greet", { json: { name: "n" } });
    assert.equal(response.headers.get("ratelimit-limit"), null);
    assert.deepEqual(new Set(await statuses(6, () => open.fetch("/api/widget/greet", { json: { name: "n" } }))), new Set([200]));
    await open.close();
  });

  it("cost a few microseconds with the cache of one process", async () => {
    const rounds = 20_000;
    const begin = performance.now();
    for (let round = 0; round < rounds; round += 1) await gateway.app.backing.cache.increment("rate_limit:user:bench", { ttl_ms: 60_000 });
    assert.ok(((performance.now() - begin) * 1000) / rounds < 1000, "microseconds for each, on a slow machine");
  });

  it("speak of the same problem document as every other error", async () => {
    const here = from();
    await statuses(3, () => greet(here));
    const problem = await json(greet(here));
    assert.equal(problem.title, "Rate limited");
    assert.ok((problem.context as { retry_after_s: number }).retry_after_s > 0);
  });

  function form(): FormData {
    const data = new FormData();
    data.append("name", "n");
    data.append("media", new Blob(["x"]), "x.jpg");
    return data;
  }
});
