import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openDatabase } from "@oneheart/kernel";
import { json, openGateway, type TestGateway, until } from "./support/gateway.ts";

describe("health", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openGateway();
  });
  after(() => gateway.close());

  it("says that the process lives and that everything it needs answers", async () => {
    assert.deepEqual(await json(gateway.fetch("/health")), { status: "ok" });
    const ready = await gateway.fetch("/ready");
    assert.equal(ready.status, 200);
    assert.deepEqual(await json(ready), { status: "ready", checks: { database: "ok", cache: "ok", objects: "ok" } });
  });

  it("is not ready while something is away, and says what; a service that hangs counts as away", async () => {
    const { cache, objects } = gateway.app.backing;
    const pings = { cache: cache.ping, objects: objects.ping };
    cache.ping = async () => {
      throw new Error("away");
    };
    objects.ping = () => new Promise(() => {});
    const response = await gateway.fetch("/ready");
    assert.equal(response.status, 503);
    assert.deepEqual(await json(response), { status: "not_ready", checks: { database: "ok", cache: "failed", objects: "failed" } });
    cache.ping = pings.cache;
    objects.ping = pings.objects;
    assert.equal((await gateway.fetch("/ready")).status, 200);
    assert.equal((await gateway.fetch("/health")).status, 200);
  });

  it("measures requests by route, operations, and the database's connections", async () => {
    const database = openDatabase(gateway.app.databaseUrl, { max: 1, application_name: "test" });
    const measured = await openGateway({ gateway: { database } });
    await measured.fetch("/api/widget/search?text=x");
    await measured.fetch("/api/nowhere/at-all");
    const response = await measured.fetch("/metrics");
    assert.match(response.headers.get("content-type") ?? "", /^text\/plain/);
    const text = await response.text();
    assert.match(text, /http_request_duration_seconds_count\{method="GET",route="\/api\/widget\/search",status="200"\} 1/);
    assert.match(text, /http_request_duration_seconds_count\{method="GET",route="unmatched",status="404"\} 1/);
    assert.match(text, /oneheart_operation_duration_seconds_count\{service="widget",operation="search",outcome="ok"\} 1/);
    assert.match(text, /oneheart_database_connections\{state="open"\} 0/);
    await measured.close();
    await database.close();
  });

  it("shows its measurements to this machine, not through a proxy; to the bearer of the token where there is one", async () => {
    const status = async (at: TestGateway, headers: Record<string, string>) => (await at.fetch("/metrics", { headers })).status;
    assert.deepEqual([await status(gateway, {}), await status(gateway, { "x-forwarded-for": "203.0.113.9" })], [200, 401]);
    const token = "a token for the one who measures, long enough";
    const guarded = await openGateway({ settings: { METRICS_TOKEN: token } });
    assert.deepEqual([await status(guarded, {}), await status(guarded, { authorization: "Bearer wrong" })], [401, 401]);
    assert.equal(await status(guarded, { authorization: `Bearer ${token}` }), 200);
    await guarded.close();
  });

  it("has a first page that says what this is and leads on", async () => {
    const page = await gateway.fetch("/");
    assert.deepEqual([page.status, page.headers.get("content-type")], [200, "text/html; charset=utf-8"]);
    const text = await page.text();
    for (const path of ["/docs", "/graphql", "/health"]) {
      assert.ok(text.includes(`href="${path}"`), path);
      assert.equal((await gateway.fetch(path)).status, 200);
    }
  });

  it("is not ready once the server should get no more work, while it still serves", async () => {
    gateway.server.stopping.abort();
    const response = await gateway.fetch("/ready");
    assert.deepEqual([response.status, (await json(response)).status], [503, "stopping"]);
    assert.equal((await gateway.fetch("/api/widget/search")).status, 200);
  });
});

describe("a stop", () => {
  it("finishes the requests under way, closes their connections and takes no more", async () => {
    const gateway = await openGateway({ settings: { REQUEST_TIMEOUT_MS: "5000" } });
    const pending = gateway.fetch("/api/widget/broken/hangs");
    await until(() => gateway.probe.signals.has("broken"), "the operation to begin");
    const closing = gateway.server.close();
    await until(() => gateway.server.stopping.signal.aborted, "the stop to begin");
    gateway.probe.release.resolve();
    const response = await pending;
    assert.equal(response.headers.get("connection"), "close");
    assert.equal(response.status, 500, "the operation's own answer, which is a bug by intention");
    await closing;
    await assert.rejects(gateway.fetch("/health"));
    await gateway.close();
  });

  it("does not wait for ever", async () => {
    const gateway = await openGateway({ settings: { STOP_TIMEOUT_MS: "100" } });
    const pending = gateway.fetch("/api/widget/broken/hangs").catch((error: unknown) => error);
    await until(() => gateway.probe.signals.has("broken"), "the operation to begin");
    await gateway.server.close();
    assert.ok((await pending) instanceof Error);
    gateway.probe.release.resolve();
    await gateway.close();
  });
});
