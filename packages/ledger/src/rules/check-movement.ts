import type { AccountRef } from "../drafts.ts";
import { type Refusal, refuse } from "../results.ts";
import type { Catalogue } from "./catalogue.ts";
import { checkAmount, checkText } from "./check-value.ts";

const OWNER_LENGTH_MAX = 128;

/** Whether `amount` may go from `debit` to `credit` at all, whatever the balances. */
export function checkMovement(
  line: { debit: AccountRef; credit: AccountRef; amount: bigint },
  catalogue: Catalogue,
  isCorrection: boolean,
): Refusal | undefined {
  return (
    checkAmount(line.amount) ??
    checkAccount(line.debit, catalogue) ??
    checkAccount(line.credit, catalogue) ??
    checkSides(line.debit, line.credit, isCorrection)
  );
}

function checkAccount(ref: AccountRef, catalogue: Catalogue): Refusal | undefined {
  if (!catalogue.assets.has(ref.asset)) return refuse("unknown_asset", `asset ${ref.asset} does not exist`, { asset: ref.asset });
  const kind = catalogue.kinds.get(ref.kind);
  if (kind === undefined) return refuse("account_kind_unknown", `account kind ${ref.kind} does not exist`, { kind: ref.kind });
  if (ref.owner_id == null) {
    return kind.owner === "required" ? refuse("account_owner_required", `a ${ref.kind} account needs an owner`) : undefined;
  }
  if (kind.owner === "none") return refuse("account_owner_not_allowed", `a ${ref.kind} account has no owner`);
  return checkText("owner_id", ref.owner_id, OWNER_LENGTH_MAX);
}

function checkSides(debit: AccountRef, credit: AccountRef, isCorrection: boolean): Refusal | undefined {
  if (debit.asset !== credit.asset) {
    return refuse("asset_mismatch", `cannot move ${debit.asset} into a ${credit.asset} account`, {
      debit: debit.asset,
      credit: credit.asset,
    });
  }
  if (debit.kind === credit.kind && (debit.owner_id ?? null) === (credit.owner_id ?? null))
    return refuse("self_transfer", "debit and credit are the same account");
  if (debit.kind === "burned" && !isCorrection) {
    return refuse("burned_not_spendable", "what is burned comes back only through a transaction that names what it corrects");
  }
  if (debit.asset === "XP" && !isSupply(debit) && !isSupply(credit)) {
    return refuse("xp_not_transferable", "XP is only ever issued to a player or burned", { debit: debit.kind, credit: credit.kind });
  }
  return undefined;
}

/** The accounts through which an asset comes into being and ends. */
function isSupply(ref: AccountRef): boolean {
  return ref.kind === "issuance" || ref.kind === "burned";
}
