import { sampleStills } from "@oneheart/vision";
import { stillsMax } from "../rules/keys.ts";
import { asJpeg, copySide_px } from "./copies.ts";

/** A still of a video as JPEG, without any metadata. */
export interface Still {
  at_ms: number;
  width: number;
  height: number;
  jpeg: Uint8Array;
}

/** Some stills of a video that lies on this machine; none when it cannot be decoded here. Run in a process that may die of it. */
export async function takeStills({ path }: { path: string }): Promise<Still[]> {
  const sampled = await sampleStills(path, { count: stillsMax, sideMax: copySide_px });
  if (sampled.state === "not_evaluated") return [];
  const stills: Still[] = [];
  for (const { at_ms, image } of sampled.frames)
    stills.push({ at_ms, width: image.width, height: image.height, jpeg: await asJpeg(image, 80) });
  return stills;
}
