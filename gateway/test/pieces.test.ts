import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { connect } from "node:tls";
import { promisify } from "node:util";
import fc from "fast-check";
import { z } from "zod";
import { createCoercion } from "../src/coerce.ts";
import { openGateway } from "./support/gateway.ts";

describe("texts of a query", () => {
  const schema = z.object({
    int: z.int(),
    real: z.number().nullable(),
    flag: z.boolean().optional(),
    text: z.string(),
    either: z.union([z.number(), z.string()]),
    choice: z.enum(["1", "2"]),
    literal: z.literal(5),
    reals: z.array(z.number()),
  });
  const coerce = createCoercion(schema);

  it("become every number that a schema with numbers asks for, exactly", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), (real, int) => {
        assert.deepEqual(coerce({ real: String(real), int: String(int), reals: [String(real)] }), {
          real: Object.is(real, -0) ? 0 : real,
          int,
          reals: [Object.is(real, -0) ? 0 : real],
        });
      }),
    );
  });

  it("stay texts where the schema has texts, and where they are no number", () => {
    fc.assert(fc.property(fc.string(), (text) => assert.deepEqual(coerce({ text, either: text }), { text, either: text })));
    const kept = { int: "0x10", real: " 1", flag: "yes", choice: "1" };
    assert.deepEqual(coerce(kept), kept);
    assert.deepEqual(coerce({ int: "", real: "Infinity", flag: "TRUE" }), { int: "", real: "Infinity", flag: "TRUE" });
    assert.deepEqual(coerce({ literal: "5", reals: "1" }), { literal: 5, reals: [1] });
  });
});

describe("TLS", () => {
  it("is 1.3 only where the gateway terminates it, and brings HSTS", async (t) => {
    const dir = await mkdtemp(join(tmpdir(), "oneheart-tls-"));
    t.after(() => rm(dir, { recursive: true, force: true }));
    const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
    const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"];
    try {
      await promisify(execFile)("openssl", [...made, "-subj", "/CN=localhost", "-keyout", key, "-out", cert]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      return t.skip("needs openssl to make a certificate");
    }
    const ca = await readFile(cert);
    const gateway = await openGateway({ gateway: { tls: { key: await readFile(key), cert: ca } } });
    t.after(() => gateway.close());
    const { port } = new URL(gateway.url);
    const options = { host: "127.0.0.1", port: Number(port), ca, servername: "localhost" };
    const answer = await new Promise<{ hsts: unknown; protocol: string | null }>((resolve, reject) => {
      request({ ...options, path: "/health", agent: false }, (response) => {
        const socket = response.socket as import("node:tls").TLSSocket;
        resolve({ hsts: response.headers["strict-transport-security"], protocol: socket.getProtocol() });
        response.resume();
      })
        .on("error", reject)
        .end();
    });
    assert.deepEqual(answer, { hsts: "max-age=31536000; includeSubDomains", protocol: "TLSv1.3" });
    await assert.rejects(
      new Promise((resolve, reject) => connect({ ...options, maxVersion: "TLSv1.2" }, () => resolve(undefined)).on("error", reject)),
    );
  });
});
