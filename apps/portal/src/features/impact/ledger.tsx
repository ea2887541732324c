import "../../components/dialog/styles.ts";
import { Drawer } from "@mantine/core";
import { impactContract } from "@oneheart/contracts";
import { useState } from "react";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { defineWords, useWords } from "../../app/i18n.ts";
import { useSession } from "../../app/portal-context.tsx";
import { Moment } from "../../components/moment/moment.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { Pill } from "../../components/pill/pill.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { ReceiptCheck } from "../../components/trail/receipt-check.tsx";

const words = defineWords(
  "ledger",
  {
    title: "Ledger",
    lead: "Every verified action with what it earned, newest first. Choose one to check its receipt in this browser.",
    sign_in: "Sign in to read the ledger",
    when: "When",
    hearts: "Hearts",
    credits: "Credits",
    state: "In the log",
    sealed: "Place {{index}}",
    waits: "Waits for the seal",
    correction: "Correction",
    nothing: "Nothing is recorded yet",
    entry: "An entry of the ledger",
    close: "Close",
  },
  {
    title: "บัญชีแยกประเภท",
    lead: "กิจกรรมที่ยืนยันแล้วทุกรายการพร้อมสิ่งที่ได้รับ เรียงจากใหม่ไปเก่า เลือกรายการเพื่อตรวจใบรับรองในเบราว์เซอร์นี้",
    sign_in: "เข้าสู่ระบบเพื่อดูบัญชีแยกประเภท",
    when: "เมื่อ",
    hearts: "หัวใจ",
    credits: "เครดิต",
    state: "ในบันทึก",
    sealed: "ลำดับที่ {{index}}",
    waits: "รอการผนึก",
    correction: "รายการแก้ไข",
    nothing: "ยังไม่มีรายการ",
    entry: "รายการในบัญชีแยกประเภท",
    close: "ปิด",
  },
);

/** What was earned for which action, and whether the log has it. */
export function Ledger() {
  const t = useWords(words);
  const formats = useFormats();
  const { status } = useSession();
  const [chosen, setChosen] = useState<string>();
  const pages = useReadPages(impactContract.operations.listLedger, { limit: 50 }, { enabled: status === "signed_in" });
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Card>
        <DataTable
          caption={t("title")}
          file="ledger"
          {...pagesAsRows(pages)}
          rowKey={({ id }) => id}
          onRow={({ id }) => setChosen(id)}
          isChosen={({ id }) => id === chosen}
          isLoading={pages.query.isLoading || status === "unknown"}
          empty={<EmptyState title={status === "signed_in" ? t("nothing") : t("sign_in")} />}
          columns={[
            {
              key: "when",
              head: t("when"),
              value: (row) => row.ledger_timestamp,
              cell: (row) => <Moment at={row.ledger_timestamp} exact />,
            },
            { key: "xp", head: "XP", align: "end", value: (row) => row.xp_delta, cell: (row) => formats.number(row.xp_delta) },
            {
              key: "hearts",
              head: t("hearts"),
              align: "end",
              value: (row) => row.tokens_delta,
              cell: (row) => formats.number(row.tokens_delta),
            },
            { key: "credits", head: t("credits"), align: "end", value: (row) => row.impact_credits_delta },
            {
              key: "state",
              head: t("state"),
              value: (row) => row.leaf_index,
              cell: (row) => (
                <>
                  {row.leaf_index === null ? (
                    <Pill tone="waiting">{t("waits")}</Pill>
                  ) : (
                    <Pill tone="verified">{t("sealed", { index: row.leaf_index })}</Pill>
                  )}{" "}
                  {row.corrects && <Pill tone="info">{t("correction")}</Pill>}
                </>
              ),
            },
          ]}
        />
      </Card>
      {chosen && (
        <Drawer opened onClose={() => setChosen(undefined)} title={t("entry")} closeButtonProps={{ "aria-label": t("close") }}>
          <ReceiptCheck id={chosen} />
        </Drawer>
      )}
    </Page>
  );
}
