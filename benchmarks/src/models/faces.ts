/** How many faces a copy for others hides, by kind, and how often it hides what is none. */
import { createProcessPool, task } from "@oneheart/process-pool";
import type { Region } from "@oneheart/vision";
import { median } from "../report.ts";
import type { MarkedFace, MarkedPicture } from "./face-pictures.ts";
import type { Looked, look } from "./look-task.ts";

const looking = task<typeof look>(new URL("./look-task.ts", import.meta.url), "look");
/** A face is hidden when regions cover this share of it. */
const coveredMin = 0.8;
/** Faces from this side on, in pixels of the copy, count for the goal. */
const sideMin_px = 40;
/** From so many marked faces on a picture shows a crowd. */
const crowdMin = 10;

export interface Share {
  found: number;
  of: number;
}

/** Looks at pictures one after the other, in one process with the product's limit. */
export function openLooking(): {
  at(path: string): Promise<Looked>;
  figures(): { ms_p50: number; pool_mib: number };
  stop(): Promise<void>;
} {
  const pool = createProcessPool({ size: 1, memory_mib: 350, timeout_ms: 60_000 });
  const seen: Looked[] = [];
  return {
    async at(path) {
      const looked = await pool.run(looking, { path });
      seen.push(looked);
      return looked;
    },
    figures: () => ({ ms_p50: median(seen.map(({ ms }) => ms)), pool_mib: Math.max(...seen.map(({ process_mib }) => process_mib)) }),
    stop: async () => {
      await pool.stop();
    },
  };
}

/** How many marked faces are hidden, by kind; all but "smaller" are of faces that count for the goal. */
export async function measureRecall(
  pictures: readonly MarkedPicture[],
  at: (path: string) => Promise<Looked>,
): Promise<Map<string, Share>> {
  const shares = new Map<string, Share>();
  for (const { file, faces } of pictures) {
    const { regions, scale } = await at(file);
    for (const face of faces) {
      const [left, top, width, height] = face.box.map((number) => number * scale) as [number, number, number, number];
      const isHidden = covered({ left, top, width, height }, regions) >= coveredMin;
      const isCounted = Math.max(width, height) >= sideMin_px;
      for (const kind of isCounted ? ["all", ...kindsOf(face, faces)] : ["smaller"]) {
        const share = shares.get(kind) ?? { found: 0, of: 0 };
        shares.set(kind, { found: share.found + Number(isHidden), of: share.of + 1 });
      }
    }
  }
  return shares;
}

/** The share of a face that regions cover: on a grid, because they overlap. */
function covered(face: Region, regions: readonly Region[]): number {
  const steps = 20;
  let inside = 0;
  for (let at = 0; at < steps * steps; at += 1) {
    const x = face.left + (((at % steps) + 0.5) / steps) * face.width;
    const y = face.top + ((Math.floor(at / steps) + 0.5) / steps) * face.height;
    inside += Number(regions.some(({ left, top, width, height }) => x >= left && x < left + width && y >= top && y < top + height));
  }
  return inside / (steps * steps);
}

function kindsOf({ kinds }: MarkedFace, all: readonly MarkedFace[]): string[] {
  return all.length >= crowdMin ? [...kinds, "crowd"] : [...kinds];
}
