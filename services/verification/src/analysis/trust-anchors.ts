import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Where an operator puts the certificates (PEM) of the authorities whose signed captures are trusted. */
export const trustAnchorsFile = "c2pa-trust-anchors.pem";

/** Those certificates; none when there is no such file, and then nobody's captures are trusted. */
export async function readTrustAnchors(data_dir: string): Promise<string> {
  return readFile(join(data_dir, trustAnchorsFile), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}
