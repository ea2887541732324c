import type { Settings } from "../config.ts";
import { factsOf } from "./declare.ts";
import { settingsSchema } from "./declared.ts";
import { type Environment, placeableSecrets } from "./read.ts";

/** Variables that are nearly a setting's name: of a misspelt one nobody would hear otherwise. */
export function misspeltSettings(environment: Environment): string[] {
  const known = new Set([
    ...factsOf(settingsSchema.shape).map(({ name }) => name),
    ...placeableSecrets().flatMap((name) => [`${name}_FILE`, `${name}_VAULT`]),
  ]);
  return Object.keys(environment)
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const meant = [...known].find((candidate) => distance(name, candidate) <= (candidate.length < 8 ? 1 : 2));
      return meant === undefined ? [] : [`${name} is no setting. Did you mean ${meant}?`];
    });
}

/** The fewest insertions, removals and replacements of one letter that make one word the other (Levenshtein). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

const unnamedProxy = "TRUSTED_PROXIES: name the proxy that ends TLS; without it all clients behind it count as one address.";

/** What an installation in production still lacks, a line each; elsewhere only what is certain to be wrong. */
export function productionGaps(settings: Settings): string[] {
  const isPublic = settings.PUBLIC_URL?.startsWith("https://") === true;
  const proxy = settings.TRUSTED_PROXIES === "" ? [unnamedProxy] : [];
  // The server ends no TLS itself: whoever is reached by https:// stands behind a proxy.
  if (settings.NODE_ENV !== "production") return isPublic ? proxy : [];
  return [
    ...(isPublic ? [] : ["PUBLIC_URL: set the https:// address at which clients reach this server; links are made from it."]),
    ...proxy,
    ...(settings.DATABASE_URL ? [] : ["DATABASE_URL: the embedded PostgreSQL is for trying; name a server that is backed up."]),
    ...(settings.SMTP_URL ? [] : ["SMTP_URL: mail is only written to the log and the outbox; nobody receives it."]),
  ];
}
