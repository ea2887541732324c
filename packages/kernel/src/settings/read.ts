import { readFile } from "node:fs/promises";
import { loadSettings, type Settings } from "../config.ts";
import { StartError } from "../errors.ts";
import { readVaultSecret } from "../vault-secret.ts";
import { factsOf } from "./declare.ts";
import { settingsSchema } from "./declared.ts";

export type Environment = Record<string, string | undefined>;

/** Where a secret may be: in its variable, in a file, or in Vault. */
const suffixes = ["", "_FILE", "_VAULT"] as const;
/** The ledger reads its own key; Vault's token is what Vault is read with. */
const readElsewhere = new Set(["LEDGER_SIGNING_KEY", "VAULT_TOKEN"]);

/** The secrets that `<NAME>_FILE` and `<NAME>_VAULT` may name. */
export function placeableSecrets(): string[] {
  return factsOf(settingsSchema.shape)
    .filter(({ name, secret }) => secret && !readElsewhere.has(name))
    .map(({ name }) => name);
}

/** The variables of one secret that are set. */
export function placesOf(name: string, environment: Environment): string[] {
  return suffixes.map((suffix) => `${name}${suffix}`).filter((variable) => environment[variable]?.trim());
}

/**
 * Reads the settings as `loadSettings` does, with every secret also from the file that `<NAME>_FILE` names, or the field of a secret in
 * Vault that `<NAME>_VAULT` names. Throws `StartError`, which never repeats a value.
 */
export async function readSettings(environment: Environment): Promise<Settings> {
  const read: Environment = { ...environment };
  for (const name of placeableSecrets()) {
    const [place, ...more] = placesOf(name, environment);
    if (more.length > 0) throw new StartError(`${[place, ...more].join(", ")}: set only one of them.`);
    if (place === `${name}_FILE`) read[name] = await readText(place, environment[place]!.trim());
    // The rest of the settings is checked below; of these only what Vault needs counts here.
    if (place === `${name}_VAULT`) read[name] = await readVaultSecret({ NODE_ENV: "", ...present(environment) }, place);
  }
  return loadSettings(read);
}

function present(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

async function readText(variable: string, path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`${variable}: ${path} cannot be read (${error.code}).`);
  });
  if (text.trim() === "") throw new StartError(`${variable}: ${path} is empty.`);
  return text.trim();
}
