import { platformContract } from "@oneheart/contracts";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
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
    lead: "Work that gave up and waits for you, and the log of everything that people with special rights did.",
    dead: "Dead jobs",
    dead_none: "No job has given up",
    task: "Task",
    attempts: "Attempts",
    error: "Last error",
    since: "Since",
    requeue: "Try again",
    audit: "Privileged acts",
    audit_none: "Nothing was done yet",
    when: "When",
    who: "Account",
    role: "Role",
    operation: "Operation",
    target: "On",
    outcome: "Outcome",
    request: "Request",
  },
  {
    title: "ระบบ",
    lead: "งานที่ล้มเหลวและรอคุณ และบันทึกการกระทำของผู้ที่มีสิทธิ์พิเศษ",
    dead: "งานที่ล้มเหลว",
    dead_none: "ไม่มีงานที่ล้มเหลว",
    task: "งาน",
    attempts: "จำนวนครั้ง",
    error: "ข้อผิดพลาดล่าสุด",
    since: "ตั้งแต่",
    requeue: "ลองอีกครั้ง",
    audit: "การกระทำที่ใช้สิทธิ์พิเศษ",
    audit_none: "ยังไม่มีการกระทำ",
    when: "เมื่อ",
    who: "บัญชี",
    role: "บทบาท",
    operation: "การกระทำ",
    target: "ต่อ",
    outcome: "ผล",
    request: "คำขอ",
  },
);

const { listDeadJobs, requeueJob, listAudit } = platformContract.operations;

/** What has stopped, and who did what? */
export function System() {
  const t = useWords(words);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Card title={t("dead")}>
        <DeadJobs />
      </Card>
      <Card title={t("audit")}>
        <Audit />
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

function Audit() {
  const t = useWords(words);
  const formats = useFormats();
  const pages = useReadPages(listAudit, { limit: 100 });
  return (
    <DataTable
      caption={t("audit")}
      file="privileged-acts"
      {...pagesAsRows(pages)}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("audit_none")} />}
      columns={[
        { key: "when", head: t("when"), value: (row) => row.at, cell: (row) => formats.dateTime(row.at) },
        { key: "operation", head: t("operation"), value: (row) => row.operation },
        { key: "outcome", head: t("outcome"), value: (row) => row.outcome },
        { key: "role", head: t("role"), value: (row) => row.role },
        { key: "who", head: t("who"), value: (row) => row.actor_id },
        { key: "target", head: t("target"), value: (row) => row.target },
        { key: "request", head: t("request"), value: (row) => row.request_id },
      ]}
    />
  );
}
