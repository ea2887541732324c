import "../../components/form/styles.ts";
import { NativeSelect } from "@mantine/core";
import { type CallInput, platformContract } from "@oneheart/contracts";
import { useEffect } from "react";
import { useAddressState } from "../../app/address-state.ts";
import { useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useKeys } from "../../app/keys.ts";
import { Moment } from "../../components/moment/moment.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { ApprovalDetail } from "./approval-detail.tsx";
import { ApprovalPolicyCard } from "./approval-policy.tsx";
import { approvalWords } from "./approval-words.ts";
import { PersonName } from "./person-name.tsx";
import { Status } from "./status.tsx";

const { listApprovals } = platformContract.operations;
const refresh_ms = 20_000;

const filters = {
  pending: { status: "pending" },
  decided: {},
  alone: { alone: true },
} as const satisfies Record<string, Partial<CallInput<typeof listApprovals>>>;
type Shown = keyof typeof filters;

/** What do I decide as the second person? */
export function Approvals() {
  const t = useWords(approvalWords);
  const [wanted, setShown] = useAddressState("show");
  const [open, setOpen] = useAddressState("request");
  const shown: Shown = wanted !== undefined && wanted in filters ? (wanted as Shown) : "pending";
  const pages = useReadPages(listApprovals, { limit: 50, ...filters[shown] }, { every_ms: refresh_ms });
  const step = (by: number) => {
    const at = pages.items.findIndex(({ id }) => id === open);
    const next = pages.items[at < 0 ? 0 : at + by];
    if (next) setOpen(next.id);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
  // A page that is opened without a request shows what waits first.
  const first = shown === "pending" ? pages.items[0]?.id : undefined;
  useEffect(() => {
    if (open === undefined && first !== undefined) setOpen(first);
  }, [open, first, setOpen]);
  return (
    <Page title={t("title")} lead={t("lead")}>
      {open !== undefined && (
        <Card>
          <ApprovalDetail key={open} id={open} />
        </Card>
      )}
      <Card>
        <NativeSelect
          label={t("show")}
          maw={320}
          data={(Object.keys(filters) as Shown[]).map((value) => ({ value, label: t(`show_${value}`) }))}
          value={shown}
          onChange={(event) => setShown(event.currentTarget.value)}
        />
        <DataTable
          caption={t("title")}
          file="approvals"
          {...pagesAsRows(pages)}
          rowKey={({ id }) => id}
          onRow={({ id }) => {
            setOpen(id);
            scrollTo({ top: 0 });
          }}
          isChosen={({ id }) => id === open}
          empty={<EmptyState title={shown === "pending" ? t("none") : t("none_found")}>{shown === "pending" && t("none_more")}</EmptyState>}
          columns={[
            { key: "act", head: t("act"), value: (row) => row.title },
            { key: "status", head: t("status"), value: (row) => t(`status_${row.status}`), cell: (row) => <Status approval={row} /> },
            { key: "by", head: t("by"), value: (row) => row.requested_by, cell: (row) => <PersonName id={row.requested_by} /> },
            { key: "when", head: t("when"), value: (row) => row.requested_at, cell: (row) => <Moment at={row.requested_at} /> },
            {
              key: "decided_by",
              head: t("decided_by"),
              value: (row) => row.decided_by,
              cell: (row) => (row.decided_by === null ? null : <PersonName id={row.decided_by} />),
            },
          ]}
        />
      </Card>
      <ApprovalPolicyCard />
    </Page>
  );
}
