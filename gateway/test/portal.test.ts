import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { openGateway, refusal, type TestGateway } from "./support/gateway.ts";

describe("the portal", () => {
  let gateway: TestGateway;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "oneheart-portal-"));
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "index.html"), "<title>portal</title>");
    await writeFile(join(folder, "assets/main-1.js"), "work()");
    await writeFile(join(folder, "assets/main-1.js.gz"), gzipSync("work()"));
    gateway = await openGateway({ gateway: { portalFolder: folder } });
  });
  after(async () => {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  });
  const page = { headers: { accept: "text/html" } };

  it("is at its first page and at any address inside it, under a policy that lets nothing in from elsewhere", async () => {
    for (const path of ["/", "/ledger", "/admin/missions/7?tab=map"]) {
      const response = await gateway.fetch(path, page);
      assert.deepEqual([response.status, await response.text()], [200, "<title>portal</title>"], path);
      assert.equal(response.headers.get("cache-control"), "no-cache");
      assert.match(response.headers.get("content-security-policy")!, /script-src 'self';style-src 'self';.*trusted-types 'none'/);
    }
  });

  it("takes nothing from the API, from files, and from programs that ask for no page", async () => {
    for (const path of ["/api/nowhere", "/docs/nowhere", "/assets/main-2.js", "/session/nowhere", "/.env", "/backup.zip"])
      assert.deepEqual(await refusal(gateway.fetch(path, page)), [404, "route_not_found"], path);
    assert.deepEqual(await refusal(gateway.fetch("/ledger")), [404, "route_not_found"]);
    assert.deepEqual(await refusal(gateway.fetch("/ledger", { ...page, method: "POST" })), [404, "route_not_found"]);
  });

  it("has files with a hash in their names for ever, packed for those who read it", async () => {
    const file = await gateway.fetch("/assets/main-1.js");
    assert.equal(file.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.deepEqual([file.headers.get("content-encoding"), await file.text()], ["gzip", "work()"]);
    const plain = await gateway.fetch("/assets/main-1.js", { headers: { "accept-encoding": "gzip;q=0" } });
    assert.deepEqual([plain.headers.get("content-encoding"), await plain.text()], [null, "work()"]);
    const etag = (await gateway.fetch("/")).headers.get("etag")!;
    assert.equal((await gateway.fetch("/", { headers: { "if-none-match": etag } })).status, 304);
  });
});
