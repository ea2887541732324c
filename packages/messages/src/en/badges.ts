import { pattern } from "../pattern.ts";

/** The names of the badges that come with the program; those of an operator have the name that the operator gave them. */
export const badges = {
  "badge.first_step": pattern("First Step"),
  "badge.eco_warrior": pattern("Eco Warrior"),
  "badge.mentor": pattern("Mentor"),
  "badge.streak_7": pattern("Seven Days"),
  "badge.streak_30": pattern("Thirty Days"),
  "badge.level_5": pattern("Level 5"),
  "badge.level_10": pattern("Level 10"),
  "badge.helper_100": pattern("Hundred Helped"),
};
