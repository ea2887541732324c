import { z } from "zod";
import { owned, secret, setting } from "./declare.ts";

const text = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();
const positive = z.coerce.number().int().positive();

const process = owned("server", {
  NODE_ENV: setting(
    "`production` refuses what is only fit for trying.",
    z.enum(["development", "production", "test"]).default("development"),
  ),
  HOST: setting("The address that the server listens on.", z.string().default("127.0.0.1")),
  PORT: setting("The port that the server listens on; 0 for any free one.", z.coerce.number().int().min(0).max(65_535).default(3000)),
  DATA_DIR: setting("Where embedded data, objects and made keys are kept.", z.string().default("./.oneheart")),
  SERVICES: setting("`all`, or the services of this process separated by commas, `gateway` among them.", z.string().default("all")),
  SERVICE_URLS: setting(
    "`quest=http://10.0.0.7:3000,proof=http://…`: where the services that are not in this process are.",
    z.string().default(""),
  ),
  INTERNAL_SECRET: secret(
    "Signs the short-lived tokens between processes; at least 32 characters, the same for all of them.",
    z.string().min(32, "needs at least 32 characters").optional(),
  ),
  MASTER_KEY: secret("32 bytes in base64; seals personal data and keys. Made and kept in DATA_DIR when absent.", text),
  ADMIN_PASSWORD: secret(
    "The administrator's password at the first start; made and printed once when absent.",
    z.string().min(10, "needs at least 10 characters").optional(),
  ),
  DEMO: setting(
    "Load the demonstration programme into an empty installation; on by default, except in production.",
    z.enum(["on", "off"]).optional(),
  ),
  LOG_LEVEL: setting(
    "The least severe log line that is written.",
    z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  ),
  STOP_TIMEOUT_MS: setting("How long a stop waits for requests and jobs under way.", positive.default(15_000)),
});

const database = owned("kernel", {
  DATABASE_URL: secret(
    "The login of requests and jobs: best one that is only a member of `oneheart_app`, so that it cannot alter history. The embedded PostgreSQL when absent.",
    text,
  ),
  DATABASE_MIGRATION_URL: secret("The owner of the tables, for migrations; DATABASE_URL when absent.", text),
  DATABASE_POOL: setting("Connections of this process at most.", positive.max(500).default(20)),
  DATABASE_PREPARE: setting(
    "`off` behind a connection pooler that does not carry prepared statements from one connection to another.",
    z.enum(["on", "off"]).default("on"),
  ),
  JOB_CONCURRENCY: setting("Jobs of this process at a time.", positive.max(100).default(6)),
  VAULT_ADDR: setting(
    "Where HashiCorp Vault is, `https://…`; in production plain http only on this machine. NODE_EXTRA_CA_CERTS names an authority of one's own.",
    text,
  ),
  VAULT_TOKEN: secret("What Vault lets read the paths.", text),
  VAULT_TOKEN_FILE: setting("A file with that token in it instead, such as one that Vault's agent or Kubernetes writes.", text),
  VAULT_NAMESPACE: setting("The namespace of the paths, where Vault has any.", text),
});

const backing = owned("backing", {
  CACHE: setting("Where the cache is; `redis` with REDIS_URL, else `memory`.", z.enum(["memory", "postgres", "redis"]).optional()),
  REDIS_URL: secret("Redis, for cache and work queue.", text),
  MONGODB_URL: secret("MongoDB, for documents; PostgreSQL when absent.", text),
  OBJECTS_URL: setting("`file:///…`, `s3://bucket?region=…` or `gs://bucket`; a folder in DATA_DIR when absent.", text),
  SMTP_URL: secret("The mail server; mail is only written to the outbox in DATA_DIR when absent.", text),
  MAIL_FROM: setting("The sender of mail.", z.string().default("OneHeart <no-reply@localhost>")),
  SMS_URL: setting("The SMS provider.", text),
  SMS_TOKEN: secret("What the SMS provider asks for.", text),
  EXPO_ACCESS_TOKEN: secret("Sends to the app through Expo.", text),
  VAPID_PUBLIC_KEY: setting("Web Push: the public key.", text),
  VAPID_PRIVATE_KEY: secret("Web Push: the private key.", text),
  VAPID_SUBJECT: setting("Web Push: who sends, `mailto:…` or `https://…`.", text),
});

