import { lazy } from "react";

/** A dialog that is loaded when it opens first: the shell is smaller without it. */
export const LateDialog = lazy(async () => ({ default: (await import("./dialog.tsx")).Dialog }));
