/** How long after its capture evidence can be witnessed; what shows where players were is kept no longer. */
export const told_ms_max = 30 * 24 * 60 * 60_000;
