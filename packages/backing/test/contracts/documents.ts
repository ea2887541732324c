import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import type { Documents } from "../../src/ports.ts";

/** What every document store promises. */
export function documentsContract(name: string, options: { skip?: false | string; open(): Promise<Documents> }): void {
  describe(`documents on ${name}`, { skip: options.skip }, () => {
    let documents: Documents;
    before(async () => {
      documents = await options.open();
    });
    after(() => documents?.close());
    const collection = () => `c_${randomUUID().replaceAll("-", "")}`;
    const ids = (found: Array<{ id: string }>) => found.map((each) => each.id);

    test("a document comes back as it was, from its own collection only", async () => {
      const name = collection();
      const document = { id: "1", text: "ünï 💚 $x.y", n: 1.5, yes: true, nothing: null, list: [1, { a: "$b.c" }], deep: { d: [] } };
      await documents.insert(name, [document]);
      assert.deepEqual(await documents.get(name, "1"), document);
      assert.equal(await documents.get(collection(), "1"), undefined);
      assert.equal(await documents.get(name, "2"), undefined);
      await documents.insert(name, []);
    });

    test("names within a field may hold dots and dollar signs", async () => {
      const name = collection();
      const document = { id: "1", properties: { "app.version": "1", $set: { "a.$b": [] } } };
      await documents.insert(name, [document]);
      await documents.update(name, { id: "1" }, { more: { "x.y": 1 } });
      assert.deepEqual(await documents.get(name, "1"), { ...document, more: { "x.y": 1 } });
    });

    test("a document whose id is there already stays as it is, and the others of the call are stored", async () => {
      const name = collection();
      await documents.insert(name, [{ id: "1", v: "first" }]);
      await documents.insert(name, [
        { id: "1", v: "second" },
        { id: "2", v: "new" },
      ]);
      assert.deepEqual(await documents.get(name, "1"), { id: "1", v: "first" });
      assert.deepEqual(await documents.get(name, "2"), { id: "2", v: "new" });
    });

    test("find answers newest first, in pages that neither repeat nor leave out", async () => {
      const name = collection();
      await documents.insert(
        name,
        Array.from({ length: 25 }, (_, i) => ({ id: `${100 + i}`, parity: i % 2 ? "odd" : "even" })),
      );
      const seen: string[] = [];
      for (let before: string | undefined; ; before = seen.at(-1)) {
        const page = await documents.find(name, { parity: "odd" }, { limit: 5, before });
        seen.push(...ids(page));
        if (page.length < 5) break;
      }
      assert.deepEqual(
        seen,
        Array.from({ length: 12 }, (_, i) => `${123 - 2 * i}`),
      );
      assert.deepEqual(await documents.find(name, {}, { limit: 0 }), []);
    });

    test("a filter compares whole values of every kind, and null stands for absent too", async () => {
      const name = collection();
      await documents.insert(name, [
        { id: "1", kind: "a", n: 1, read: false, at: null },
        { id: "2", kind: "a", n: 2, read: true, at: "2026-01-01T00:00:00.000Z" },
        { id: "3", kind: "b", n: 1, read: false },
        { id: "4", kind: ["a"], n: "1" },
      ]);
      const found = async (filter: Parameters<Documents["find"]>[1]) => ids(await documents.find(name, filter, { limit: 9 })).join("");
      assert.equal(await found({ kind: "a" }), "21");
      assert.equal(await found({ n: 1 }), "31");
      assert.equal(await found({ n: "1" }), "4");
      assert.equal(await found({ read: false, kind: "a" }), "1");
      assert.equal(await found({ at: null }), "431");
      assert.equal(await found({ id: "3" }), "3");
      assert.equal(await found({ id: "3", kind: "a" }), "");
      assert.equal(await found({ kind: "$ne" }), "");
      assert.equal(await documents.count(name, { kind: "a" }), 2);
      assert.equal(await documents.count(name, {}), 4);
    });

    test("update merges into every match and answers how many there were; delete removes them", async () => {
      const name = collection();
      await documents.insert(name, [
        { id: "1", to: "x", a: { b: 1 } },
        { id: "2", to: "x" },
        { id: "3", to: "y" },
      ]);
      assert.equal(await documents.update(name, { to: "x" }, { a: { c: "$2" }, at: "now" }), 2);
      assert.deepEqual(await documents.get(name, "1"), { id: "1", to: "x", a: { c: "$2" }, at: "now" });
      assert.deepEqual(await documents.get(name, "3"), { id: "3", to: "y" });
      assert.equal(await documents.update(name, { to: "x" }, {}), 2);
      assert.equal(await documents.update(name, { to: "nobody" }, { a: 1 }), 0);
      assert.equal(await documents.delete(name, { to: "x" }), 2);
      assert.deepEqual(ids(await documents.find(name, {}, { limit: 9 })), ["3"]);
    });

    test("what one of the stores could not keep or would misread is refused by both", async () => {
      const name = collection();
      const refused = { name: "BackingError", code: "document_invalid" };
      await assert.rejects(documents.insert(name, [{ id: "" }]), refused);
      await assert.rejects(documents.insert(name, [{ id: "1", text: "nul \0" }]), refused);
      await assert.rejects(documents.insert(name, [{ id: "1", deep: [{ text: "half \ud800" }] }]), refused);
      await assert.rejects(documents.insert(name, [{ id: "1", "a.b": 1 }]), refused);
      await assert.rejects(documents.find(name, { $where: "1" }, { limit: 1 }), refused);
      const operator: Record<string, never> = JSON.parse('{"kind":{"$ne":1}}');
      await assert.rejects(documents.delete(name, operator), refused);
      await assert.rejects(documents.update(name, {}, { id: "2" }), refused);
      assert.equal(await documents.count(name, {}), 0);
    });

    test("ping answers", () => documents.ping());
  });
}
