import { platformContract } from "@oneheart/contracts";
import { useReadPages } from "../../app/calls.ts";
import { defineWords, useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { ActButton } from "../../components/form/act-button.tsx";
import { Moment } from "../../components/moment/moment.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";

const words = defineWords(
  "system",
  {
    title: "System",
    lead: "Work that was tried as often as it may be, and waits for you.",
    dead: "Dead jobs",
    dead_none: "No job has given up",
    task: "Task",
    attempts: "Attempts",
    error: "Last error",
    since: "Since",
    requeue: "Try again",
  },
  {
    title: "ระบบ",
    lead: "งานที่ลองครบจำนวนครั้งแล้วและรอคุณ",
    dead: "งานที่ล้มเหลว",
    dead_none: "ไม่มีงานที่ล้มเหลว",
    task: "งาน",
    attempts: "จำนวนครั้ง",
    error: "ข้อผิดพลาดล่าสุด",
    since: "ตั้งแต่",
    requeue: "ลองอีกครั้ง",
  },
);

const { listDeadJobs, requeueJob } = platformContract.operations;

/** What has stopped? */
export function System() {
  const t = useWords(words);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Card title={t("dead")}>
        <DeadJobs />
      </Card>
    </Page>
  );
}

function DeadJobs() {
  const t = useWords(words);
  const write = useWrite();
  const pages = useReadPages(listDeadJobs, { limit: 100 });
  return (
    <DataTable
      caption={t("dead")}
      file="dead-jobs"
      {...pagesAsRows(pages)}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("dead_none")} />}
      columns={[
        { key: "task", head: t("task"), value: (row) => row.task },
        { key: "attempts", head: t("attempts"), align: "end", value: (row) => row.attempts },
        { key: "error", head: t("error"), value: (row) => row.last_error },
        { key: "since", head: t("since"), value: (row) => row.created_at, cell: (row) => <Moment at={row.created_at} /> },
        {
          key: "requeue",
          head: t("requeue"),
          value: () => null,
          cell: (row) => (
            <ActButton size="xs" act={() => write(requeueJob, { id: row.id })}>
              {t("requeue")}
            </ActButton>
          ),
        },
      ]}
    />
  );
}
