import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { formatVerifierKey } from "@oneheart/tlog";
import { sponsorState } from "../state.ts";

/** The key by which anybody checks a report's note. */
export const reportKey = handle(sponsorContract.operations.reportKey, async (_, ctx) => ({
  key: formatVerifierKey(ctx.state(sponsorState).reportSigner.verifier),
}));
