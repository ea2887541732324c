import { facesIn } from "@oneheart/models";
import { blurRegions, type Region, readRgb, regionOf } from "@oneheart/vision";
import sharp from "sharp";

/** The longer side of the copies that others see. */
const copySide_px = 1280;

/** What is blurred in a picture. */
export interface Looked {
  regions: Region[];
  /** Pixels of the copy for one of the file. */
  scale: number;
  ms: number;
  /** What this process holds in memory. */
  process_mib: number;
}

/** Finds and blurs faces as it is done for others' copies. Run in a process of its own. */
export async function look({ path }: { path: string }): Promise<Looked> {
  const { autoOrient } = await sharp(path).metadata();
  const picture = await readRgb(path, copySide_px);
  const start = performance.now();
  const regions = (await facesIn(picture)).flatMap((face) => regionOf(face, picture) ?? []);
  blurRegions(picture, regions);
  const ms = performance.now() - start;
  return { regions, scale: picture.width / autoOrient.width, ms, process_mib: process.memoryUsage().rss / 2 ** 20 };
}
