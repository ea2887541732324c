import { schedule } from "@oneheart/kernel";
import { rotateIfOld } from "../workflows/signing.ts";

/** A signing key serves 90 days. */
export const rotateOldSigningKey = schedule("rotate-signing-key", "41 2 * * *", rotateIfOld);
