import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { formatVerifierKey, verifyLog } from "../src/index.ts";
import { folderLogReader, nodeHasher, urlLogReader } from "../src/node/index.ts";
import { refusal } from "./support/refusal.ts";
import { logSigner, smallLog } from "./support/small-log.ts";

const log = smallLog([300, 400]);
const options = { verifierKey: formatVerifierKey(logSigner.verifier), hasher: nodeHasher };
const folder = await mkdtemp(join(tmpdir(), "tlog-"));
after(() => rm(folder, { recursive: true }));
for (const [path, data] of log.files) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), data);
}

/** A server on the loopback for the length of one test. */
async function serve(listener: RequestListener): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const file = (path = ""): Uint8Array | undefined => log.files.get(path.replace(/^\/log\//, ""));

test("a log in a folder is verified", async () => {
  assert.equal((await verifyLog(folderLogReader(folder), options)).checkedEntries, 700);
});

test("a folder's missing, unreadable and overlong files are told apart", async () => {
  const reader = folderLogReader(folder);
  await assert.rejects(reader.readTile({ level: 0, index: 9, width: 256 }), refusal("resource_missing", /tile\/0\/009/));
  await mkdir(join(folder, "tile/0/010"));
  await assert.rejects(reader.readTile({ level: 0, index: 10, width: 256 }), refusal("resource_unreadable", /tile\/0\/010/));
  await writeFile(join(folder, "tile/0/011"), new Uint8Array(8_193));
  await assert.rejects(reader.readTile({ level: 0, index: 11, width: 256 }), refusal("resource_too_large"));
});

test("a log at a URL is verified, compressed or not, with a final slash or without", async () => {
  await using server = await serve((request, response) => {
    const data = file(request.url);
    if (data === undefined) response.writeHead(404).end("nothing here");
    else if (request.url!.includes("entries")) response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(data));
    else response.end(data);
  });
  for (const url of [server.url, `${server.url}/`]) assert.equal((await verifyLog(urlLogReader(url), options)).checkedEntries, 700);
});

test("a server that fails for a while is asked again, one that goes on failing is named", async () => {
  const asked = new Map<string, number>();
  await using server = await serve((request, response) => {
    const count = (asked.get(request.url!) ?? 0) + 1;
    asked.set(request.url!, count);
    if (count === 1) request.socket.destroy();
    else if (count === 2) response.writeHead(503).end("busy");
    else response.end(file(request.url));
  });
  const retry_delay_ms = 0;
  assert.equal((await verifyLog(urlLogReader(server.url, { retry_delay_ms }), options)).checkedEntries, 700);
  asked.clear();
  const impatient = urlLogReader(server.url, { retry_delay_ms, attempts: 2 });
  await assert.rejects(impatient.readCheckpoint(), refusal("resource_unreadable", /checkpoint: HTTP status 503/));
  assert.equal(asked.get("/log/checkpoint"), 2);
});

test("a refusal by the server is not asked again", async () => {
  let asked = 0;
  await using server = await serve((_, response) => {
    asked += 1;
    response.writeHead(403).end("no");
  });
  await assert.rejects(urlLogReader(server.url).readCheckpoint(), refusal("resource_unreadable", /403/));
  assert.equal(asked, 1);
});

test("a server that never stops sending is cut off at the limit", async () => {
  let sent = 0;
  await using server = await serve((_, response) => {
    const chunk = Buffer.alloc(65_536);
    const more = () => {
      sent += chunk.length;
      if (!response.destroyed) response.write(chunk, more);
    };
    more();
  });
  const reader = urlLogReader(server.url, { retry_delay_ms: 0 });
  await assert.rejects(reader.readTile({ level: 0, index: 0, width: 256 }), refusal("resource_too_large"));
  assert.ok(sent < 50_000_000, `${sent} bytes sent`);
});

test("a server that does not answer is given up", async () => {
  await using server = await serve(() => {});
  const reader = urlLogReader(server.url, { timeout_ms: 20, attempts: 2, retry_delay_ms: 0 });
  await assert.rejects(reader.readCheckpoint(), refusal("resource_unreadable", /no answer within 20 ms/));
});

test("a body without a stream, as React Native has it, is read", async () => {
  const fetch = (async (url: string) => {
    const data = file(new URL(url).pathname);
    return { ok: data !== undefined, status: data ? 200 : 404, body: undefined, arrayBuffer: async () => Uint8Array.from(data!).buffer };
  }) as unknown as typeof globalThis.fetch;
  assert.equal((await verifyLog(urlLogReader("http://phone.example/log", { fetch }), options)).checkedEntries, 700);
});
