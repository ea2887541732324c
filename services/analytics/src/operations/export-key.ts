import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { formatVerifierKey } from "@oneheart/tlog";
import { analyticsState } from "../state.ts";

/** The key by which anybody checks a bundle's note. */
export const exportKey = handle(analyticsContract.operations.exportKey, async (_, ctx) => ({
  key: formatVerifierKey(ctx.state(analyticsState).exportSigner.verifier),
}));
