import { type LogFn, type Logger, pino } from "pino";
import { outageOf } from "../outages.ts";
import { createOutput, type Output, withoutWaiting } from "./output.ts";
import { readable } from "./readable.ts";
import { createRepeats, type Repeats } from "./repeats.ts";

export type { Logger };

const secretNames = [
  "password",
  "current_password",
  "new_password",
  "access_token",
  "refresh_token",
  "device_token",
  "invitation",
  "token",
  "authorization",
  "cookie",
  "email",
  "secret",
  "location",
];

/**
 * Structured logs: readable lines in a terminal, JSON elsewhere. Secrets and personal fields are replaced wherever they stand at the
 * first three levels. While something that the program needs is away, every request and job says so: such lines, which carry the
 * error as `err`, are written once a minute for each message, with the reason instead of the stack.
 */
export function createLogger(options: { level: string; destination?: Output }): Logger {
  const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const repeats = createRepeats();
  return pino(
    {
      level: options.level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: "[redacted]" },
      hooks: {
        logMethod(args, method) {
          const kept = withoutRepeats(args, repeats);
          if (kept !== undefined) method.apply(this, kept);
        },
      },
    },
    options.destination ?? standardOutput(),
  );
}

function withoutRepeats(args: Parameters<LogFn>, repeats: Repeats): Parameters<LogFn> | undefined {
  const [fields, message, ...rest] = args as unknown as [unknown, string | undefined, ...unknown[]];
  if (typeof fields !== "object" || fields === null || !("err" in fields)) return args;
  const { err, ...others } = fields;
  const outage = outageOf(err);
  if (outage === undefined) return args;
  const left_out = repeats.count(`${outage} ${message}`);
  if (left_out === undefined) return undefined;
  const reason = (err as Error).message;
  return [{ ...others, outage, reason, ...(left_out > 0 ? { left_out } : {}) }, message, ...rest] as unknown as Parameters<LogFn>;
}

function standardOutput(): Output {
  const output = createOutput(withoutWaiting(1));
  if (process.stdout.isTTY !== true) return output;
  const colours = process.stdout.hasColors();
  return { write: (line) => output.write(readable(line, { colours })) };
}
