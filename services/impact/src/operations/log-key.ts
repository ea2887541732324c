import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { formatVerifierKey } from "@oneheart/tlog";
import { textAnswer } from "../log-answers.ts";
import { logSigner } from "../signing.ts";

/** The key that verifies the log. Whoever trusts nobody compares it with the one they were given elsewhere. */
export const logKey = handle(impactContract.operations.logKey, async (_, ctx) =>
  textAnswer(`${formatVerifierKey(logSigner(ctx).signer.verifier)}\n`),
);
