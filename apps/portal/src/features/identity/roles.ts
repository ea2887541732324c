/** Everything that an account can be. */
export const roles = ["player", "reviewer", "sponsor", "government", "admin"] as const;
