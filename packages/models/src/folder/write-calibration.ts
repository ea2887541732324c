import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type ModelCalibration, manifestSchema } from "../manifest.ts";
import { readManifest } from "./read-manifest.ts";

/** Puts a calibration into a model's manifest: whoever reads it sees the old manifest or the new one, never a part. */
export async function writeCalibration(folder: string, calibration: ModelCalibration): Promise<void> {
  const manifest = manifestSchema.parse({ ...(await readManifest(folder)), calibration });
  const temporary = join(folder, `.model.json.${randomUUID()}`);
  try {
    const file = await open(temporary, "wx", 0o644);
    try {
      await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, "model.json"));
  } finally {
    await rm(temporary, { force: true });
  }
}
