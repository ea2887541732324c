import { type BaseContext, readVaultSecret, type Settings, StartError, type Vault } from "@oneheart/kernel";
import { LogKeyError, type LogKeys, readLogKeys } from "@oneheart/ledger";

const known = new WeakMap<Settings, Promise<LogKeys>>();

/** The log's name and keys: those of the settings, or else one that follows from the master key. Read once, at the start. */
export function logKeys({ settings, vault }: Pick<BaseContext, "settings" | "vault">): Promise<LogKeys> {
  let keys = known.get(settings);
  if (keys === undefined) {
    keys = readOrRefuse(settings, vault);
    known.set(settings, keys);
    // Whoever starts again asks again: Vault may have been unsealed since.
    keys.catch(() => known.delete(settings));
  }
  return keys;
}

async function readOrRefuse(settings: Settings, vault: Vault): Promise<LogKeys> {
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
