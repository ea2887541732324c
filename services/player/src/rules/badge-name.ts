/** A readable name for a badge that has no definition: `beach_hero` becomes `Beach hero`. */
export function badgeName(badgeType: string): string {
  const words = badgeType.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1) || badgeType;
}
