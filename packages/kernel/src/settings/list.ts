import { factsOf, type SettingFacts } from "./declare.ts";
import { settingsSchema } from "./declared.ts";
import { type Environment, placesOf } from "./read.ts";

/** A setting as an operator sees it. */
export interface ListedSetting extends SettingFacts {
  /** What applies when nothing is set; empty when nothing does. */
  default: string;
  source: "environment" | "file" | "Vault" | "default";
  /** The value that applies; of a secret only that it is set. */
  value: string;
}

/** Every setting, and where its value comes from. Reads no file and asks nobody. */
export function listSettings(environment: Environment): ListedSetting[] {
  return factsOf(settingsSchema.shape).map((facts) => {
    const fallback = defaultOf(facts.name);
    const place = facts.secret ? placesOf(facts.name, environment)[0] : environment[facts.name] === undefined ? undefined : facts.name;
    const source = place === undefined ? "default" : place === facts.name ? "environment" : place.endsWith("_FILE") ? "file" : "Vault";
    const value = facts.secret ? (place === undefined ? "" : "(set)") : (environment[facts.name] ?? fallback);
    return { ...facts, default: fallback, source, value };
  });
}

function defaultOf(name: string): string {
  const schema = settingsSchema.shape[name as keyof typeof settingsSchema.shape];
  const { data } = schema.safeParse(undefined);
  return data === undefined ? "" : String(data);
}

/** `docs/settings.md`. */
export function settingsDocument(): string {
  const all = listSettings({});
  const owners = [...new Set(all.map(({ owner }) => owner))];
  const tables = owners.map((owner) => {
    const rows = all.filter((setting) => setting.owner === owner).map(rowOf);
    return [`## ${owner}`, "", "| setting | default | meaning |", "|---|---|---|", ...rows].join("\n");
  });
  return `${[introduction, ...tables].join("\n\n")}\n`;
}

function rowOf(setting: ListedSetting): string {
  const meaning = `${setting.secret ? "Secret. " : ""}${setting.meaning}`.replaceAll("|", "\\|");
  return `| \`${setting.name}\` | ${setting.default === "" ? "" : `\`${setting.default}\``} | ${meaning} |`;
}

const introduction = `# Settings

Environment variables, by the part of the program that reads them. This page is made by \`npm run oneheart settings -- --markdown\` from
what the code declares; \`npm run oneheart settings\` shows what applies here and where it comes from, never a secret's value.

A secret can be in its variable, in a file that \`<NAME>_FILE\` names, or in HashiCorp Vault's KV store: \`<NAME>_VAULT\` is
\`<mount>/data/<path>#<field>\` (version 1: \`<mount>/<path>#<field>\`). Only one of the three may be set; all are read at the start.`;
