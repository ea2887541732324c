import { readFile } from "node:fs/promises";
import { StartError } from "../errors.ts";
import { readVaultSecret } from "../vault-secret.ts";
import { type AnySettings, saidOf } from "./declare.ts";
import { type Environment, gatherShape, loadSettings, type Settings } from "./gather.ts";

/** Where a secret may be: in its variable, in a file, or in Vault. */
const suffixes = ["", "_FILE", "_VAULT"] as const;

/** The secrets that `<NAME>_FILE` and `<NAME>_VAULT` may name. */
export function placeableSecrets(definitions: readonly AnySettings[]): string[] {
  return Object.entries(gatherShape(definitions)).flatMap(([name, schema]) => {
    const { secret, placedByOwner } = saidOf(schema);
    return secret && !placedByOwner ? [name] : [];
  });
}

/** The variables of one secret that are set. */
export function placesOf(name: string, environment: Environment): string[] {
  return suffixes.map((suffix) => `${name}${suffix}`).filter((variable) => environment[variable]?.trim());
}

/**
 * Reads the settings as `loadSettings` does, with every secret also from the file that `<NAME>_FILE` names, or the field of a secret in
 * Vault that `<NAME>_VAULT` names. Throws `StartError`, which never repeats a value.
 */
export async function readSettings(environment: Environment, definitions: readonly AnySettings[]): Promise<Settings> {
  const read: Record<string, string | undefined> = { ...environment };
  for (const name of placeableSecrets(definitions)) {
    const [place, ...more] = placesOf(name, environment);
    if (more.length > 0) throw new StartError(`${[place, ...more].join(", ")}: set only one of them.`);
    if (place === `${name}_FILE`) read[name] = await readText(place, environment[place]!.trim());
    // The rest of the settings is checked below; of these only what Vault needs counts here.
    if (place === `${name}_VAULT`) read[name] = await readVaultSecret({ NODE_ENV: "", ...present(environment) }, place);
  }
  return loadSettings(read, definitions);
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
