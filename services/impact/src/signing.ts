import { type BaseContext, type Settings, StartError } from "@oneheart/kernel";
import { LogKeyError, type LogKeys, readLogKeys } from "@oneheart/ledger";

const known = new WeakMap<Settings, LogKeys>();

/** The log's name and keys: those of the settings, or else one that follows from the master key. Read once, at the start. */
export function logKeys({ settings, vault }: Pick<BaseContext, "settings" | "vault">): LogKeys {
  let keys = known.get(settings);
  if (keys === undefined) {
    keys = readOrRefuse(settings, () => vault.derive("ledger-log"));
    known.set(settings, keys);
  }
  return keys;
}

function readOrRefuse(settings: Settings, deriveSeed: () => Uint8Array): LogKeys {
  try {
    return readLogKeys(settings, deriveSeed);
  } catch (error) {
    if (error instanceof LogKeyError) throw new StartError(error.message);
    throw error;
  }
}
