import { z } from "zod";
import { StartError } from "./errors.ts";
import { vaultProblems } from "./vault-settings.ts";

const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();
const positive = z.coerce.number().int().positive();
const secret = z.string().min(32, "needs at least 32 characters");

/** Every setting of the program, by the name of its environment variable. */
export const settingsSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Where clients reach the gateway; made from HOST and PORT when absent. */
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().default("./.oneheart"),
  SERVICES: z.string().default("all"),
  /** `quest=http://10.0.0.7:3000,proof=http://…`: where the services that are not in this process are. */
  SERVICE_URLS: z.string().default(""),
  /** Signs the short-lived tokens between processes. */
  INTERNAL_SECRET: secret.optional(),
  /** The login of requests and jobs: best one that is only a member of `oneheart_app`, so that it cannot alter history. */
  DATABASE_URL: optionalText,
  /** The owner of the tables, for migrations; DATABASE_URL when absent. */
  DATABASE_MIGRATION_URL: optionalText,
  DATABASE_POOL: positive.max(500).default(20),
  /** `off` behind a connection pooler that does not carry prepared statements from one connection to another. */
  DATABASE_PREPARE: z.enum(["on", "off"]).default("on"),
  REDIS_URL: optionalText,
  MONGODB_URL: optionalText,
  /** `file:///…`, `s3://bucket?region=…` or `gs://bucket`. */
  OBJECTS_URL: optionalText,
  CACHE: z.enum(["memory", "postgres", "redis"]).optional(),
  SMTP_URL: optionalText,
  MAIL_FROM: z.string().default("OneHeart <no-reply@localhost>"),
  SMS_URL: optionalText,
  SMS_TOKEN: optionalText,
  EXPO_ACCESS_TOKEN: optionalText,
  VAPID_PUBLIC_KEY: optionalText,
  VAPID_PRIVATE_KEY: optionalText,
  VAPID_SUBJECT: optionalText,
  /** 32 bytes in base64; seals personal data and keys. Kept in DATA_DIR when absent. */
  MASTER_KEY: optionalText,
  /** The log's name for ever, a URL without scheme; by default the name of its signing key, or `oneheart.local/ledger`. */
  LEDGER_ORIGIN: optionalText,
  /**
   * Secret: signs the log's checkpoints, `PRIVATE+KEY+<origin>+<id>+<base64>`. Several while keys change: the newest first, all sign.
   * `derived` stands for the key that follows from MASTER_KEY, which is the one that signs when nothing is set.
   */
  LEDGER_SIGNING_KEY: optionalText,
  /** A file with the same in it, such as one that Vault's agent or Kubernetes writes. Read at the start. */
  LEDGER_SIGNING_KEY_FILE: optionalText,
  /**
   * `<mount>/data/<path>#<field>`: a field of a secret in HashiCorp Vault's KV store, version 2, with the same in it (version 1:
   * `<mount>/<path>#<field>`). Read at the start. Only one of the three may be set.
   */
  LEDGER_SIGNING_KEY_VAULT: optionalText,
  /** Where Vault is, `https://…`; in production plain http only on this machine. NODE_EXTRA_CA_CERTS names an authority of one's own. */
  VAULT_ADDR: optionalText,
  /** Secret: what Vault lets read the path. */
  VAULT_TOKEN: optionalText,
  /** A file with the token in it instead, such as one that Vault's agent or Kubernetes writes. */
  VAULT_TOKEN_FILE: optionalText,
  /** The namespace of the path, where Vault has any. */
  VAULT_NAMESPACE: optionalText,
  /** Verifier keys of keys that no longer sign: what they signed stays right. */
  LEDGER_RETIRED_KEYS: optionalText,
  /** Who cosigns the log's checkpoints: a verifier key and a URL each, with commas or line ends between. */
  LEDGER_WITNESSES: optionalText,
  /** How many cosignatures a receipt should have; more than half of the witnesses when absent. */
  LEDGER_WITNESS_QUORUM: positive.optional(),
  /** A folder of the operator's evidence models; `models` in DATA_DIR when absent. */
  MODELS_DIR: optionalText,
  ADMIN_PASSWORD: z.string().min(10, "needs at least 10 characters").optional(),
  /** Load the demonstration programme into an empty installation; on by default, except in production. */
  DEMO: z.enum(["on", "off"]).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  CORS_ORIGINS: z.string().default(""),
  /** Addresses or networks whose `X-Forwarded-For` is believed, separated by commas. */
  TRUSTED_PROXIES: z.string().default(""),
  /** Secret: who asks for /metrics sends it as a bearer token. Without it only this machine may ask, and in production nobody. */
  METRICS_TOKEN: secret.optional(),
  RATE_LIMITS: z.enum(["on", "off"]).default("on"),
  RATE_USER_PER_MINUTE: positive.default(100),
  RATE_ADMIN_PER_MINUTE: positive.default(1000),
  RATE_ANYONE_PER_MINUTE: positive.default(10),
  /** Reads of what is public, without a session, from one address. */
  RATE_PUBLIC_READS_PER_MINUTE: positive.default(600),
  /** Log-ins, refreshes and registrations from one address together; each is counted more closely by name, session or invitation. */
  RATE_SESSIONS_PER_MINUTE: positive.default(300),
  RATE_UPLOAD_PER_MINUTE: positive.default(30),
  BODY_MAX_BYTES: positive.default(1024 * 1024),
  REQUEST_TIMEOUT_MS: positive.default(30_000),
  /** How long a stop waits for requests and jobs under way. */
  STOP_TIMEOUT_MS: positive.default(15_000),
  JOB_CONCURRENCY: positive.max(100).default(6),
  ACCESS_TOKEN_S: positive.default(86_400),
  REFRESH_TOKEN_S: positive.default(604_800),
  IMAGE_MAX_BYTES: positive.default(25 * 1024 * 1024),
  VIDEO_MAX_BYTES: positive.default(200 * 1024 * 1024),
  /** Pictures are decoded small: what counts is time, not memory. */
  IMAGE_MAX_PIXELS: positive.default(220_000_000),
});
export type Settings = z.output<typeof settingsSchema>;

