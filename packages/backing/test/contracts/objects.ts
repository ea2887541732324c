import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import type { Objects } from "../../src/ports.ts";

const jpeg = { content_type: "image/jpeg" };

/** What every object store promises. */
export function objectsContract(name: string, options: { skip?: false | string; open(): Promise<Objects> }): void {
  describe(`objects on ${name}`, { skip: options.skip }, () => {
    let objects: Objects;
    before(async () => {
      objects = await options.open();
    });
    after(() => objects?.close());

    test("bytes come back as they were, with their size and type, until they are replaced or deleted", async () => {
      const key = `evidence/${randomUUID()}/photo ünï (1).jpg`;
      assert.equal(await objects.head(key), undefined);
      await objects.put(key, randomBytes(10), { content_type: "text/plain" });
      const content = randomBytes(100_000);
      await objects.put(key, content, jpeg);
      assert.deepEqual(await objects.head(key), { size_bytes: 100_000, ...jpeg });
      assert.ok(content.equals(await objects.bytes(key)));
      assert.ok(content.equals(await buffer(await objects.read(key))));
      await objects.delete(key);
      await objects.delete(key);
      assert.equal(await objects.head(key), undefined);
    });

    test("every object's key is listed, and that of a deleted one is not", async () => {
      const [first, second] = [`list/${randomUUID()}/a ünï`, `list/${randomUUID()}`];
      for (const key of [first, second]) await objects.put(key, randomBytes(5), jpeg);
      const listed = async () => {
        const keys: string[] = [];
        for await (const key of objects.keys()) if (key === first || key === second) keys.push(key);
        return keys.sort();
      };
      assert.deepEqual(await listed(), [first, second].sort());
      await objects.delete(first);
      assert.deepEqual(await listed(), [second]);
      await objects.delete(second);
    });

    test("an empty object is an object", async () => {
      const key = randomUUID();
      await objects.put(key, new Uint8Array(), jpeg);
      assert.deepEqual(await objects.head(key), { size_bytes: 0, ...jpeg });
      assert.equal((await objects.bytes(key)).length, 0);
    });

    test("a stream of unknown length is stored whole, small or larger than one part", async () => {
      for (const chunks of [0, 3, 300]) {
        const key = randomUUID();
        const content = randomBytes(chunks * 65_536);
        await objects.put(key, inChunks(content), jpeg);
        assert.deepEqual(await objects.head(key), { size_bytes: content.length, ...jpeg });
        assert.ok(content.equals(await objects.bytes(key)), `${chunks} chunks`);
        await objects.delete(key);
      }
    });

    test("a source that fails leaves nothing behind, nor harms what was there", async () => {
      const [fresh, kept] = [randomUUID(), randomUUID()];
      await objects.put(kept, Buffer.from("before"), jpeg);
      for (const chunks of [2, 200]) {
        for (const key of [fresh, kept]) await assert.rejects(objects.put(key, failing(chunks), { content_type: "text/plain" }), /source/);
      }
      assert.equal(await objects.head(fresh), undefined);
      assert.deepEqual(await objects.head(kept), { size_bytes: 6, ...jpeg });
      assert.equal(Buffer.from(await objects.bytes(kept)).toString(), "before");
    });

    test("a range is inclusive, is cut at the end, and must begin inside", async () => {
      const key = randomUUID();
      await objects.put(key, Buffer.from("0123456789"), jpeg);
      const read = async (start: number, end: number) => (await buffer(await objects.read(key, { start, end }))).toString();
      assert.equal(await read(2, 4), "234");
      assert.equal(await read(9, 9), "9");
      assert.equal(await read(8, 100), "89");
      for (const [start, end] of [
        [10, 11],
        [4, 3],
        [-1, 2],
        [0.5, 2],
      ] as const) {
        await assert.rejects(objects.read(key, { start, end }), { code: "range_invalid" }, `${start}-${end}`);
      }
    });

    test("what is not there is ObjectNotFound", async () => {
      const absent = { name: "ObjectNotFound", code: "object_not_found" };
      await assert.rejects(objects.read(randomUUID()), absent);
      await assert.rejects(objects.read(randomUUID(), { start: 0, end: 1 }), absent);
      await assert.rejects(objects.bytes(randomUUID()), absent);
    });

    test("keys that would leave the store are refused by every call", async () => {
      const wrong = ["", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "a\0b", "a\nb", "x".repeat(201), `${"x/".repeat(500)}x`];
      const invalid = { name: "BackingError", code: "key_invalid" };
      for (const key of wrong) {
        await assert.rejects(objects.put(key, Buffer.from("x"), jpeg), invalid, JSON.stringify(key));
        await assert.rejects(objects.read(key), invalid, JSON.stringify(key));
        await assert.rejects(objects.bytes(key), invalid);
        await assert.rejects(objects.head(key), invalid);
        await assert.rejects(objects.delete(key), invalid);
        await assert.rejects(objects.signedUrl(key, { expires_s: 60 }), invalid);
      }
    });

    test("ping answers", () => objects.ping());
  });
}

function inChunks(content: Buffer): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
    })(),
    { objectMode: false },
  );
}

function failing(chunks: number): Readable {
  return Readable.from(
    (function* () {
      for (let i = 0; i < chunks; i++) yield Buffer.alloc(65_536);
      throw new Error("the source failed");
    })(),
    { objectMode: false },
  );
}
