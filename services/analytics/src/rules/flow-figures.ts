import type { FigureUnit, FlowFigure } from "@oneheart/contracts";
import type { FlowPart } from "@oneheart/ledger";

/** How a figure of the ledger is counted: the one definition for every surface. */
export interface FlowDefinition {
  unit: FigureUnit;
  parts: readonly FlowPart[];
}

const issued: FlowPart[] = [
  { asset: "HEART", from_kind: "issuance", sign: 1 },
  { asset: "HEART", to_kind: "issuance", sign: -1 },
];
const burned: FlowPart[] = [{ asset: "HEART", to_kind: "burned", sign: 1 }];

/** Everything that came into a pool, less what left it. */
function pool(kind: string): FlowDefinition {
  return {
    unit: "credits_minor",
    parts: [
      { asset: "CREDIT", to_kind: kind, sign: 1 },
      { asset: "CREDIT", from_kind: kind, sign: -1 },
    ],
  };
}

export const flowFigures: Record<FlowFigure, FlowDefinition> = {
  tokens_issued: { unit: "tokens", parts: issued },
  tokens_burned: { unit: "tokens", parts: burned },
  tokens_held: { unit: "tokens", parts: [...issued, ...burned.map((part) => ({ ...part, sign: -1 as const }))] },
  credits_awarded: {
    unit: "credits_minor",
    parts: [
      { asset: "CREDIT", from_kind: "issuance", to_kind: "player", sign: 1 },
      { asset: "CREDIT", from_kind: "player", to_kind: "issuance", sign: -1 },
    ],
  },
  pool_local: pool("pool_local"),
  pool_national: pool("pool_national"),
  pool_global: pool("pool_global"),
};
