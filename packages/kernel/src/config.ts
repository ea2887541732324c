import type { z } from "zod";
import { StartError } from "./errors.ts";
import { settingsSchema } from "./settings/declared.ts";
import { vaultProblems } from "./vault-settings.ts";

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
  problems.push(...vaultProblems(settings, "LEDGER_SIGNING_KEY_VAULT", settings.LEDGER_SIGNING_KEY_VAULT));
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
