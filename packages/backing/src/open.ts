import { fileURLToPath } from "node:url";
import pg from "pg";
import { createMemoryCache } from "./cache/memory.ts";
import { createPostgresCache } from "./cache/postgres.ts";
import { type BackingConfig, checkConfig } from "./config.ts";
import { createPostgresDocuments } from "./documents/postgres.ts";
import { BackingError } from "./errors.ts";
import type { Log } from "./log.ts";
import { createOutbox } from "./messages/outbox.ts";
import { openFileObjects } from "./objects/files.ts";
import type { Backing, Cache, Documents, Objects, Push, WorkQueue } from "./ports.ts";
import { swallowConnectionErrors } from "./postgres/connection-errors.ts";

export interface BackingDependencies {
  /** The application's pool, with error handlers of its own. */
  pool: pg.Pool;
  /** For connections that listen; not through a pooler that shares sessions. */
  databaseUrl: string;
  log: Log;
}

/** Opens every port with the adapter that the configuration asks for. Throws `config_invalid`. */
export async function openBacking(config: BackingConfig, deps: BackingDependencies): Promise<Backing> {
  checkConfig(config);
  const outbox = createOutbox(config.outbox_dir, deps.log);
  return {
    objects: await openObjects(config),
    cache: await openCache(config, deps),
    documents: await openDocuments(config, deps),
    queue: await openQueue(config, deps),
    mail: config.smtp_url ? (await import("./messages/smtp.ts")).createSmtpMail(config.smtp_url, config.mail_from!) : outbox.mail,
    sms: config.sms_url
      ? (await import("./messages/http-sms.ts")).createHttpSms({ url: config.sms_url, token: config.sms_token! })
      : outbox.sms,
    push: await openPush(config, outbox.push),
  };
}

/** Ends every port: the queue first, whose jobs use the others. */
export async function closeBacking(backing: Backing): Promise<void> {
  await backing.queue.close();
  await Promise.all([backing.cache, backing.documents, backing.objects, backing.mail].map((port) => port.close()));
}

async function openCache(config: BackingConfig, { pool, databaseUrl, log }: BackingDependencies): Promise<Cache> {
  if (config.cache === "redis") return (await import("./cache/redis.ts")).createRedisCache(config.redis_url!, log);
  return config.cache === "postgres" ? createPostgresCache(pool, databaseUrl, log) : createMemoryCache(log);
}

async function openDocuments(config: BackingConfig, { pool, log }: BackingDependencies): Promise<Documents> {
  if (!config.mongodb_url) return createPostgresDocuments(pool);
  return (await import("./documents/mongodb.ts")).createMongoDocuments(config.mongodb_url, log);
}

async function openQueue(config: BackingConfig, deps: BackingDependencies): Promise<WorkQueue> {
  if (config.redis_url) return (await import("./queue/bullmq.ts")).createBullQueue(config.redis_url, deps.log);
  return openPostgresQueue(deps);
}

const QUEUE_CONNECTIONS_MAX = 8;

/** With a pool of its own: the application's may read int8 in a way that graphile-worker does not expect of job ids. */
async function openPostgresQueue({ databaseUrl, log }: BackingDependencies): Promise<WorkQueue> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: QUEUE_CONNECTIONS_MAX,
    application_name: "oneheart-queue",
    // A job added here is lost in a crash only together with the later note that its cause was handled, which comes again then.
    options: "-c synchronous_commit=off",
  });
  swallowConnectionErrors(pool);
  const queue = (await import("./queue/postgres.ts")).createPostgresQueue({ pool, databaseUrl, log });
  let closed: Promise<void> | undefined;
  return { ...queue, close: () => (closed ??= queue.close().then(() => pool.end())) };
}

/** Opens the object store alone. Throws `config_invalid`. */
export async function openObjects({ objects_url, link_secret }: Pick<BackingConfig, "objects_url" | "link_secret">): Promise<Objects> {
  const url = URL.parse(objects_url);
  const parameter = (name: string) => url?.searchParams.get(name) || undefined;
  if (url?.protocol === "file:") return openFileObjects({ root: fileURLToPath(url), link_secret });
  if (url?.protocol === "s3:" && url.hostname) {
    const region = parameter("region") ?? "us-east-1";
    return (await import("./objects/s3.ts")).createS3Objects({ bucket: url.hostname, region, endpoint: parameter("endpoint") });
  }
  if (url?.protocol === "gs:" && url.hostname) {
    return (await import("./objects/gcs.ts")).createGcsObjects({ bucket: url.hostname, endpoint: parameter("endpoint") });
  }
  throw new BackingError("config_invalid", "OBJECTS_URL must be file:///folder, s3://bucket or gs://bucket.");
}

/** Each kind of device has its own provider; what has none is kept in the outbox. */
async function openPush(config: BackingConfig, outbox: Push): Promise<Push> {
  const expo = config.expo_access_token ? (await import("./messages/expo-push.ts")).createExpoPush(config.expo_access_token) : outbox;
  const web = config.vapid_public_key
    ? (await import("./messages/web-push.ts")).createWebPush({
        subject: config.vapid_subject!,
        public_key: config.vapid_public_key,
        private_key: config.vapid_private_key!,
      })
    : outbox;
  return { send: (target, message) => (target.kind === "expo" ? expo : web).send(target, message) };
}
