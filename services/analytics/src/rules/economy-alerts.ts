import type { EconomyAlertCode } from "@oneheart/contracts";

/** What alerts look at; shares in basis points. */
interface EconomyState {
  holders: number;
  top_1_percent: number;
  gini: number;
  dormant: number;
  /** Undefined while nobody holds anything. */
  coverage: number | undefined;
  /** Tokens issued in the last seven days, and a week's mean of the four weeks before. */
  issued_week: number;
  issued_usual: number;
  rings: number;
  farms: number;
}

export interface EconomyAlert {
  code: EconomyAlertCode;
  value: number;
  limit: number;
}

/** From where on something is worth a look. */
const economyLimits = {
  /** Of fewer holders a share says nothing. */
  holders: 100,
  top_1_percent: 3_000,
  gini: 8_000,
  dormant: 5_000,
  coverage: 3_000,
  surge_times: 3,
  /** A week in which less was issued is no surge, whatever was before. */
  surge_tokens: 1_000,
};

/** What is worth an administrator's look, the gravest first. */
export function economyAlerts(state: EconomyState, limits = economyLimits): EconomyAlert[] {
  const above = (code: EconomyAlertCode, value: number, limit: number) => (value > limit ? [{ code, value, limit }] : []);
  const isMany = state.holders >= limits.holders;
  const usual = Math.max(state.issued_usual, Math.ceil(limits.surge_tokens / limits.surge_times));
  return [
    ...above("rings", state.rings, 0),
    ...above("farms", state.farms, 0),
    ...(state.issued_week > usual * limits.surge_times
      ? [{ code: "issuance_surge" as const, value: state.issued_week, limit: usual }]
      : []),
    ...(state.coverage !== undefined && state.coverage < limits.coverage
      ? [{ code: "low_coverage" as const, value: state.coverage, limit: limits.coverage }]
      : []),
    ...(isMany ? above("concentration", state.top_1_percent, limits.top_1_percent) : []),
    ...(isMany ? above("inequality", state.gini, limits.gini) : []),
    ...above("dormancy", state.dormant, limits.dormant),
  ];
}
