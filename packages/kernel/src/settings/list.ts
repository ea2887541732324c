import { type AnySettings, saidOf } from "./declare.ts";
import { type Environment, gatherShape } from "./gather.ts";
import { placesOf } from "./read.ts";

/** A setting as an operator sees it. */
export interface ListedSetting {
  name: string;
  /** Whose it is: the part of the program that declares it. */
  owner: string;
  /** The parts that read it beside its owner. */
  users: string[];
  meaning: string;
  secret: boolean;
  /** What applies when nothing is set; empty when nothing does. */
  default: string;
  source: "environment" | "file" | "Vault" | "default";
  /** The value that applies; of a secret only that it is set. */
  value: string;
}

/** Every setting, and where its value comes from. Reads no file and asks nobody. */
export function listSettings(environment: Environment, definitions: readonly AnySettings[]): ListedSetting[] {
  const shape = gatherShape(definitions);
  const known = definitions.flatMap(({ owner, own }) => Object.keys(own).map((name) => ({ name, owner })));
  return known.map(({ name, owner }) => {
    const { description: meaning, secret } = saidOf(shape[name]!);
    const { data } = shape[name]!.safeParse(undefined);
    const fallback = data === undefined ? "" : String(data);
    const place = secret ? placesOf(name, environment)[0] : environment[name] === undefined ? undefined : name;
    const source = place === undefined ? "default" : place === name ? "environment" : place.endsWith("_FILE") ? "file" : "Vault";
    const value = secret ? (place === undefined ? "" : "(set)") : (environment[name] ?? fallback);
    const users = definitions.filter(({ uses }) => Object.hasOwn(uses, name)).map((definition) => definition.owner);
    return { name, owner, users, meaning, secret, default: fallback, source, value };
  });
}

/** `docs/settings.md`. */
export function settingsDocument(definitions: readonly AnySettings[]): string {
  const all = listSettings({}, definitions);
  const owners = [...new Set(all.map(({ owner }) => owner))];
  const tables = owners.map((owner) => {
    const rows = all.filter((setting) => setting.owner === owner).map(rowOf);
    return [`## ${owner}`, "", "| setting | default | meaning |", "|---|---|---|", ...rows].join("\n");
  });
  return `${[introduction, ...tables].join("\n\n")}\n`;
}

function rowOf({ name, users, meaning, secret, ...setting }: ListedSetting): string {
  const readers = users.length === 0 ? "" : ` Read by ${users.join(", ")}.`;
  const text = `${secret ? "Secret. " : ""}${meaning}${readers}`.replaceAll("|", "\\|");
  return `| \`${name}\` | ${setting.default === "" ? "" : `\`${setting.default}\``} | ${text} |`;
}

const introduction = `# Settings

Environment variables, by the part of the program that declares them; \`shared\` ones are read by several. This page is made by
\`npx oneheart settings --markdown\` from what the code declares; \`npx oneheart settings\` shows what applies here and where it
comes from, never a secret's value.

A secret can be in its variable, in a file that \`<NAME>_FILE\` names, or in HashiCorp Vault's KV store: \`<NAME>_VAULT\` is
\`<mount>/data/<path>#<field>\` (version 1: \`<mount>/<path>#<field>\`). Only one of the three may be set; all are read at the start.`;
