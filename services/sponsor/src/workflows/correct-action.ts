import type { BaseContext, Tx } from "@oneheart/kernel";
import type { TransactionDraft, TransferDraft } from "@oneheart/ledger";
import { poolTransfers, type ReservedShare } from "../rules/draw.ts";
import { actionStore, type CorrectedRow, type DrawnRow } from "../store/actions.ts";
import { coverStore } from "../store/cover.ts";
import { postAll } from "./ledger.ts";
import { releaseMilestones } from "./milestones.ts";

/** What became of an award, as the impact engine tells it. */
interface Corrected {
  action_id: string;
  quest_id: string;
  reason_code: string;
  kind: "reversal" | "reinstatement";
  at: Date;
}

type Deps = Pick<BaseContext, "state" | "newId">;

/** Puts a draw back into escrow, or makes it again as far as the money is still there. Once each. */
export async function correctAction(tx: Tx, corrected: Corrected, ctx: Deps): Promise<void> {
  const { action_id, quest_id, kind } = corrected;
  const actions = actionStore(tx);
  const cover = coverStore(tx);
  const reservation = (await cover.lockAll([quest_id])).get(quest_id);
  if (reservation === undefined || reservation.state === "released") return;
  // The words that it was paid are still under way.
  if (reservation.state !== "drawn") throw new Error(`action ${action_id} is corrected before it was drawn for`);
  const rows = await actions.ofAction(action_id);
  const done = await actions.correctionsOf(action_id);
  if (done.some((one) => one.kind === kind)) return;
  const by = kind === "reversal" ? (-1 as const) : (1 as const);
  const free = await cover.lockFunds(rows.map(({ campaign_id }) => campaign_id));
  await actions.correctProgramme(quest_id, by);
  if (rows.length === 0) return;

  const shares = new Map((await cover.shares([quest_id])).get(quest_id)?.map((share) => [share.campaign_id, share]));
  const moved = rows.filter(({ campaign_id, amount_minor }) => by === -1 || (free.get(campaign_id) ?? 0n) >= amount_minor);
  const draft = correctionDraft(ctx.newId(), corrected, moved, shares);
  const [posted] = await postAll(ctx, tx.db, draft === undefined ? [] : [draft]);
  await actions.correct(rows.map((row) => rowOf(row, moved.includes(row), { ...corrected, by, ledger_id: posted?.id ?? null }, ctx)));
  if (by === 1) await releaseMilestones(tx.db, [...free.keys()]);
}

function correctionDraft(
  id: string,
  { action_id, kind, reason_code, at }: Corrected,
  rows: readonly DrawnRow[],
  shares: ReadonlyMap<string, ReservedShare>,
): TransactionDraft | undefined {
  const transfers = rows.flatMap((row): TransferDraft[] => {
    const drawn = { share: shares.get(row.campaign_id)!, tokens: row.tokens, amount_minor: row.amount_minor };
    return poolTransfers(drawn, kind === "reversal");
  });
  const draw_id = rows.find((row) => row.draw_id !== null)?.draw_id;
  if (transfers.length === 0 || draw_id === undefined || draw_id === null) return undefined;
  return {
    id,
    kind: `sponsor.draw_${kind}`,
    reason_ref: `action:${action_id}`,
    occurred_at: at,
    corrects: draw_id,
    detail: { action_id, reason_code },
    transfers,
  };
}

function rowOf(
  row: DrawnRow,
  isMoved: boolean,
  { kind, by, ledger_id, at }: Corrected & { by: 1 | -1; ledger_id: string | null },
  ctx: Deps,
): CorrectedRow {
  const sign = isMoved ? BigInt(by) : 0n;
  return {
    ...row,
    correction_id: ctx.newId(),
    kind,
    by,
    corrected_tokens: sign * row.tokens,
    corrected_minor: sign * row.amount_minor,
    ledger_transaction_id: ledger_id,
    corrected_at: at,
  };
}
