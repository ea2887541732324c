import { platformContract } from "@oneheart/contracts";
import { Link } from "@tanstack/react-router";
import { useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { Moment } from "../../components/moment/moment.tsx";
import { Pill } from "../../components/pill/pill.tsx";
import { approvalWords } from "./approval-words.ts";
import classes from "./approvals.module.css";
import { DifferenceTable } from "./difference-table.tsx";
import { PersonName } from "./person-name.tsx";

/** On a record's own page: what was asked to be changed of it and waits for a second person. */
export function PendingApprovals({ operation, record }: { operation: string; record?: string }) {
  const t = useWords(approvalWords);
  const { data } = useRead(platformContract.operations.listApprovals, { status: "pending", operation, record });
  return data?.items.map((approval) => (
    <aside key={approval.id} className={classes.pending} aria-label={`${t("waits")}: ${approval.title}`}>
      <div className={classes.pendingHead}>
        <Pill tone="waiting">{t("waits")}</Pill>
        <span>
          <PersonName id={approval.requested_by} />, <Moment at={approval.requested_at} />
        </span>
        <Link to="/admin/approvals" search={{ request: approval.id } as never}>
          {t("open")}
        </Link>
      </div>
      <DifferenceTable approval={approval} />
    </aside>
  ));
}
