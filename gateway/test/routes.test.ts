import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { json, openGateway, refusal, type TestGateway } from "./support/gateway.ts";

describe("routes made from contracts", () => {
  let gateway: TestGateway;
  let token: string;
  before(async () => {
    gateway = await openGateway();
    token = await gateway.identity.token();
  });
  after(() => gateway.close());

  const input = async (path: string, init?: Parameters<TestGateway["fetch"]>[1]) => (await json(gateway.fetch(path, init))).input;

  it("turn query texts into what the schema asks for", async () => {
    const path = "/api/widget/search?text=007&limit=5&near=-1.5e0&open=true&tags=a&tags=b&sizes=3&kind=me";
    assert.deepEqual(await input(path), { text: "007", limit: 5, near: -1.5, open: true, tags: ["a", "b"], sizes: [3], kind: "me" });
    assert.deepEqual(await input("/api/widget/search?open=false&tags=a"), { open: false, tags: ["a"], limit: 20 });
  });

  it("hand a signed body on byte for byte, with its signature, whatever its type", async () => {
    const hear = (body: string | Buffer, headers: Record<string, string> = { "x-signature": "s" }) =>
      gateway.fetch("/api/widget/hear", {
        method: "POST",
        body: body as string,
        headers: { "content-type": "application/json", ...headers },
      });
    for (const payload of ['\ufeff{ "b":1,\r\n "a":1.0, "a":2 }', "not json", "ไทย 🌳"]) {
      assert.deepEqual((await json(hear(payload))).input, { payload, signature: "s" });
    }
    assert.equal((await hear("{}", {})).status, 400, "no signature");
    assert.equal((await hear(Buffer.from([0xff, 0xfe]))).status, 400, "not UTF-8");
    assert.equal((await hear("x".repeat(1_001))).status, 413);
  });

  it("refuse query fields that a read does not know, by name, and values that do not fit", async () => {
    const unknown = async (query: string) => {
      const refused = await gateway.fetch(`/api/widget/search?${query}`);
      assert.equal(refused.status, 400);
      return (await json(refused)).errors;
    };
    assert.deepEqual(await unknown("limit=5&limits=5&constructor=x"), [
      { path: "limits", message: "unknown field" },
      { path: "constructor", message: "unknown field" },
    ]);
    assert.deepEqual(await unknown("__proto__=1"), [{ path: "__proto__", message: "unknown field" }]);
    const response = await gateway.fetch("/api/widget/search?limit=many&open=perhaps&near=");
    const problem = await json(response);
    assert.equal(response.status, 400);
    assert.equal(problem.code, "invalid_input");
    assert.deepEqual((problem.errors as Array<{ path: string }>).map(({ path }) => path).sort(), ["limit", "near", "open"]);
  });

  it("join path, query and body", async () => {
    const path = "/api/widget/w%2F1/part/7";
    assert.deepEqual(await input(path, { method: "PATCH", token, json: { name: "n" } }), { id: "w/1", part: 7, name: "n" });
    assert.deepEqual(await input(`${path}?name=q`, { method: "PATCH", token }), { id: "w/1", part: 7, name: "q" });
  });

  it("refuse a field that stands in two places, and unknown fields of a body", async () => {
    const twice = await gateway.fetch("/api/widget/1/part/7", { method: "PATCH", token, json: { part: 8 } });
    assert.equal(twice.status, 400);
    assert.deepEqual((await json(twice)).errors, [
      { path: "part", message: "given twice: in the path, the query or the body, not in two of them" },
    ]);
    const unknown = await gateway.fetch("/api/widget/create", { token, json: { name: "n", admin: true } });
    assert.equal(unknown.status, 400);
    assert.deepEqual((await json(unknown)).errors, [{ path: "admin", message: "unknown field" }]);
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/create?extra=1", { token, json: { name: "n" } })), [400, "invalid_input"]);
  });

  it("refuse bodies that are no object", async () => {
    for (const body of [[], [1], "text", 5, true, null])
      assert.deepEqual(await refusal(gateway.fetch("/api/widget/greet", { json: body })), [400, "invalid_input"], JSON.stringify(body));
  });

  it("answer the contract's status, and nothing that the contract does not declare", async () => {
    const created = await gateway.fetch("/api/widget/create", { token, json: { name: "n" } });
    assert.equal(created.status, 201);
    assert.match(created.headers.get("content-type") ?? "", /^application\/json/);
    assert.equal(created.headers.get("cache-control"), "no-store");
    assert.deepEqual(await json(gateway.fetch("/api/widget/w1", { token })), { id: "w1", name: "A widget" });
  });

  it("answer 204 without a body, also to a DELETE with a query", async () => {
    const removed = await gateway.fetch("/api/widget/w1?force=true", { method: "DELETE", token });
    assert.equal(removed.status, 204);
    assert.equal(await removed.text(), "");
    assert.equal(removed.headers.get("content-length"), null);
  });

  it("reach the same operation by its aliases", async () => {
    assert.equal((await json(gateway.fetch("/api/gadget/w1", { token }))).id, "w1");
  });

  it("answer HEAD like GET without the body", async () => {
    const head = await gateway.fetch("/api/widget/w1", { method: "HEAD", token });
    const get = await gateway.fetch("/api/widget/w1", { token });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get("content-length"), String((await get.text()).length));
    assert.equal(await head.text(), "");
    assert.equal((await gateway.fetch("/api/widget/w1", { method: "HEAD" })).status, 401);
    const file = await gateway.fetch("/api/widget/files/a", { method: "HEAD" });
    assert.deepEqual([file.status, file.headers.get("etag"), await file.text()], [200, '"abc"', ""]);
  });

  it("send bytes as text, as bytes and as a stream, with their type, headers and the rest of the path", async () => {
    for (const from of ["text", "bytes", "stream"]) {
      const response = await gateway.fetch(`/api/widget/files/a/b%20c.jpg?from=${from}`);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get("content-type"), "text/x-widget");
      assert.equal(response.headers.get("etag"), '"abc"');
      assert.equal(response.headers.get("cross-origin-resource-policy"), "cross-origin");
      assert.equal(await response.text(), "contents of a/b c.jpg");
    }
    const part = await gateway.fetch("/api/widget/files/a", { headers: { range: "bytes=0-3", "if-range": '"abc"' } });
    assert.deepEqual([part.status, await part.text()], [206, 'part bytes=0-3"abc"']);
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/files/none")), [404, "file_not_found"]);
  });

  it("tell an unknown path from a known one with another method", async () => {
    assert.deepEqual(await refusal(gateway.fetch("/api/nowhere")), [404, "route_not_found"]);
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/inner", { method: "POST", token })), [405, "route_not_found"]);
    const wrong = await gateway.fetch("/api/widget/create", { method: "PUT", json: {} });
    assert.equal(wrong.status, 405);
    // "create" is also an id, so this path answers reads and removals of a widget too.
    assert.equal(wrong.headers.get("allow"), "DELETE, GET, HEAD, POST");
    assert.equal((await json(wrong)).status, 405);
  });

  it("hand over who asks and from where", async () => {
    const sub = randomUUID();
    const mine = await gateway.identity.token({ sub, role: "reviewer" });
    const body = await json(gateway.fetch("/api/widget/whoami", { token: mine, headers: { "user-agent": "a test/1.0" } }));
    assert.deepEqual(body, { player_id: sub, did: body.did, role: "reviewer", ip: "127.0.0.1", user_agent: "a test/1.0" });
  });

  it("mark an answer that was given before", async () => {
    const send = (amount: number) => gateway.fetch("/api/widget/pay", { token, json: { amount }, headers: { "idempotency-key": "k-1" } });
    const first = await send(5);
    assert.equal(first.headers.get("idempotent-replayed"), null);
    const again = await send(5);
    assert.equal(again.headers.get("idempotent-replayed"), "true");
    assert.deepEqual(await again.json(), await first.json());
    assert.deepEqual(await refusal(send(6)), [422, "idempotency_key_reused"]);
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/pay", { token, json: { amount: 5 } })), [400, "idempotency_key_required"]);
  });
});
