import { signNote } from "./sign.ts";
import type { Signer } from "./signer.ts";

/** A file by its name. */
export interface HashedFile {
  name: string;
  /** SHA-256, hexadecimal. */
  sha256: string;
}

/** What the files are, for whoever reads the note. */
interface Publication {
  title: string;
  id: string;
  made_at: Date;
  files: readonly HashedFile[];
}

/** A signed note about files, whose lines `sha256sum --check` reads after the first three. */
export function signFiles({ title, id, made_at, files }: Publication, signer: Signer): string {
  const lines = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  return signNote(`${title}\n${id}\n${made_at.toISOString()}\n${lines.join("")}`, [signer]);
}
