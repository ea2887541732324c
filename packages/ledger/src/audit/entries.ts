import type { LeafLine } from "../leaf.ts";
import type { EntryType } from "../rules/entry.ts";
import type { AuditedLine } from "./rows.ts";
import type { AuditFinding } from "./step.ts";

const TYPES: Record<AuditedLine["line"], EntryType> = {
  transfer: "transfer",
  hold: "hold",
  captured: "capture",
  released: "release",
  expired: "expiry",
};

/** Puts a transaction's stored lines together as entries again, and says where that is not possible. */
export function entriesFrom(ref: string, lines: readonly AuditedLine[]): { entries: LeafLine[]; findings: AuditFinding[] } {
  const findings: AuditFinding[] = [];
  const entries: LeafLine[] = [];
  const positions = Map.groupBy(lines, (line) => line.position);
  for (const [position, atPosition] of positions) {
    const where = `position ${position}`;
    const entry = entryFrom(atPosition);
    if (entry === undefined) {
      findings.push({ code: "entry_broken", ref, message: `${where}: ${atPosition.map((line) => line.line).join(" and ")}` });
      continue;
    }
    if (position !== entries.length)
      findings.push({ code: "positions_not_contiguous", ref, message: `${where} after ${entries.length - 1}` });
    if (!atPosition.every((line) => line.has_one_asset)) findings.push({ code: "entry_asset_differs", ref, message: where });
    if (isXpBetweenHolders(entry)) findings.push({ code: "xp_between_holders", ref, message: `${where}: ${entry.amount} XP` });
    entries.push(entry);
  }
  return { entries, findings };
}

/** One line, or a capture's two, which must agree. */
function entryFrom(lines: readonly AuditedLine[]): LeafLine | undefined {
  const [first, second, ...more] = lines;
  if (first === undefined || more.length > 0) return undefined;
  const isCapture = first.line === "captured";
  if (isCapture !== (second !== undefined)) return undefined;
  if (second !== undefined && !isTransferOf(first, second)) return undefined;
  if (first.line === "transfer" && first.hold_id !== null) return undefined;
  if (first.asset === null || first.debit_kind === null || first.credit_kind === null) return undefined;
  return {
    type: TYPES[first.line],
    id: second?.id ?? first.id ?? undefined,
    hold: first.hold_id === null ? undefined : { id: first.hold_id },
    debit: { kind: first.debit_kind, owner_id: first.debit_owner, asset: first.asset },
    credit: { kind: first.credit_kind, owner_id: first.credit_owner, asset: first.asset },
    amount: BigInt(first.amount),
    expires_at: first.expires_at_ms === null ? null : new Date(Number(first.expires_at_ms)),
  };
}

function isTransferOf(captured: AuditedLine, transfer: AuditedLine): boolean {
  const same = ["hold_id", "amount", "debit_kind", "debit_owner", "credit_kind", "credit_owner", "asset"] as const;
  return transfer.line === "transfer" && same.every((field) => captured[field] === transfer[field]);
}

function isXpBetweenHolders({ debit, credit }: LeafLine): boolean {
  const isSupply = (kind: string) => kind === "issuance" || kind === "burned";
  return debit.asset === "XP" && !isSupply(debit.kind) && !isSupply(credit.kind);
}
