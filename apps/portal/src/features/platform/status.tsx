import type { Approval } from "@oneheart/contracts";
import { useWords } from "../../app/i18n.ts";
import { Pill, type Tone } from "../../components/pill/pill.tsx";
import { approvalWords } from "./approval-words.ts";

const tones: Record<Approval["status"], Tone> = {
  pending: "waiting",
  approved: "waiting",
  carried_out: "verified",
  failed: "warning",
  refused: "rejected",
  withdrawn: "plain",
  expired: "plain",
};

/** Where a request stands, and whether one person acted alone. */
export function Status({ approval: { status, alone } }: { approval: Approval }) {
  const t = useWords(approvalWords);
  return alone ? <Pill tone="warning">{t("alone")}</Pill> : <Pill tone={tones[status]}>{t(`status_${status}`)}</Pill>;
}
