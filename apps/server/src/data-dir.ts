import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "@oneheart/kernel";
import type { ServerSettings } from "./settings/server.ts";

/** Makes DATA_DIR, or says in one line why it cannot be used. */
export async function prepareDataDir(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    const probe = join(dir, ".writable");
    await writeFile(probe, "");
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${dir} cannot be written to (${(error as NodeJS.ErrnoException).code}). Choose another folder or change its owner.`,
    );
  }
}

/** A text that is made once and kept in a file that only the owner can read. */
export async function keepSecret(path: string, make: () => string): Promise<string> {
  try {
    await writeFile(path, make(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return (await readFile(path, "utf8")).trim();
}

/** The key that seals personal data: `MASTER_KEY`, or one that is made at the first start and kept in DATA_DIR. */
export async function masterKey(settings: ServerSettings): Promise<Buffer> {
  const text = settings.MASTER_KEY ?? (await keepSecret(join(settings.DATA_DIR, "master.key"), () => randomBytes(32).toString("base64")));
  const key = Buffer.from(text, "base64");
  if (key.length !== 32) throw new StartError("MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32).");
  return key;
}

/** A password for people to type: 20 letters and digits without look-alikes. */
export function makePassword(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
  return Array.from(randomBytes(20), (byte) => alphabet[byte % alphabet.length]).join("");
}
