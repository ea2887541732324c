import { hash, type Options, verify } from "@node-rs/argon2";

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with Argon2id. Keyboards compose letters differently, so the password is brought to NFKC first (NIST SP 800-63B). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** A hash to compare with where there is no account. */
export function makeDecoy(): Promise<string> {
  return hashPassword("nobody has this password");
}

/** Whether the password is the hashed one. Without a hash it takes the same time and answers false. */
export async function verifyPassword(passwordHash: string | undefined, password: string, { decoy }: { decoy: string }): Promise<boolean> {
  const matches = await verify(passwordHash ?? decoy, password.normalize("NFKC"));
  return passwordHash !== undefined && matches;
}
