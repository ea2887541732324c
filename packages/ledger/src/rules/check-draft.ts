import type { TransactionDraft } from "../drafts.ts";
import { type Refusal, refuse } from "../results.ts";
import type { Catalogue } from "./catalogue.ts";
import { checkMovement } from "./check-movement.ts";
import { checkAmount, checkDetail, checkId, checkText, checkTime } from "./check-value.ts";

const KIND_LENGTH_MAX = 64;
const TEXT_LENGTH_MAX = 256;

/** Everything that can be refused from the draft alone, first problem first. */
export function checkDraft(draft: TransactionDraft, catalogue: Catalogue): Refusal | undefined {
  return checkHeader(draft) ?? checkEntries(draft, catalogue);
}

function checkHeader(draft: TransactionDraft): Refusal | undefined {
  return (
    checkId("id", draft.id) ??
    checkId("corrects", draft.corrects) ??
    checkText("kind", draft.kind, KIND_LENGTH_MAX) ??
    checkText("reason_ref", draft.reason_ref, TEXT_LENGTH_MAX) ??
    (draft.subject_id == null ? undefined : checkText("subject_id", draft.subject_id, TEXT_LENGTH_MAX)) ??
    checkTime("occurred_at", draft.occurred_at) ??
    checkDetail(draft.detail)
  );
}

function checkEntries(draft: TransactionDraft, catalogue: Catalogue): Refusal | undefined {
  const { transfers = [], holds = [], captures = [], releases = [], expiries = [] } = draft;
  if (transfers.length + holds.length + captures.length + releases.length + expiries.length === 0) {
    return refuse("no_transfers", "a transaction needs at least one transfer, hold, capture, release or expiry");
  }
  const isCorrection = draft.corrects !== undefined;
  for (const transfer of transfers) {
    const refusal = checkId("transfer id", transfer.id) ?? checkMovement(transfer, catalogue, isCorrection);
    if (refusal) return refusal;
  }
  for (const hold of holds) {
    const refusal =
      checkId("hold id", hold.id) ??
      (hold.expires_at == null ? undefined : checkTime("expires_at", hold.expires_at)) ??
      checkMovement(hold, catalogue, isCorrection);
    if (refusal) return refusal;
  }
  for (const capture of captures) {
    const refusal =
      checkId("transfer id", capture.id) ??
      checkId("hold_id", capture.hold_id) ??
      (capture.amount === undefined ? undefined : checkAmount(capture.amount));
    if (refusal) return refusal;
  }
  for (const resolution of [...releases, ...expiries]) {
    const refusal = checkId("hold_id", resolution.hold_id);
    if (refusal) return refusal;
  }
  return undefined;
}
