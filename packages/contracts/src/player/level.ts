/** Total XP at which level L begins: 50·L·(L−1), so 0, 100, 300, 600, … for levels 1, 2, 3, 4. */
export function xpForLevel(level: number): number {
  return 50 * level * (level - 1);
}

/** The level that a total of XP reaches, from 1. Exact for every safe integer. */
export function levelForXp(xp: number): number {
  let level = Math.max(1, Math.floor((1 + Math.sqrt(1 + xp / 12.5)) / 2));
  while (xpForLevel(level + 1) <= xp) level += 1;
  while (level > 1 && xpForLevel(level) > xp) level -= 1;
  return level;
}
