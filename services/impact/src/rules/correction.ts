import type { AccountRef, TransactionDraft, TransferDraft } from "@oneheart/ledger";

/** Everything an award moves, by name, in minor units. */
export interface Amounts {
  xp: bigint;
  tokens: bigint;
  credits_minor: bigint;
  local_minor: bigint;
  national_minor: bigint;
  global_minor: bigint;
}

export const amountNames = ["xp", "tokens", "credits_minor", "local_minor", "national_minor", "global_minor"] as const;
type AmountName = (typeof amountNames)[number];

/** The asset of what is the player's own. */
export const playerAssets = { xp: "XP", tokens: "HEART", credits_minor: "CREDIT" } as const satisfies Partial<Record<AmountName, string>>;
const pools = { local_minor: "pool_local", national_minor: "pool_national", global_minor: "pool_global" } as const;

/** Makes amounts one by one. */
export function amountsOf(amount: (name: AmountName) => bigint): Amounts {
  return Object.fromEntries(amountNames.map((name) => [name, amount(name)])) as unknown as Amounts;
}

/** Where each amount of an award of this player lies. */
export function accountOf(name: AmountName, player_id: string): AccountRef {
  if (name in playerAssets) return { kind: "player", owner_id: player_id, asset: playerAssets[name as keyof typeof playerAssets] };
  return { kind: pools[name as keyof typeof pools], asset: "CREDIT" };
}

/** What can be taken back: never more than there is, so no balance becomes negative. */
export function takeable(awarded: Amounts, available: Amounts): Amounts {
  return amountsOf((name) => {
    const there = available[name] > 0n ? available[name] : 0n;
    return there < awarded[name] ? there : awarded[name];
  });
}

/** An award that a correction is about. */
export interface CorrectedAward {
  action_id: string;
  player_id: string;
  ledger_transaction_id: string | null;
}

/** What listeners are told of the award that is corrected. */
export function toldOf(award: Pick<Amounts, "xp"> & { ledger_transaction_id: string | null; badges: string[]; recorded_at: Date }) {
  const { ledger_transaction_id: ledger_id, xp, badges, recorded_at } = award;
  return { ledger_id, xp: Number(xp), badges, recorded_at: recorded_at.toISOString() };
}

/** A correction on its way into the ledger. */
export interface Correction {
  /** The id that its ledger transaction gets. */
  id: string;
  kind: "reversal" | "reinstatement" | "claim";
  award: CorrectedAward;
  /** What is taken (negative) or given (positive). */
  change: Amounts;
  reason_code: string;
  recorded_at: Date;
}

/** The compensating transaction, which names the award's; undefined when nothing is moved. */
export function correctionDraft({ id, kind, award, change, reason_code, recorded_at }: Correction): TransactionDraft | undefined {
  const transfers = amountNames.flatMap((name): TransferDraft[] => {
    const own = accountOf(name, award.player_id);
    const issuance = { kind: "issuance", asset: own.asset };
    if (change[name] < 0n) return [{ debit: own, credit: issuance, amount: -change[name] }];
    return change[name] > 0n ? [{ debit: issuance, credit: own, amount: change[name] }] : [];
  });
  if (transfers.length === 0 || award.ledger_transaction_id === null) return undefined;
  return {
    id,
    kind: `impact.${kind}`,
    reason_ref: `action:${award.action_id}`,
    occurred_at: recorded_at,
    subject_id: award.player_id,
    corrects: award.ledger_transaction_id,
    detail: { action_id: award.action_id, reason_code },
    transfers,
  };
}
