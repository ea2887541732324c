import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { after, before, beforeEach, describe, it } from "node:test";
import { json, openGateway, refusal, type TestGateway, until } from "./support/gateway.ts";

/** Long enough that a busy machine does not reach it by itself. */
const limit_ms = 2500;
const boundary = "----oneheart-test";

describe("uploads", () => {
  let gateway: TestGateway;
  let token: string;
  before(async () => {
    gateway = await openGateway({ settings: { REQUEST_TIMEOUT_MS: String(limit_ms) } });
    token = await gateway.identity.token();
  });
  after(() => gateway.close());
  beforeEach(() => {
    gateway.probe.uploadEnded = Promise.withResolvers();
    gateway.probe.signals.clear();
  });

  const send = (body: FormData | string | Buffer, headers: Record<string, string> = {}) => {
    const type = body instanceof FormData ? {} : { "content-type": `multipart/form-data; boundary=${boundary}` };
    return gateway.fetch("/api/widget/upload", { method: "POST", token, body, headers: { ...type, ...headers } });
  };

  it("stream the file to the operation after the fields, which take the types of the schema", async () => {
    const bytes = randomBytes(300_000);
    const response = await send(form({ name: "007", size: "7", exact: "true" }, bytes, "ภาพ ถ่าย.jpg"));
    assert.equal(response.status, 201);
    assert.deepEqual(await json(response), {
      name: "007",
      size: 7,
      exact: true,
      filename: "ภาพ ถ่าย.jpg",
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
  });

  it("reach the operation without a file when none was sent", async () => {
    assert.deepEqual(await refusal(send(form({ name: "n" }))), [400, "media_missing"]);
  });

  it("are validated like every other input", async () => {
    const problem = await json(send(form({ size: "many", other: "1" }, Buffer.from("x"))));
    assert.equal(problem.code, "invalid_input");
    assert.deepEqual((problem.errors as Array<{ path: string }>).map(({ path }) => path).sort(), ["name", "other", "size"]);
  });

  it("say that the file comes last when fields are missing before it", async () => {
    const body = multipart([part("media", "bytes", "a.jpg"), part("name", "n")]);
    const problem = await json(send(body));
    assert.deepEqual([problem.status, problem.code], [400, "invalid_input"]);
    assert.match(String(problem.detail), /send every field before it, and the file last/);
    assert.deepEqual(
      (problem.errors as Array<{ path: string }>).map(({ path }) => path),
      ["name"],
    );
  });

  it("are refused when a field follows the file, and the operation hears of it before it believes the file", async () => {
    const body = multipart([part("name", "n"), part("media", "bytes", "a.jpg"), part("size", "1")]);
    const problem = await json(send(body));
    assert.deepEqual([problem.code, problem.detail], ["malformed_upload", "fields must come before the file"]);
    assert.ok((await gateway.probe.uploadEnded.promise) instanceof Error);
  });

  it("are refused with more than one file, with the file in another field, and with a field that is too long", async () => {
    const details: Record<string, string> = {
      "only one file may be sent": multipart([part("name", "n"), part("media", "1", "a.jpg"), part("media", "2", "b.jpg")]),
      'the file belongs in the field "media", not "photo"': multipart([part("name", "n"), part("photo", "1", "a.jpg")]),
      'the field "name" is too long': multipart([part("name", "n".repeat(9000)), part("media", "1", "a.jpg")]),
      "the fields are too long": multipart([part("name", "n".repeat(5000)), part("size", "1".repeat(5000)), part("media", "1", "a.jpg")]),
      "a field has a name that is not allowed": multipart([part("name", "n"), part("__proto__", "n"), part("media", "1", "a.jpg")]),
      "at most 50 fields may be sent": multipart([
        ...Array.from({ length: 60 }, (_, index) => part(`f${index}`, "1")),
        part("media", "1", "a.jpg"),
      ]),
    };
    for (const [detail, body] of Object.entries(details)) {
      const problem = await json(send(body));
      assert.deepEqual([problem.status, problem.code, problem.detail], [400, "malformed_upload", detail]);
    }
  });

  it("are refused when the form cannot be read", async () => {
    const whole = multipart([part("name", "n"), part("media", "bytes", "a.jpg")]);
    const cut = whole.slice(0, whole.indexOf("bytes") + 3);
    for (const body of [cut, `--${boundary}`, "no form at all", multipart([part("name", "n")]).slice(0, -10)])
      assert.deepEqual(await refusal(send(body)), [400, "malformed_upload"], JSON.stringify(body));
    assert.deepEqual(await refusal(send(whole, { "content-type": "multipart/form-data" })), [400, "malformed_upload"]);
    assert.deepEqual(await refusal(gateway.fetch("/api/widget/upload", { token, json: { name: "n" } })), [415, "unsupported_media_type"]);
  });

  it("fail with the file's stream when the file is longer than it may be", async () => {
    assert.deepEqual(await refusal(send(form({ name: "n" }, randomBytes(1_000_001)))), [413, "payload_too_large"]);
    assert.ok((await gateway.probe.uploadEnded.promise) instanceof Error);
    assert.equal((await send(form({ name: "n" }, randomBytes(999_999)))).status, 201);
  });

  it("fail with the file's stream when the client goes away", async () => {
    const sending = openRequest();
    sending.write(`${part("name", "n")}--${boundary}\r\ncontent-disposition: form-data; name="media"; filename="a.jpg"\r\n\r\nsome bytes`);
    sending.on("error", () => {});
    await until(() => gateway.probe.signals.has("upload"), "the operation to begin");
    sending.destroy();
    assert.ok((await gateway.probe.uploadEnded.promise) instanceof Error);
  });

  it("may take longer than other requests while they move on, but not while they stand still", async () => {
    const slow = openRequest();
    const answered = answerOf(slow);
    slow.write(`${part("name", "n")}--${boundary}\r\ncontent-disposition: form-data; name="media"; filename="a.jpg"\r\n\r\n`);
    const begin = Date.now();
    for (let piece = 0; piece < 8; piece += 1) {
      await new Promise((resolve) => setTimeout(resolve, limit_ms / 6));
      slow.write("piece");
    }
    slow.end(`\r\n--${boundary}--\r\n`);
    assert.equal((await answered).status, 201);
    assert.ok(Date.now() - begin > limit_ms);

    const still = openRequest();
    const given = answerOf(still);
    still.write(part("name", "n"));
    assert.deepEqual(await given, { status: 408, code: "request_timeout" });
    still.destroy();
  });

  it("are answered before they were sent whole when the operation refuses without reading", async () => {
    assert.deepEqual(await refusal(send(form({ name: "n", refuse: "true" }, randomBytes(900_000)))), [409, "not_now"]);
    assert.equal((await send(form({ name: "n" }, Buffer.from("x")))).status, 201);
  });

  it("are replayed for the same key and file, and refused for another file", async () => {
    const key = { "idempotency-key": "upload-1" };
    const first = await send(form({ name: "n" }, Buffer.from("one")), key);
    const again = await send(form({ name: "n" }, Buffer.from("one")), key);
    assert.equal(again.headers.get("idempotent-replayed"), "true");
    assert.deepEqual(await again.json(), await first.json());
    assert.deepEqual(await refusal(send(form({ name: "n" }, Buffer.from("two")), key)), [422, "idempotency_key_reused"]);
  });

  it("are not read from those who may not upload", async () => {
    const url = "/api/widget/upload";
    assert.equal((await gateway.fetch(url, { method: "POST", body: form({ name: "n" }, randomBytes(500_000)) })).status, 401);
    const reviewer = await gateway.identity.token({ role: "reviewer" });
    assert.equal(
      (await gateway.fetch(url, { method: "POST", token: reviewer, body: form({ name: "n" }, randomBytes(500_000)) })).status,
      403,
    );
  });

  function openRequest() {
    const headers = { authorization: `Bearer ${token}`, "content-type": `multipart/form-data; boundary=${boundary}` };
    return request(`${gateway.url}/api/widget/upload`, { method: "POST", headers });
  }
});

function answerOf(sending: ReturnType<typeof request>): Promise<{ status: number | undefined; code: unknown }> {
  return new Promise((resolve, reject) => {
    sending.on("error", reject);
    sending.on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, code: (JSON.parse(text) as { code?: string }).code }));
    });
  });
}

function form(fields: Record<string, string>, bytes?: Buffer, filename = "a.jpg"): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  if (bytes !== undefined) data.append("media", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), filename);
  return data;
}

function part(name: string, value: string, filename?: string): string {
  const file = filename === undefined ? "" : `; filename="${filename}"\r\ncontent-type: application/octet-stream`;
  return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
}

function multipart(parts: string[]): string {
  return `${parts.join("")}--${boundary}--\r\n`;
}
