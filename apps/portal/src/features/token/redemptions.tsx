import { Button } from "@mantine/core";
import { tokenContract } from "@oneheart/contracts";
import { useState } from "react";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { SideDrawer } from "../../components/drawer/side-drawer.tsx";
import { ActButton } from "../../components/form/act-button.tsx";
import formClasses from "../../components/form/form.module.css";
import { RecordForm } from "../../components/form/record-form.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { rewardWords } from "./reward-words.ts";

const { listRedemptions, fulfilRedemption, cancelRedemption } = tokenContract.operations;

/** Rewards that people have redeemed and do not hold yet. */
export function Redemptions() {
  const t = useWords(rewardWords);
  const formats = useFormats();
  const write = useWrite();
  const [cancelling, setCancelling] = useState<string>();
  const pages = useReadPages(listRedemptions, { limit: 100, status: "held" });
  return (
    <>
      <DataTable
        caption={t("waiting")}
        file="redemptions"
        {...pagesAsRows(pages)}
        rowKey={({ redemption_id }) => redemption_id}
        empty={<EmptyState title={t("waiting_none")} />}
        columns={[
          { key: "name", head: t("name"), value: (row) => row.name },
          { key: "price", head: t("price"), align: "end", value: (row) => row.price_tokens },
          { key: "when", head: t("when"), value: (row) => row.created_at, cell: (row) => formats.dateTime(row.created_at) },
          {
            key: "act",
            head: t("act"),
            value: () => null,
            cell: (row) => (
              <span className={formClasses.actions}>
                <ActButton size="xs" act={() => write(fulfilRedemption, { id: row.redemption_id })}>
                  {t("hand_over")}
                </ActButton>
                <Button size="xs" variant="subtle" onClick={() => setCancelling(row.redemption_id)}>
                  {t("cancel")}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {cancelling && (
        <SideDrawer title={t("cancel")} onClose={() => setCancelling(undefined)}>
          <p>{t("cancel_more")}</p>
          <RecordForm
            draft={`cancel ${cancelling}`}
            send={t("cancel")}
            initial={{ reason: "" }}
            fields={[{ name: "reason", label: t("cancel_reason"), kind: "line", required: true, max: 200 }]}
            onSend={async ({ reason }) => {
              await write(cancelRedemption, { id: cancelling, reason: String(reason) });
              setCancelling(undefined);
            }}
          />
        </SideDrawer>
      )}
    </>
  );
}
