import { defineSettings, pick, positive, setting, sharedSettings, text } from "@oneheart/kernel";

export const proofSettings = defineSettings(
  "proof",
  {
    IMAGE_MAX_BYTES: setting("The largest photograph.", positive.default(25 * 1024 * 1024)),
    VIDEO_MAX_BYTES: setting("The largest video.", positive.default(200 * 1024 * 1024)),
    FACE_MODEL_FILE: setting("The ONNX file of the face detector, where the installed packages lack it.", text),
  },
  { uses: pick(sharedSettings, "IMAGE_MAX_PIXELS") },
);
