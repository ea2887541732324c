import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "@oneheart/kernel";
import type { InstallationSettings } from "./installation-settings.ts";

export const masterKeyFile = (settings: InstallationSettings) => join(settings.DATA_DIR, "master.key");

/** The master key of this installation in base64: `MASTER_KEY`, or what its folder keeps; undefined when neither is here. */
export async function masterKeyText(settings: InstallationSettings): Promise<string | undefined> {
  const text = settings.MASTER_KEY ?? (await readFile(masterKeyFile(settings), "utf8").catch(() => undefined));
  return text?.trim();
}

/** Its 32 bytes. */
export function masterKeyBytes(text: string | undefined): Buffer {
  const key = Buffer.from(text ?? "", "base64");
  if (key.length !== 32) throw new StartError("MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32).");
  return key;
}
