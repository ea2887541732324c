import assert from "node:assert/strict";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { httpSettings } from "@oneheart/http";
import { anyone, createLogger, type Kernel, loadSettings, type OperationError, StartError, userPrincipal } from "@oneheart/kernel";
import { createInternalServer, otherProcesses, processSettings } from "@oneheart/process-calls";
import { bootServices, type TestApp } from "@oneheart/testing";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { createGateway } from "../src/index.ts";
import { aDid, json, openGateway, refusal, type TestGateway, until } from "./support/gateway.ts";
import { createProbe, widgetContract, widgetService } from "./support/widget.ts";

const secret = { INTERNAL_SECRET: "a secret of these two processes only", RATE_LIMITS: "off", CACHE: "postgres" };

describe("a gateway whose services are in another process", () => {
  let widgets: TestApp;
  let inner: FastifyInstance;
  let innerUrl: string;
  let gateway: TestGateway;
  let token: string;
  const probe = createProbe();
  before(async () => {
    widgets = await bootServices([widgetService(probe)], { settings: secret, declared: [httpSettings] });
    inner = await createInternalServer(widgets.kernel, widgets.others);
    innerUrl = await inner.listen({ host: "127.0.0.1", port: 0 });
    const settings = { ...secret, SERVICE_URLS: `widget=${innerUrl}`, TRUSTED_PROXIES: "127.0.0.1" };
    gateway = await openGateway({ services: false, databaseUrl: widgets.databaseUrl, settings });
    token = await gateway.identity.token();
  });
  after(async () => {
    await gateway.close();
    await inner.close();
    await widgets.stop();
  });

  it("forwards JSON with the user behind it, the address and the request id", async () => {
    const headers = { "x-forwarded-for": "203.0.113.9", "user-agent": "näme/1 ☂", "x-request-id": "request-of-the-proxy" };
    const response = await gateway.fetch("/api/widget/whoami", { token, headers: { ...headers, "user-agent": "phone/1" } });
    const body = await json(response);
    assert.equal(response.headers.get("x-request-id"), "request-of-the-proxy");
    assert.deepEqual([body.ip, body.user_agent, body.role, body.did], ["203.0.113.9", "phone/1", "player", aDid]);
  });

  it("passes errors on as they were, with their fields and facts", async () => {
    const missing = await json(gateway.fetch("/api/widget/none", { token }));
    assert.deepEqual([missing.status, missing.code, missing.context], [404, "widget_not_found", { asked: "none" }]);
    const invalid = await json(gateway.fetch("/api/widget/create", { token, json: { size: "x" } }));
    assert.deepEqual((invalid.errors as Array<{ path: string }>).map(({ path }) => path).sort(), ["name", "size"]);
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/broken/throws")), [500, "internal"]);
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/broken/misfits")), [500, "internal"]);
  });

  it("keeps statuses, empty answers and undeclared fields as they are in one process", async () => {
    assert.equal((await gateway.fetch("/api/widget/w1", { method: "DELETE", token })).status, 204);
    assert.deepEqual(await json(gateway.fetch("/api/widget/w1", { token })), { id: "w1", name: "A widget" });
    assert.equal((await gateway.fetch("/api/widget/search?limit=5")).status, 200);
  });

  it("forwards idempotency keys", async () => {
    const pay = (amount: number) =>
      gateway.fetch("/api/widget/pay", { token, json: { amount }, headers: { "idempotency-key": "forwarded" } });
    const first = await pay(3);
    const again = await pay(3);
    assert.equal(again.headers.get("idempotent-replayed"), "true");
    assert.deepEqual(await again.json(), await first.json());
    assert.deepEqual(await refusal(pay(4)), [422, "idempotency_key_reused"]);
  });

  it("forwards bytes with their type, status and headers", async () => {
    for (const from of ["text", "bytes", "stream"]) {
      const response = await gateway.fetch(`/api/widget/files/a/ผ.jpg?from=${from}`, { headers: { range: "bytes=0-3" } });
      assert.equal(response.status, 206);
      assert.equal(response.headers.get("content-type"), "text/x-widget");
      assert.equal(response.headers.get("etag"), '"abc"');
      assert.equal(response.headers.get("x-oneheart-answer"), null);
      assert.equal(await response.text(), "part bytes=0-3");
    }
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/files/none")), [404, "file_not_found"]);
  });

  it("streams uploads through, with fields and names of any script", async () => {
    const bytes = randomBytes(700_000);
    const data = new FormData();
    data.append("name", "ชื่อ");
    data.append("size", "7");
    data.append("media", new Blob([new Uint8Array(bytes)]), "ภาพ.jpg");
    const response = await gateway.fetch("/api/widget/upload", { method: "POST", token, body: data });
    assert.equal(response.status, 201);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    assert.deepEqual(await json(response), { name: "ชื่อ", size: 7, exact: false, filename: "ภาพ.jpg", bytes: bytes.length, sha256 });
  });

  it("gives a service that asks the same answer and the same error as within one process", async () => {
    const { inner } = widgetContract.operations;
    const ask = (kernel: Kernel, how: z.input<typeof inner.input>["how"]) =>
      kernel
        .context("asker")
        .call(inner, { how })
        .catch(({ code, status, message, context, fields }: OperationError) => ({ code, status, message, context, fields }));
    for (const how of inner.input.shape.how.unwrap().options) {
      assert.deepEqual(await ask(widgets.kernel, how), await ask(gateway.app.kernel, how), how);
    }
    const answer = await ask(widgets.kernel, "answers");
    assert.deepEqual(answer, {
      name: "Widget",
      size: 1,
      parts: [{ weight: 0 }],
      details: { at: "1970-01-01T00:00:00.000Z", list: [null, null] },
    });
    (answer as { details: { list: unknown[] } }).details.list.push("changed by the caller");
    assert.equal((probe.inner.details as { list: unknown[] }).list.length, 2);
  });

  it("breaks an upload off over there when the form turns out to be malformed or too long", async () => {
    for (const [size, after, expected] of [
      [700_000, true, [400, "malformed_upload"]],
      [1_500_000, false, [413, "payload_too_large"]],
    ] as const) {
      probe.uploadEnded = Promise.withResolvers();
      const data = new FormData();
      data.append("name", "n");
      data.append("media", new Blob([new Uint8Array(size)]), "a.jpg");
      if (after) data.append("size", "1");
      assert.deepEqual(await refusal(gateway.fetch("/api/widget/upload", { method: "POST", token, body: data })), expected);
      assert.ok((await probe.uploadEnded.promise) instanceof Error);
    }
    const none = new FormData();
    none.append("name", "n");
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/upload", { method: "POST", token, body: none })), [400, "media_missing"]);
  });

  it("passes event streams through both ways: events to the client, its leaving to the source", async () => {
    const leaving = new AbortController();
    const headers = { "last-event-id": "41" };
    const response = await gateway.fetch("/api/widget/watch", { token, headers, signal: leaving.signal });
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("after 41\n\n")) text += (await reader.read()).value;
    probe.say("through two processes");
    while (!text.includes("through two processes")) text += (await reader.read()).value;
    leaving.abort();
    await until(() => probe.watching === 0, "the source to end");
  });

  it("ends a forwarded stream when its session ends, announced by another process", async () => {
    const sid = randomUUID();
    const response = await gateway.fetch("/api/widget/watch", { token: await gateway.identity.token({ sid }) });
    const ended = response.text();
    await until(() => probe.watching === 1, "the source to begin");
    await widgets.backing.cache.publish("session.ended", sid);
    assert.match(await ended, /begin/);
    await until(() => probe.watching === 0, "the source to end");
  });

  it("does not let a user do more than in one process", async () => {
    assert.deepEqual(await refusal(gateway.fetch("/api/admin/widgets", { token })), [403, "forbidden"]);
    const player = userPrincipal({ playerId: randomUUID(), did: aDid, role: "player", sessionId: randomUUID() });
    const forwarded = (path: string, bearer: string, kind: string | undefined = "gateway") =>
      fetch(`${innerUrl}/internal/widget/${path}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${bearer}`,
          "content-type": "application/json",
          ...(kind === undefined ? {} : { "x-oneheart-call": kind }),
        },
        body: "{}",
      });
    const internal = await gateway.app.others!.tokens.sign({ principal: player, service: "gateway" });
    assert.equal((await forwarded("inner", internal)).status, 403, "for services only");
    assert.equal((await forwarded("inner", internal, "service")).status, 200);
    assert.equal((await forwarded("administer", internal)).status, 403);
    assert.equal((await forwarded("whoami", internal, "other")).status, 400);
    assert.equal((await forwarded("nothing", internal)).status, 503);
    const nobody = await gateway.app.others!.tokens.sign({ principal: anyone, service: "gateway" });
    assert.equal((await forwarded("whoami", nobody)).status, 401);
    for (const bad of ["", "x.y.z", token, `${internal}x`]) assert.equal((await forwarded("whoami", bad)).status, 401);
  });

  it("answers other processes itself, for services beside it", async () => {
    const bearer = await widgets.others!.tokens.sign({ principal: anyone, service: "widget" });
    const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json", "x-oneheart-call": "service" };
    const response = await fetch(`${gateway.url}/internal/identity/publicKeys`, { method: "POST", headers, body: "{}" });
    assert.equal(response.status, 200);
    assert.equal(((await json(response)).output as { keys: unknown[] }).keys.length, 1);
  });

  it("says 503 with Retry-After while the other process is away, and names no address", async () => {
    const elsewhere = await openGateway({
      services: false,
      databaseUrl: widgets.databaseUrl,
      settings: { ...secret, SERVICE_URLS: "widget=http://127.0.0.1:9" },
    });
    const response = await elsewhere.fetch("/api/widget/search");
    assert.ok(Number(response.headers.get("retry-after")) > 0);
    const problem = await json(response);
    assert.deepEqual([problem.status, problem.code, problem.detail], [503, "unavailable", undefined]);
    await elsewhere.close();
  });

  it("does not start when it could not reach a service", async () => {
    const kernel: Kernel = { ...gateway.app.kernel, log: createLogger({ level: "silent" }), has: () => false };
    await assert.rejects(createGateway({ kernel, contracts: [widgetContract] }), StartError);
    const others = otherProcesses(loadSettings(secret, [processSettings]));
    await assert.rejects(createGateway({ kernel, others, contracts: [widgetContract] }), /SERVICE_URLS does not say where the widget/);
  });
});

describe("the internal server", () => {
  it("is not public: no route of the contracts, no documentation; health and metrics only", async () => {
    const app = await bootServices([widgetService(createProbe())], { settings: secret, declared: [httpSettings] });
    const server = await createInternalServer(app.kernel, app.others);
    const url = await server.listen({ host: "127.0.0.1", port: 0 });
    for (const path of ["/api/widget/search", "/docs", "/openapi.json", "/internal/widget/search"])
      assert.ok([404, 405].includes((await fetch(url + path)).status), path);
    for (const path of ["/health", "/ready", "/metrics"]) assert.equal((await fetch(url + path)).status, 200, path);
    await server.close();
    await app.stop();
  });

  it("does not start without a secret", async () => {
    const app = await bootServices([]);
    await assert.rejects(createInternalServer(app.kernel, app.others), StartError);
    await app.stop();
  });
});
