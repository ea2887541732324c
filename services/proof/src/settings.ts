import { defineSettings, pick, positive, setting, sharedSettings } from "@oneheart/kernel";

export const proofSettings = defineSettings(
  "proof",
  {
    IMAGE_MAX_BYTES: setting("The largest photograph.", positive.default(25 * 1024 * 1024)),
    VIDEO_MAX_BYTES: setting("The largest video.", positive.default(200 * 1024 * 1024)),
  },
  { uses: pick(sharedSettings, "IMAGE_MAX_PIXELS") },
);
