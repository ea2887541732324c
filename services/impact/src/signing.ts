import { type BaseContext, StartError } from "@oneheart/kernel";
import { createSigner, ED25519, parseSignerKey, type Signer, TlogError } from "@oneheart/tlog";

const defaultOrigin = "oneheart.local/ledger";

/** The log's name and what signs it: the key of the settings, or else one that follows from the master key. */
export function logSigner({ settings, vault }: Pick<BaseContext, "settings" | "vault">): { origin: string; signer: Signer } {
  const configured = settings.LEDGER_SIGNING_KEY === undefined ? undefined : parseKey(settings.LEDGER_SIGNING_KEY);
  const origin = settings.LEDGER_ORIGIN ?? configured?.name ?? defaultOrigin;
  if (configured && configured.name !== origin)
    throw new StartError(`LEDGER_SIGNING_KEY: the key is named ${configured.name}, but LEDGER_ORIGIN is ${origin}.`);
  return { origin, signer: configured ?? deriveSigner(origin, vault.derive("ledger-log")) };
}

function parseKey(text: string): Signer {
  const signer = orRefuse("LEDGER_SIGNING_KEY", () => parseSignerKey(text, () => 0));
  if (signer.type !== ED25519)
    throw new StartError("LEDGER_SIGNING_KEY: is a witness's key; the log signs with a plain Ed25519 one (type 1).");
  return signer;
}

function deriveSigner(origin: string, seed: Uint8Array): Signer {
  return orRefuse("LEDGER_ORIGIN", () => createSigner(origin, seed));
}

/** The messages of these refusals never show the key. */
function orRefuse<T>(setting: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof TlogError) throw new StartError(`${setting}: ${error.message}.`);
    throw error;
  }
}
