import { defineSettings, pick, positive, type SettingsOf, secret, setting, sharedSettings, text } from "@oneheart/kernel";
import { processSettings } from "@oneheart/process-calls";
import { z } from "zod";
import { backingSettings } from "./backing.ts";

/** What the process itself needs: what it runs, its database and its first start. */
export const serverSettings = defineSettings(
  "server",
  {
    SERVICES: setting("`all`, or the services of this process separated by commas, `gateway` among them.", z.string().default("all")),
    MASTER_KEY: secret("32 bytes in base64; seals personal data and keys. Made and kept in DATA_DIR when absent.", text),
    ADMIN_PASSWORD: secret(
      "The administrator's password at the first start; made and printed once when absent.",
      z.string().min(10, "needs at least 10 characters").optional(),
    ),
    DEMO: setting(
      "Load the demonstration programme into an empty installation; on by default, except in production.",
      z.enum(["on", "off"]).optional(),
    ),
    DEMO_ACTIONS: setting(
      "Actions in the demonstration's history of ninety days, which is played after the first start; 0 for none.",
      z.coerce.number().int().min(0).max(5_000).default(240),
    ),
    LOG_LEVEL: setting(
      "The least severe log line that is written.",
      z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
    ),
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
  },
  {
    uses: {
      ...pick(sharedSettings, "NODE_ENV", "HOST", "PORT", "DATA_DIR", "STOP_TIMEOUT_MS"),
      ...pick(processSettings, "INTERNAL_SECRET"),
      ...backingSettings.own,
    },
    problems: (settings) => [...databaseProblems(settings), ...(runsEverything(settings) ? [] : splitProblems(settings))],
    gaps: ({ NODE_ENV, DATABASE_URL }) =>
      NODE_ENV !== "production" || DATABASE_URL
        ? []
        : ["DATABASE_URL: the embedded PostgreSQL is for trying; name a server that is backed up."],
  },
);

export type ServerSettings = SettingsOf<typeof serverSettings>;

/** True for a process that holds every service and the gateway. */
export function runsEverything({ SERVICES }: { SERVICES: string }): boolean {
  return SERVICES.trim() === "all";
}

type Values<Name extends string> = Partial<Record<Name, string>>;

function databaseProblems({
  NODE_ENV,
  DATABASE_URL,
  DATABASE_MIGRATION_URL,
  MASTER_KEY,
}: Values<"NODE_ENV" | "DATABASE_URL" | "DATABASE_MIGRATION_URL" | "MASTER_KEY">): string[] {
  const problems: string[] = [];
  if (NODE_ENV === "production" && DATABASE_URL && !MASTER_KEY) {
    problems.push(
      "MASTER_KEY: needed with DATABASE_URL in production: it seals personal data and must not be lost with a machine (openssl rand -base64 32)",
    );
  }
  if (DATABASE_MIGRATION_URL && !DATABASE_URL)
    problems.push("DATABASE_URL: needed with DATABASE_MIGRATION_URL: name the application's login to the same database");
  return problems;
}

type Shared = "DATABASE_URL" | "REDIS_URL" | "CACHE" | "OBJECTS_URL" | "MASTER_KEY" | "INTERNAL_SECRET";

function splitProblems(settings: Values<Shared> & { SERVICES: string }): string[] {
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
