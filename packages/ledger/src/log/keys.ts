import { readFile } from "node:fs/promises";
import { createSigner, ED25519, formatVerifierKey, parseSignerKey, parseVerifierKey, type Signer, TlogError } from "@oneheart/tlog";

/** The settings that say who the log is. */
export interface LogKeySettings {
  LEDGER_ORIGIN?: string | undefined;
  LEDGER_SIGNING_KEY?: string | undefined;
  LEDGER_SIGNING_KEY_FILE?: string | undefined;
  LEDGER_SIGNING_KEY_VAULT?: string | undefined;
  LEDGER_RETIRED_KEYS?: string | undefined;
}

/** Where keys come from that neither a setting nor a file holds. */
export interface LogKeySources {
  /** Gives 32 secret bytes, for ever the same. */
  deriveSeed(): Uint8Array;
  /** Gives the text that LEDGER_SIGNING_KEY_VAULT names; what it throws is passed on. */
  readVault(): Promise<string>;
}

/** What the log is called, what signs it, and what verifies what it ever signed. */
export interface LogKeys {
  origin: string;
  signer: Signer;
  /** Signed before the current one, and still do. */
  earlierSigners: readonly Signer[];
  /** Verifier keys of those that sign, the current one first. */
  signing_keys: readonly string[];
  /** The same, and those that no longer sign. */
  all_keys: readonly string[];
}

/** A setting that no log can have; the message begins with its name and never shows a key. */
export class LogKeyError extends Error {
  override readonly name = "LogKeyError";
}

const DEFAULT_ORIGIN = "oneheart.local/ledger";
const DERIVED = "derived";

/** The settings that hold or name the signing keys, of which only one may be set. */
const KEY_SETTINGS = ["LEDGER_SIGNING_KEY", "LEDGER_SIGNING_KEY_FILE", "LEDGER_SIGNING_KEY_VAULT"] as const;

/**
 * Reads the log's keys from where the settings say that they are; without a signing key there is the one that `deriveSeed` gives.
 * The word `derived` in the list of keys stands for that one, so that it can be replaced, too. Throws `LogKeyError`.
 */
export async function readLogKeys(settings: LogKeySettings, { deriveSeed, readVault }: LogKeySources): Promise<LogKeys> {
  const [setting, words] = await signingWords(settings, readVault);
  const configured = words.map((word) => (word === DERIVED ? undefined : signingKey(setting, word)));
  const origin = settings.LEDGER_ORIGIN ?? configured.find((signer) => signer !== undefined)?.name ?? DEFAULT_ORIGIN;
  const signers = configured.map((signer) => signer ?? orRefuse("LEDGER_ORIGIN", () => createSigner(origin, deriveSeed())));
  const stranger = signers.find(({ name }) => name !== origin);
  if (stranger) throw new LogKeyError(`${setting}: a key is named ${stranger.name}, but the log is ${origin}.`);
  const signing_keys = unique(
    setting,
    signers.map(({ verifier }) => formatVerifierKey(verifier)),
  );
  const retired = retiredKeys(settings.LEDGER_RETIRED_KEYS, origin).filter((key) => !signing_keys.includes(key));
  const [signer, ...earlierSigners] = signers as [Signer, ...Signer[]];
  return { origin, signer, earlierSigners, signing_keys, all_keys: [...signing_keys, ...retired] };
}

async function signingWords(settings: LogKeySettings, readVault: () => Promise<string>): Promise<[string, string[]]> {
  const [setting, ...others] = KEY_SETTINGS.filter((name) => settings[name] !== undefined);
  if (setting === undefined) return ["LEDGER_SIGNING_KEY", [DERIVED]];
  if (others.length > 0) throw new LogKeyError(`${[setting, ...others].join(" and ")}: set one of them.`);
  const readers = {
    LEDGER_SIGNING_KEY: async (value: string) => value,
    LEDGER_SIGNING_KEY_FILE: readKeyFile,
    LEDGER_SIGNING_KEY_VAULT: readVault,
  };
  const words = wordsOf(await readers[setting](settings[setting]!));
  if (words.length === 0) throw new LogKeyError(`${setting}: there is no key in it.`);
  return [setting, words];
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new LogKeyError(`LEDGER_SIGNING_KEY_FILE: ${(cause as Error).message}.`, { cause });
  }
}

function signingKey(setting: string, word: string): Signer {
  const signer = orRefuse(setting, () => parseSignerKey(word, () => 0));
  if (signer.type !== ED25519) throw new LogKeyError(`${setting}: is a witness's key; the log signs with a plain Ed25519 one (type 1).`);
  return signer;
}

function retiredKeys(list: string | undefined, origin: string): string[] {
  return wordsOf(list ?? "").map((key) => {
    const { name, type } = orRefuse("LEDGER_RETIRED_KEYS", () => parseVerifierKey(key));
    if (name !== origin || type !== ED25519) throw new LogKeyError(`LEDGER_RETIRED_KEYS: ${key} is not a key of ${origin}.`);
    return key;
  });
}

function unique(setting: string, keys: readonly string[]): readonly string[] {
  if (new Set(keys).size < keys.length) throw new LogKeyError(`${setting}: has the same key twice.`);
  return keys;
}

const wordsOf = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== "");

/** What TlogError says of a key that signs never shows it. */
function orRefuse<T>(setting: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof TlogError) throw new LogKeyError(`${setting}: ${cause.message}.`, { cause });
    throw cause;
  }
}
