import { defineState } from "@oneheart/kernel";
import { openCopyProcess } from "./workers/copy-process.ts";
import { openFaceProcess } from "./workers/face-process.ts";

/** The process in which photographs and videos are decoded, and the one that looks for faces in the copies. */
export const proofState = defineState({
  open: () => ({ process: openCopyProcess(), faces: openFaceProcess() }),
  close: async ({ process, faces }) => {
    await Promise.all([process.stop(), faces.stop()]);
  },
});