/** Reads the settings once and refuses the start with every problem at once. Values are never repeated, they may be secret. */
export function loadSettings(environment: Record<string, string | undefined>): Settings {
  const known = Object.fromEntries(
    Object.keys(settingsSchema.shape).flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
  const result = settingsSchema.safeParse(known, {
    error: (issue) => (issue.code === "invalid_value" ? `must be one of ${issue.values.join(", ")}` : undefined),
  });
  const problems = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join(".")}: ${withoutInput(issue.message)}`);
  if (result.success) problems.push(...contradictions(result.data));
  if (problems.length > 0)
    throw new StartError(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  return result.data!;
}

function withoutInput(message: string): string {
  return message.replace(/, received .*$/s, "");
}

/** True for a process that holds every service and the gateway. */
export function runsEverything(settings: Settings): boolean {
  return settings.SERVICES.trim() === "all";
}

function contradictions(settings: Settings): string[] {
  const problems: string[] = [];
  if (settings.NODE_ENV === "production" && settings.RATE_LIMITS === "off")
    problems.push("RATE_LIMITS: off is not accepted when NODE_ENV is production");
  if (settings.NODE_ENV === "production" && settings.DATABASE_URL && !settings.MASTER_KEY) {
    problems.push(
      "MASTER_KEY: needed with DATABASE_URL in production: it seals personal data and must not be lost with a machine (openssl rand -base64 32)",
    );
  }
  if (settings.DATABASE_MIGRATION_URL && !settings.DATABASE_URL)
    problems.push("DATABASE_URL: needed with DATABASE_MIGRATION_URL: name the application's login to the same database");
  const keySettings = (["LEDGER_SIGNING_KEY", "LEDGER_SIGNING_KEY_FILE", "LEDGER_SIGNING_KEY_VAULT"] as const).filter(
    (name) => settings[name],
  );
  if (keySettings.length > 1) problems.push(`${keySettings.join(", ")}: set only one of them`);
  problems.push(...vaultProblems(settings));
  if (!runsEverything(settings)) problems.push(...splitProblems(settings));
  return problems;
}

function splitProblems(settings: Settings): string[] {
  const problem = (name: string, why: string) => `${name}: SERVICES=${settings.SERVICES} is one process of several: ${why}`;
  return [
    ...(settings.DATABASE_URL ? [] : [problem("DATABASE_URL", "name the PostgreSQL that they share")]),
    ...(settings.REDIS_URL || settings.CACHE === "postgres"
      ? []
      : [problem("REDIS_URL", "name the Redis that they share, or set CACHE=postgres")]),
    ...(settings.CACHE === "memory" ? [problem("CACHE", "memory is not shared")] : []),
    ...(settings.OBJECTS_URL ? [] : [problem("OBJECTS_URL", "name the object store that they share (file:///… on one machine)")]),
    ...(settings.MASTER_KEY ? [] : [problem("MASTER_KEY", "give all of them the same key")]),
    ...(settings.INTERNAL_SECRET ? [] : [problem("INTERNAL_SECRET", "give all of them the same secret")]),
  ];
}
