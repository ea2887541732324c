import { type Logger, pino } from "pino";

export type { Logger };

const secretNames = [
  "password",
  "current_password",
  "new_password",
  "access_token",
  "refresh_token",
  "token",
  "authorization",
  "cookie",
  "email",
  "secret",
  "location",
];

/** Structured JSON logs. Secrets and personal fields are replaced wherever they stand at the first three levels. */
export function createLogger(options: { level: string; destination?: { write(line: string): void } }): Logger {
  const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    {
      level: options.level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: "[redacted]" },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false }),
  );
}
