import type { AnySettings } from "./declare.ts";
import { type Environment, gatherShape, type Settings } from "./gather.ts";
import { placeableSecrets } from "./read.ts";

/** Variables that are nearly a setting's name: of a misspelt one nobody would hear otherwise. */
export function misspeltSettings(environment: Environment, definitions: readonly AnySettings[]): string[] {
  const secrets = placeableSecrets(definitions);
  const known = new Set([...Object.keys(gatherShape(definitions)), ...secrets.flatMap((name) => [`${name}_FILE`, `${name}_VAULT`])]);
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

/** What is not fit for how the program runs, a line each. */
export function settingsGaps(settings: Settings, definitions: readonly AnySettings[]): string[] {
  return definitions.flatMap((definition) => definition.gaps?.(settings.of(definition) as never) ?? []);
}