const gateway = owned("gateway", {
  PUBLIC_URL: setting("Where clients reach the gateway; made from HOST and PORT when absent.", z.url().optional()),
  CORS_ORIGINS: setting("Origins of pages that may call the API, separated by commas.", z.string().default("")),
  TRUSTED_PROXIES: setting("Addresses or networks whose `X-Forwarded-For` is believed, separated by commas.", z.string().default("")),
  METRICS_TOKEN: secret(
    "Who asks for /metrics sends it as a bearer token; at least 32 characters. Without it only this machine may ask, and in production nobody.",
    z.string().min(32, "needs at least 32 characters").optional(),
  ),
  RATE_LIMITS: setting("`off` for measurements; refused in production.", z.enum(["on", "off"]).default("on")),
  RATE_USER_PER_MINUTE: setting("Requests of one user a minute.", positive.default(100)),
  RATE_ADMIN_PER_MINUTE: setting("Requests of administrators a minute, by address.", positive.default(1000)),
  RATE_ANYONE_PER_MINUTE: setting("Requests without a session a minute, by address.", positive.default(10)),
  RATE_PUBLIC_READS_PER_MINUTE: setting("Reads of what is public, without a session, from one address a minute.", positive.default(600)),
  RATE_SESSIONS_PER_MINUTE: setting(
    "Log-ins, refreshes and registrations from one address a minute; each is counted more closely by name, session or invitation.",
    positive.default(300),
  ),
  RATE_UPLOAD_PER_MINUTE: setting("Uploads of one user a minute.", positive.default(30)),
  BODY_MAX_BYTES: setting("The longest body of a request that is no upload.", positive.default(1024 * 1024)),
  REQUEST_TIMEOUT_MS: setting("How long a request may take.", positive.default(30_000)),
});

const identity = owned("identity", {
  ACCESS_TOKEN_S: setting("How long an access token is good.", positive.default(86_400)),
  REFRESH_TOKEN_S: setting("How long a refresh token is good.", positive.default(604_800)),
});

const proof = owned("proof", {
  IMAGE_MAX_BYTES: setting("The largest photograph.", positive.default(25 * 1024 * 1024)),
  VIDEO_MAX_BYTES: setting("The largest video.", positive.default(200 * 1024 * 1024)),
  IMAGE_MAX_PIXELS: setting("The most pixels of a photograph; verification opens none with more.", positive.default(220_000_000)),
});

const verification = owned("verification", {
  MODELS_DIR: setting("A folder of the operator's evidence models; `models` in DATA_DIR when absent.", text),
});

const impact = owned("impact", {
  LEDGER_ORIGIN: setting(
    "The log's name for ever, a URL without scheme; by default the name of its signing key, or `oneheart.local/ledger`.",
    text,
  ),
  LEDGER_SIGNING_KEY: secret(
    "Signs the log's checkpoints, `PRIVATE+KEY+<origin>+<id>+<base64>`. Several while keys change: the newest first, all sign. `derived` stands for the key that follows from MASTER_KEY, which is the one that signs when nothing is set.",
    text,
  ),
  LEDGER_SIGNING_KEY_FILE: setting("A file with the same in it. Read at the start.", text),
  LEDGER_SIGNING_KEY_VAULT: setting("A field of a secret in Vault with the same in it. Read at the start.", text),
  LEDGER_RETIRED_KEYS: setting("Verifier keys of keys that no longer sign: what they signed stays right.", text),
  LEDGER_WITNESSES: setting("Who cosigns the log's checkpoints: a verifier key and a URL each, with commas or line ends between.", text),
  LEDGER_WITNESS_QUORUM: setting(
    "How many cosignatures a receipt should have; more than half of the witnesses when absent.",
    positive.optional(),
  ),
});

/** Every setting of the program, by the name of its environment variable. */
export const settingsSchema = z.object({
  ...process,
  ...database,
  ...backing,
  ...gateway,
  ...identity,
  ...proof,
  ...verification,
  ...impact,
});
