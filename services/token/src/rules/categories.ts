const digital = new Set(["digital", "badge", "certificate"]);

/** Whether nobody has to hand the reward over, so that it is fulfilled at once. */
export function isDigital(category: string): boolean {
  return digital.has(category.toLowerCase());
}
