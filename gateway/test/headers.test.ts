import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { StartError } from "@oneheart/kernel";
import { openGateway, type TestGateway } from "./support/gateway.ts";

const portal = "https://portal.example";

describe("headers", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openGateway({ settings: { CORS_ORIGINS: `${portal}, https://app.example`, PUBLIC_URL: "https://api.example" } });
  });
  after(() => gateway.close());

  it("forbid an answer to load, frame or submit anything, errors included", async () => {
    for (const path of ["/api/widget/search", "/api/nowhere", "/api/widget/whoami", "/health"]) {
      const { headers } = await gateway.fetch(path);
      assert.equal(
        headers.get("content-security-policy"),
        "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
        path,
      );
      assert.equal(headers.get("x-frame-options"), "DENY");
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("referrer-policy"), "no-referrer");
      assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
      assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
      assert.equal(headers.get("x-powered-by"), null);
      assert.equal(headers.get("server"), null);
    }
  });

  it("demand HTTPS where the public address has it, and only there", async () => {
    assert.equal((await gateway.fetch("/health")).headers.get("strict-transport-security"), "max-age=31536000; includeSubDomains");
    const plain = await openGateway();
    assert.equal((await plain.fetch("/health")).headers.get("strict-transport-security"), null);
    await plain.close();
  });

  it("let pages of the configured origins read answers, errors included, and no others", async () => {
    const allowed = async (origin: string, path = "/api/widget/search") =>
      (await gateway.fetch(path, { headers: { origin } })).headers.get("access-control-allow-origin");
    assert.equal(await allowed(portal), portal);
    assert.equal(await allowed(portal, "/api/widget/whoami"), portal, "a 401");
    assert.equal(await allowed(portal, "/api/nowhere"), portal, "a 404");
    for (const origin of [
      "https://evil.example",
      "https://portal.example.evil.example",
      "http://portal.example",
      "null",
      "http://localhost:5173",
    ])
      assert.equal(await allowed(origin), null, origin);
    const { headers } = await gateway.fetch("/api/widget/search", { headers: { origin: portal } });
    assert.equal(headers.get("access-control-allow-credentials"), null);
    assert.match(headers.get("access-control-expose-headers") ?? "", /x-request-id.*idempotent-replayed.*ratelimit-remaining/);
    assert.match(headers.get("vary") ?? "", /origin/i);
  });

  it("answer a preflight without asking for a session", async () => {
    const response = await gateway.fetch("/api/widget/create", {
      method: "OPTIONS",
      headers: {
        origin: portal,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,idempotency-key",
      },
    });
    assert.equal(response.status, 204);
    assert.match(response.headers.get("access-control-allow-methods") ?? "", /POST/);
    assert.match(response.headers.get("access-control-allow-headers") ?? "", /authorization.*idempotency-key/);
  });

  it("allow no origin by default, and in development those of this machine", async () => {
    const closed = await openGateway();
    const origin = "http://localhost:5173";
    assert.equal((await closed.fetch("/health", { headers: { origin } })).headers.get("access-control-allow-origin"), null);
    await closed.close();
    const open = await openGateway({ settings: { NODE_ENV: "development" } });
    assert.equal((await open.fetch("/health", { headers: { origin } })).headers.get("access-control-allow-origin"), origin);
    const elsewhere = { origin: "http://localhost.evil.example" };
    assert.equal((await open.fetch("/health", { headers: elsewhere })).headers.get("access-control-allow-origin"), null);
    await open.close();
  });

  it("are refused at the start when they cannot be meant", async () => {
    await assert.rejects(openGateway({ settings: { CORS_ORIGINS: "portal.example" } }), StartError);
    await assert.rejects(openGateway({ settings: { CORS_ORIGINS: "https://portal.example/path" } }), StartError);
    await assert.rejects(openGateway({ settings: { TRUSTED_PROXIES: "nginx" } }), StartError);
    await assert.rejects(openGateway({ settings: { TRUSTED_PROXIES: "10.0.0.0/33" } }), StartError);
  });

  it("name the request, by a trusted proxy's id or by one of our own", async () => {
    const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const given = async (app: TestGateway, id: string) =>
      (await app.fetch("/health", { headers: { "x-request-id": id } })).headers.get("x-request-id")!;
    assert.match(await given(gateway, "from-a-stranger"), uuidV7);
    const proxied = await openGateway({ settings: { TRUSTED_PROXIES: "loopback" } });
    assert.equal(await given(proxied, "from-the-proxy"), "from-the-proxy");
    for (const insane of ["short", "x".repeat(101), "two words", '{"a":1}']) assert.match(await given(proxied, insane), uuidV7);
    await proxied.close();
  });
});

describe("the access log", () => {
  it("has one line for each request, with its id and route, and nothing that names a person", async () => {
    const gateway = await openGateway();
    const token = await gateway.identity.token();
    gateway.lines.length = 0;
    const response = await gateway.fetch("/api/widget/mali@example.org?email=mali@example.org", {
      token,
      headers: { "user-agent": "mali-phone" },
    });
    await response.text();
    await gateway.close();
    const lines = gateway.lines.filter((line) => line.msg === "request");
    assert.equal(lines.length, 1);
    const { time: _, duration_ms, ...line } = lines[0]!;
    assert.ok((duration_ms as number) >= 0);
    const request_id = response.headers.get("x-request-id");
    assert.deepEqual(line, { level: "info", request_id, method: "GET", route: "/api/widget/:id", status: 400, msg: "request" });
    for (const secret of ["mali", "127.0.0.1", token]) assert.ok(!JSON.stringify(gateway.lines).includes(secret), secret);
  });
});
