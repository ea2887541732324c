import { inspect, styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

const styles: Record<string, Style> = { warn: "yellow", error: "red", fatal: "red" };

/** A log line as a person reads it: `12:03:04 WARN  request  method=GET status=503`. What is no JSON stays as it is. */
export function readable(line: string, options: { colours: boolean }): string {
  const entry = parse(line);
  if (entry === undefined) return line;
  const { level = "", time = "", msg = "", err, ...fields } = entry;
  const paint = (style: Style | undefined, text: string) =>
    options.colours && style !== undefined ? styleText(style, text, { validateStream: false }) : text;
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${short(value)}`);
  const head = `${String(time).slice(11, 19)} ${paint(styles[String(level)], String(level).toUpperCase().padEnd(5))} ${msg}`;
  return `${head}${pairs.length > 0 ? paint("dim", `  ${pairs.join(" ")}`) : ""}${errorText(err)}\n`;
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function short(value: unknown): string {
  if (typeof value === "string") return /^[\w./:@+-]+$/.test(value) ? value : JSON.stringify(value);
  return inspect(value, { depth: 4, breakLength: Number.POSITIVE_INFINITY, compact: true });
}

function errorText(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  return `\n${String(stack ?? message ?? short(error))}`.replaceAll("\n", "\n         ");
}
