/** What erased accounts are called, and nobody else. */
const beginning = "erased-";

/** The name of an erased account, from at least 6 random bytes. It is its own `username_key`. */
export function erasedName(random: Buffer): string {
  return beginning + random.toString("hex").slice(0, 12);
}

export function isErasedName(username_key: string): boolean {
  return username_key.startsWith(beginning);
}
