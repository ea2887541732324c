import { defineSettings, pick, setting, sharedSettings, text } from "@oneheart/kernel";

export const verificationSettings = defineSettings(
  "verification",
  { MODELS_DIR: setting("A folder of the operator's evidence models; `models` in DATA_DIR when absent.", text) },
  { uses: pick(sharedSettings, "DATA_DIR", "IMAGE_MAX_PIXELS") },
);
