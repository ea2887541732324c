import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type BackingConfig, closeBacking, openBacking } from "../src/index.ts";
import { startDatabase, type TestDatabase } from "./support/database.ts";
import { keptLog } from "./support/log.ts";
import { needs } from "./support/needs.ts";
import { temporaryFolder, until } from "./support/temp.ts";

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database?.stop());

const deps = () => ({ pool: database.pool, databaseUrl: database.url, log: keptLog() });

function embedded(folder: string): BackingConfig {
  const link_secret = "a secret for tests, long enough to be taken";
  return { cache: "memory", objects_url: pathToFileURL(`${folder}/objects`).href, link_secret, outbox_dir: `${folder}/outbox` };
}

test("with nothing configured every port works on PostgreSQL and files alone", async (t) => {
  const backing = await openBacking(embedded(await temporaryFolder(t)), deps());
  for (const port of [backing.cache, backing.documents, backing.objects, backing.queue]) await port.ping();
  await backing.objects.put("a", Buffer.from("x"), { content_type: "text/plain" });
  const link = new URL(await backing.objects.signedUrl("a", { expires_s: 60 }), "http://localhost");
  assert.equal(
    backing.objects.verifySignedPath("a", { expires: link.searchParams.get("expires")!, signature: link.searchParams.get("signature")! }),
    true,
  );
  await backing.mail.send({ to: "a@b.example", subject: "s", text: "t" });
  await backing.sms.send({ to: "1", text: "t" });
  assert.equal(await backing.push.send({ kind: "web", endpoint: "e", p256dh: "p", auth: "a" }, { title: "t", body: "b" }), "sent");
  const done: string[] = [];
  await backing.queue.work("q", async (_, { id }) => void done.push(id), { concurrency: 1, attempts: 1 });
  await backing.queue.add("q", [{ job_id: "1", payload: {} }]);
  await until("the job", () => done.length === 1);
  await closeBacking(backing);
});

test("two servers that share a PostgreSQL share its cache", async (t) => {
  const config: BackingConfig = { ...embedded(await temporaryFolder(t)), cache: "postgres" };
  const [one, two] = [await openBacking(config, deps()), await openBacking(config, deps())];
  await one.cache.set("k", "v", { ttl_ms: 60_000 });
  assert.equal(await two.cache.get("k"), "v");
  await Promise.all([closeBacking(one), closeBacking(two)]);
});

const redis = needs("REDIS_URL");
test("with Redis configured the cache and the queue are on Redis", { skip: redis.skip }, async (t) => {
  const backing = await openBacking({ ...embedded(await temporaryFolder(t)), cache: "redis", redis_url: redis.url }, deps());
  await backing.cache.ping();
  await backing.queue.ping();
  await closeBacking(backing);
});

test("settings that cannot work are refused, each with the variable to set", async (t) => {
  const base = embedded(await temporaryFolder(t));
  const wrong: Array<[Partial<BackingConfig>, RegExp]> = [
    [{ cache: "redis" }, /REDIS_URL/],
    [{ link_secret: "short" }, /LINK_SECRET/],
    [{ objects_url: "./objects" }, /OBJECTS_URL/],
    [{ objects_url: "s3://" }, /OBJECTS_URL/],
    [{ smtp_url: "smtp://localhost" }, /MAIL_FROM/],
    [{ sms_token: "x" }, /SMS_URL/],
    [{ vapid_public_key: "x", vapid_subject: "mailto:a@b" }, /VAPID_PRIVATE_KEY/],
  ];
  for (const [change, message] of wrong) {
    await assert.rejects(openBacking({ ...base, ...change }, deps()), { name: "BackingError", code: "config_invalid", message });
  }
});

test("a server without them does not load the production adapters' libraries", async () => {
  const script = `
    import { registerHooks } from "node:module";
    const heavy = new Set();
    registerHooks({ resolve(name, context, next) {
      if (/^(ioredis|bullmq|mongodb|nodemailer|web-push|expo-server-sdk|@aws-sdk|@google-cloud)/.test(name)) heavy.add(name);
      return next(name, context);
    } });
    await import(${JSON.stringify(new URL("../src/index.ts", import.meta.url).href)});
    console.log(JSON.stringify([...heavy]));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  assert.deepEqual(JSON.parse(stdout), []);
});
