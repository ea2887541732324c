import { createVault, readVaultSecret, StartError } from "@oneheart/kernel";
import { LogKeyError, readLogKeys } from "@oneheart/ledger";
import type { InstallationSettings } from "./installation-settings.ts";
import { masterKeyBytes, masterKeyText } from "./master-key.ts";

/** The purpose for which the impact service derives the log's key from the master key. */
const PURPOSE = "ledger-log";

/** The keys that this installation's log signs with, the current one first, and has signed with; none when its secrets are not here. */
export async function configuredKeys(settings: InstallationSettings): Promise<readonly string[]> {
  const isSet = settings.LEDGER_SIGNING_KEY ?? settings.LEDGER_SIGNING_KEY_FILE ?? settings.LEDGER_SIGNING_KEY_VAULT;
  const master = await masterKeyText(settings);
  if (isSet === undefined && master === undefined) return [];
  try {
    const { all_keys } = await readLogKeys(settings, {
      deriveSeed: () => createVault(masterKeyBytes(master)).derive(PURPOSE),
      readVault: () => readVaultSecret(settings, "LEDGER_SIGNING_KEY_VAULT"),
    });
    return all_keys;
  } catch (error) {
    if (error instanceof LogKeyError) throw new StartError(error.message);
    throw error;
  }
}
