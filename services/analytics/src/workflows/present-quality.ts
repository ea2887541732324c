import type { analyticsContract, Output } from "@oneheart/contracts";
import { type Language, message, render } from "@oneheart/messages";
import { dataChecks } from "../store/data-checks.ts";
import type { CheckResult } from "../store/quality.ts";

type DataQuality = Output<typeof analyticsContract.operations.dataQuality>;

/** Every check with what it found. Which records these are, only administrators are told. */
export function presentQuality(
  { ran_at, results }: { ran_at: Date | null; results: readonly CheckResult[] },
  { language, role }: { language: Language; role: string },
): DataQuality {
  const byCheck = Map.groupBy(results, ({ check }) => check);
  const checks = dataChecks.map(({ id, severity }) => {
    const found = byCheck.get(id) ?? [];
    return {
      ...{ check: id, severity },
      title: render(message(`check.${id}.title`), language),
      advice: render(message(`check.${id}.advice`), language),
      findings: found.reduce((sum, { findings }) => sum + findings, 0),
      months: found.flatMap(({ month, findings }) => (month === null ? [] : [{ month, findings }])),
      examples: role === "admin" ? found.flatMap(({ refs }) => refs).slice(0, 5) : [],
    };
  });
  return { ran_at: ran_at?.toISOString() ?? null, checks };
}
