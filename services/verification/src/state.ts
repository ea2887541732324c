import { defineState } from "@oneheart/kernel";
import { installedModels } from "./analysis/installed-models.ts";
import { openAnalysisProcesses } from "./workers/analysis-processes.ts";

/** The processes in which files are opened, and the operator's models. */
export const verificationState = defineState({
  open: (ctx) => ({ processes: openAnalysisProcesses(), models: installedModels(ctx) }),
  close: ({ processes }) => processes.stop(),
});
