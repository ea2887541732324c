/** A readable name for a badge that has no definition: `beach_hero` becomes `Beach hero`. */
export function badgeName(badgeType: string): string {
  const words = badgeType.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1) || badgeType;
}

/** Badges as they are defined and given: each once, and sorted, so that two awards of the same new badges never wait for each other. */
export function namedBadges(badgeTypes: readonly string[], newId: () => string) {
  return [...new Set(badgeTypes)].sort().map((badge_type) => ({ id: newId(), badge_type, name: badgeName(badge_type) }));
}
