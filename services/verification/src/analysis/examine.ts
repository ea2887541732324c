import type { BaseContext } from "@oneheart/kernel";
import { task, withLocalCopy } from "@oneheart/process-pool";
import type { ModelFacts } from "../assessment/rules/facts.ts";
import { verificationSettings } from "../settings.ts";
import { verificationState } from "../state.ts";
import { askModels } from "./ask-models.ts";
import type { Proof } from "./find-proof.ts";
import type { lookAtPhotograph, lookAtVideo, MediaFindings } from "./look-at-media.ts";
import { readVideo } from "./read-video.ts";
import { readTrustAnchors } from "./trust-anchors.ts";

const module = new URL("look-at-media.ts", import.meta.url);
const photograph = task<typeof lookAtPhotograph>(module, "lookAtPhotograph");
const video = task<typeof lookAtVideo>(module, "lookAtVideo");
const videoTime_ms = 120_000;

/** Looks into the file of a proof, in another process. Throws where that process could not come to an end. */
export async function examine(
  proof: Proof,
  time_zone: string | undefined,
  ctx: BaseContext,
): Promise<MediaFindings & { models?: ModelFacts }> {
  const { storage_path, media_type, size_bytes } = proof;
  const { objects } = ctx.backing;
  const { IMAGE_MAX_PIXELS: pixels_max, DATA_DIR } = ctx.settings(verificationSettings);
  const about = { media_type, size_bytes, time_zone, pixels_max, trust_anchors: await readTrustAnchors(DATA_DIR) };
  if (!media_type.startsWith("video/"))
    return withLocalCopy(objects, storage_path, async (path) => {
      const [found, models] = await Promise.all([
        ctx.state(verificationState).processes.run(photograph, { path, ...about }),
        askModels(path, ctx),
      ]);
      return found.media.sound === "yes" ? { ...found, models } : found;
    });
  const media = await readVideo(objects, storage_path, size_bytes);
  if (media.sound === "no") return { media, exif: null, hashes: { state: "not_evaluated", reason: "broken" } };
  const found = await withLocalCopy(objects, storage_path, (path) =>
    ctx.state(verificationState).processes.run(video, { path, ...about }, { timeout_ms: videoTime_ms }),
  );
  return { media, ...found };
}
