import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { json, openGateway, refusal, type TestGateway, until } from "./support/gateway.ts";

describe("errors on the wire", () => {
  let gateway: TestGateway;
  let token: string;
  before(async () => {
    gateway = await openGateway({ settings: { BODY_MAX_BYTES: "2000", REQUEST_TIMEOUT_MS: "2000" } });
    token = await gateway.identity.token();
  });
  after(() => gateway.close());

  const greet = (body: string | Buffer, type = "application/json") =>
    gateway.fetch("/api/widget/greet", { method: "POST", body, headers: { "content-type": type } });

  it("are problem documents with a stable code, the request id and the facts of the case", async () => {
    const response = await gateway.fetch("/api/widget/none", { token });
    assert.equal(response.status, 404);
    assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.deepEqual(await json(response), {
      type: "/docs/problems#widget_not_found",
      title: "Widget not found",
      status: 404,
      code: "widget_not_found",
      request_id: response.headers.get("x-request-id"),
      context: { asked: "none" },
    });
  });

  it("name every wrong field", async () => {
    const problem = await json(gateway.fetch("/api/widget/create", { token, json: { size: "x" } }));
    assert.deepEqual((problem.errors as Array<{ path: string }>).map(({ path }) => path).sort(), ["name", "size"]);
  });

  it("speak the language that the client asks for, and tell caches so", async () => {
    const send = (language: string | undefined, body: object = {}) =>
      gateway.fetch("/api/widget/create", { token, json: body, headers: language === undefined ? {} : { "accept-language": language } });
    const thai = await send("th-TH,th;q=0.9,en;q=0.8", { size: "x", other: 1 });
    assert.equal(thai.headers.get("content-language"), "th");
    assert.match(thai.headers.get("vary")!, /accept-language/i);
    const { code, title, detail, errors } = await json(thai);
    assert.deepEqual([code, title], ["invalid_input", "ข้อมูลไม่ถูกต้อง"]);
    assert.match(String(detail), /`errors`/);
    const messages = Object.fromEntries((errors as Array<{ path: string; message: string }>).map(({ path, message }) => [path, message]));
    assert.match(messages.size!, /^ประเภทข้อมูลไม่ถูกต้อง: .*ตัวเลข/);
    assert.equal(messages.other, "ไม่รู้จักช่องนี้");
    for (const language of ["en", "sw", undefined]) {
      const english = await send(language);
      assert.equal(english.headers.get("content-language"), "en", language);
      assert.match(english.headers.get("vary")!, /accept-language/i);
      assert.equal((await json(english)).title, "Invalid input");
    }
  });

  it("refuse JSON that cannot be read, is not UTF-8 or would reach a prototype", async () => {
    const bodies = ["{", '{"name": }', "nothing", '{"name":"a"} x', '{"name":"a","__proto__":{"admin":true}}'];
    bodies.push('{"name":"a","constructor":{"prototype":{"admin":true}}}');
    for (const body of bodies) assert.deepEqual(await refusal(greet(body)), [400, "malformed_json"], body);
    assert.deepEqual(await refusal(greet(Buffer.from([0x22, 0xff, 0xfe, 0x22]))), [400, "malformed_json"]);
    assert.equal(({} as Record<string, unknown>).admin, undefined);
  });

  it("refuse what no store can hold, and deep nesting, as bad input", async () => {
    assert.deepEqual(await refusal(greet('{"name":"a\\u0000b"}')), [400, "invalid_input"]);
    assert.deepEqual(await refusal(greet('{"name":"\\ud800"}')), [400, "invalid_input"]);
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/search?text=%00")), [400, "invalid_input"]);
    assert.deepEqual(await refusal(greet(`{"name":${"[".repeat(900)}${"]".repeat(900)}}`)), [400, "invalid_input"]);
  });

  it("refuse what the framework refuses with its own kind of status, such as a QUERY without a type", async () => {
    const response = await new Promise<number>((resolve, reject) => {
      const sent = request(`${gateway.url}/api/widget/search`, { method: "QUERY" }, (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      });
      sent.on("error", reject).end();
    });
    assert.ok([400, 404, 405, 415].includes(response), String(response));
  });

  it("take an empty body for none", async () => {
    const response = await gateway.fetch("/api/widget/greet", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "",
    });
    assert.deepEqual((await json(response)).errors, [{ path: "name", message: "Invalid input: expected string, received undefined" }]);
  });

  it("refuse a body that is too long, whether or not it says so beforehand", async () => {
    const long = JSON.stringify({ name: "x".repeat(3000) });
    assert.deepEqual(await refusal(greet(long)), [413, "payload_too_large"]);
    const unannounced = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(long));
        controller.close();
      },
    });
    const init = { method: "POST", body: unannounced, duplex: "half", headers: { "content-type": "application/json" } } as RequestInit;
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/greet", init)), [413, "payload_too_large"]);
  });

  it("refuse other content types", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/xml",
      "multipart/form-data; boundary=x",
      "nonsense",
    ])
      assert.deepEqual(await refusal(greet('{"name":"a"}', type)), [415, "unsupported_media_type"], type);
    assert.equal((await greet('{"name":"a"}', "application/json; charset=utf-8")).status, 200);
  });

  it("refuse an address that cannot be decoded", async () => {
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/%zz", { token })), [400, "invalid_input"]);
  });

  it("say nothing about a bug, and log it with its stack", async () => {
    const response = await gateway.fetch("/api/widget/broken/throws");
    const problem = await json(response);
    assert.deepEqual([response.status, Object.keys(problem).sort()], [500, ["code", "request_id", "status", "title", "type"]]);
  });

  it("answer 500 for an answer that does not fit, and repeat nothing of it", async () => {
    gateway.lines.length = 0;
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/broken/misfits")), [500, "internal"]);
    assert.ok(!JSON.stringify(gateway.lines).includes("a secret text"));
  });

  it("answer 408 when the operation takes too long, and tell it to stop", async () => {
    const response = await gateway.fetch("/api/widget/broken/hangs");
    assert.equal(response.headers.get("connection"), "close");
    assert.deepEqual(await refusal(response), [408, "request_timeout"]);
    assert.equal(gateway.probe.signals.get("broken")?.aborted, true);
    gateway.probe.release.resolve();
  });

  it("answer 408 when the body does not come", async () => {
    const answer = await raw(
      "POST /api/widget/greet HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
    );
    assert.match(answer, /^HTTP\/1\.1 408 [\s\S]*"code":"request_timeout"/);
  });

  it("are problems even when the request is not HTTP or its headers are too long", async () => {
    for (const text of ["nonsense\r\n\r\n", `GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(20_000)}\r\n\r\n`])
      assert.match(await raw(text), /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"invalid_input"/);
  });

  it("tell the operation when its caller has gone", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gateway.probe.release = { promise, resolve, reject: () => {} };
    gateway.probe.signals.delete("broken");
    gateway.lines.length = 0;
    const leaving = new AbortController();
    const left = gateway.fetch("/api/widget/broken/hangs", { signal: leaving.signal });
    await until(() => gateway.probe.signals.has("broken"), "the operation to begin");
    leaving.abort();
    await assert.rejects(left);
    await until(() => gateway.probe.signals.get("broken")!.aborted, "the signal");
    resolve();
    await until(() => gateway.lines.some((line) => line.msg === "the caller went away"), "the log line");
    assert.ok(!gateway.lines.some((line) => line.msg === "request failed"), "which is nobody's fault");
  });

  function raw(text: string): Promise<string> {
    const { port, hostname } = new URL(gateway.url);
    return new Promise((resolve, reject) => {
      let answer = "";
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  }
});
