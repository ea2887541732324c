import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { languageFor, render } from "@oneheart/messages";
import { calculate } from "../rules/calculate.ts";
import { activeRules } from "../workflows/active-rules.ts";

/** Explains what an action would earn under the active rules. Badges depend on the player, so none are promised. */
export const calculateImpact = handle(impactContract.operations.calculateImpact, async (input, ctx) => {
  const { factors, ...calculation } = calculate(await activeRules(ctx), input);
  const language = languageFor(ctx.source.acceptLanguage);
  return { ...calculation, factors: factors.map((factor) => ({ ...factor, because: render(factor.because, language) })) };
});
