import { readVaultSecret, StartError, type Vault } from "@oneheart/kernel";
import { LogKeyError, type LogKeys, readLogKeys } from "@oneheart/ledger";
import type { ImpactSettings } from "../../settings.ts";

/** Reads the log's name and keys: those of the settings, or else one that follows from the master key. */
export async function logKeys(settings: ImpactSettings, vault: Vault): Promise<LogKeys> {
  try {
    return await readLogKeys(settings, {
      deriveSeed: () => vault.derive("ledger-log"),
      readVault: () => readVaultSecret(settings, "LEDGER_SIGNING_KEY_VAULT"),
    });
  } catch (error) {
    if (error instanceof LogKeyError) throw new StartError(error.message);
    throw error;
  }
}
