import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openFileObjects } from "../src/objects/files.ts";
import { attachment } from "../src/objects/keys.ts";
import { createS3Objects } from "../src/objects/s3.ts";
import { objectsContract } from "./contracts/objects.ts";
import { needs } from "./support/needs.ts";
import { defer, temporaryFolder } from "./support/temp.ts";

const link_secret = "a secret for tests, long enough to be taken";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "oneheart-backing-"));
});
after(() => rm(folder, { recursive: true, force: true }));

objectsContract("files", { open: () => openFileObjects({ root: join(folder, "objects"), link_secret }) });

const s3 = needs("S3_URL");
const openS3 = async () => {
  const url = new URL(s3.url);
  const parameter = (name: string) => url.searchParams.get(name) ?? undefined;
  return createS3Objects({ bucket: url.hostname, region: parameter("region") ?? "us-east-1", endpoint: parameter("endpoint") });
};
objectsContract("S3", { skip: s3.skip, open: openS3 });

const gcs = needs("GCS_URL");
objectsContract("Google Cloud Storage", {
  skip: gcs.skip,
  open: async () => {
    const { createGcsObjects } = await import("../src/objects/gcs.ts");
    const url = new URL(gcs.url);
    return createGcsObjects({ bucket: url.hostname, endpoint: url.searchParams.get("endpoint") ?? undefined });
  },
});

test("a presigned S3 link reads the object without credentials and names the download", { skip: s3.skip }, async (t) => {
  const objects = await openS3();
  defer(t, () => objects.close());
  await objects.put("a/ünï.txt", Buffer.from("content"), { content_type: "text/plain" });
  const response = await fetch(await objects.signedUrl("a/ünï.txt", { expires_s: 60, filename: "ünï.txt" }));
  assert.equal(await response.text(), "content");
  assert.equal(response.headers.get("content-disposition"), attachment("ünï.txt"));
  assert.equal(objects.verifySignedPath("a/ünï.txt", { expires: "9999999999", signature: "" }), false);
});

test("a signed link holds for its key until it expires, and for nothing else", async (t) => {
  let now = Date.UTC(2026, 0, 1);
  const open = (secret: string) => openFileObjects({ root: join(folder, "links"), link_secret: secret, now: () => now });
  const [objects, others] = [await open(link_secret), await open(`${link_secret}!`)];
  defer(t, () => Promise.all([objects.close(), others.close()]));
  const link = new URL(await objects.signedUrl("a b/ü?#.jpg", { expires_s: 60, filename: 'my "ü".jpg' }), "http://localhost");
  assert.equal(link.pathname, "/objects/a%20b/%C3%BC%3F%23.jpg");
  assert.equal(link.searchParams.get("filename"), 'my "ü".jpg');
  const [expires, signature] = [link.searchParams.get("expires")!, link.searchParams.get("signature")!];

  assert.equal(objects.verifySignedPath("a b/ü?#.jpg", { expires, signature }), true);
  assert.equal(others.verifySignedPath("a b/ü?#.jpg", { expires, signature }), false);
  assert.equal(objects.verifySignedPath("a b/other.jpg", { expires, signature }), false);
  for (const wrong of ["", "x", signature.slice(1), `${signature}A`, signature.replace(/^./, (c) => (c === "A" ? "B" : "A"))]) {
    assert.equal(objects.verifySignedPath("a b/ü?#.jpg", { expires, signature: wrong }), false, wrong);
  }
  for (const wrong of ["", "x", `${expires}0`, ` ${expires}`, `${expires}.0`, "1e99", String(Number(expires) + 1)]) {
    assert.equal(objects.verifySignedPath("a b/ü?#.jpg", { expires: wrong, signature }), false, wrong);
  }
  now += 59_999;
  assert.equal(objects.verifySignedPath("a b/ü?#.jpg", { expires, signature }), true);
  now += 1;
  assert.equal(objects.verifySignedPath("a b/ü?#.jpg", { expires, signature }), false);
});

test("abandoned uploads are cleared away, and a finished one leaves nothing of its own", async (t) => {
  const root = await temporaryFolder(t);
  await mkdir(join(root, "incoming"));
  await writeFile(join(root, "incoming/old"), "x");
  await writeFile(join(root, "incoming/young"), "x");
  await utimes(join(root, "incoming/old"), 0, 0);
  const objects = await openFileObjects({ root, link_secret });
  assert.deepEqual(await readdir(join(root, "incoming")), ["young"]);

  await objects.put("a/b", Buffer.from("x"), { content_type: "text/plain" });
  assert.deepEqual(await readdir(join(root, "incoming")), ["young"]);
  assert.equal((await stat(join(root, "files/a/b"))).mode & 0o777, 0o600);
});

test("a key cannot be the folder of another key", async (t) => {
  const objects = await openFileObjects({ root: await temporaryFolder(t), link_secret });
  await objects.put("a/b", Buffer.from("x"), { content_type: "text/plain" });
  await assert.rejects(objects.put("a/b/c", Buffer.from("x"), { content_type: "text/plain" }), { code: "key_invalid" });
  await assert.rejects(objects.put("a", Buffer.from("x"), { content_type: "text/plain" }), { code: "key_invalid" });
  assert.equal(await objects.head("a"), undefined);
  assert.equal(await objects.head("a/b/c"), undefined);
  await assert.rejects(objects.read("a"), { code: "object_not_found" });
});

test("a folder that cannot be made is refused with its path", async (t) => {
  const file = join(await temporaryFolder(t), "file");
  await writeFile(file, "");
  await assert.rejects(openFileObjects({ root: join(file, "objects"), link_secret }), {
    code: "folder_unwritable",
    message: /file\/objects/,
  });
});
