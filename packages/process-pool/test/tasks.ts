import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import sharp from "sharp";

/** Tasks for the tests of the pool. */
export const double = (value: number): number => value * 2;
export const pid = (): number => process.pid;
export const length = (bytes: Uint8Array): number => bytes.length;
export const environment = (): string[] => Object.keys(process.env);

export async function hang(): Promise<never> {
  await delay(2 ** 30);
  throw new Error("unreachable");
}

export function spin(): never {
  for (;;);
}

export function crash(): never {
  process.kill(process.pid, "SIGSEGV");
  for (;;);
}

/** What a terminal or a service manager sends to the whole group. Answers after the signals were delivered. */
export async function signalled(): Promise<string> {
  const heard: string[] = [];
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const delivered = once(process, signal);
    process.kill(process.pid, signal);
    await delivered;
    heard.push(signal);
  }
  return heard.join(" ");
}

export function exit(): never {
  process.exit(3);
}

export function throwTyped(): never {
  throw Object.assign(new RangeError("no such pixel"), { code: "pixel_missing" });
}

export const uncopyable = (): unknown => () => 1;

export async function swell(): Promise<never> {
  const kept: Buffer[] = [];
  for (;;) {
    kept.push(Buffer.alloc(8 * 2 ** 20, kept.length + 1));
    await delay(1);
  }
}

export function fillHeap(): never {
  const kept: unknown[] = [];
  for (;;) kept.push({ at: kept.length, text: `${kept.length}` });
}

/** Tells by a file that it began, then never ends: lets a test order what happens without waiting a fixed time. */
export async function beginAndHang(path: string): Promise<never> {
  appendFileSync(path, "begun\n");
  return hang();
}

export async function brokenPicture(bytes: Uint8Array): Promise<number> {
  return (await sharp(bytes).raw().toBuffer()).length;
}

export async function picture(): Promise<number> {
  const made = sharp({ create: { width: 1_000, height: 1_000, channels: 3, background: "#345" } });
  return (await made.raw().toBuffer()).length;
}
