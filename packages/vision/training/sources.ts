import { createHash } from "node:crypto";

/** A picture that samples are made of. */
export interface SourcePicture {
  readonly name: string;
  readonly path: string;
}

/** A third of the pictures, always the same ones, is never trained on: what is measured is measured on them. */
export function isHeldOut({ name }: SourcePicture): boolean {
  return digestOf(name) % 3 === 0;
}

/** A number that belongs to a name, for seeds. */
export function digestOf(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32LE(0);
}
