import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { impactState } from "../state.ts";
import { textAnswer } from "../workflows/log/answers.ts";

/** The key that verifies the log, and after it earlier ones that still sign. Whoever trusts nobody compares them with one they were given elsewhere. */
export const logKey = handle(impactContract.operations.logKey, async (_, ctx) => {
  const { signing_keys } = ctx.state(impactState).keys;
  return textAnswer(`${signing_keys.join("\n")}\n`);
});
