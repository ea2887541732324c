import { defineState } from "@oneheart/kernel";
import { openCopyProcess } from "./workers/copy-process.ts";

/** The process in which photographs are decoded. */
export const proofState = defineState({
  open: () => ({ process: openCopyProcess() }),
  close: ({ process }) => process.stop(),
});
