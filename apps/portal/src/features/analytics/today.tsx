import { analyticsContract } from "@oneheart/contracts";
import { type Answer, useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { defineWords, useWords } from "../../app/i18n.ts";
import { Figure } from "../../components/figure/figure.tsx";
import { Card, Grid, Page } from "../../components/page/page.tsx";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";

const words = defineWords(
  "today",
  {
    title: "Today",
    lead: "What needs you, who is active, how far people come, and how tokens move.",
    needs_me: "What needs you",
    reviews_waiting: "Reviews waiting",
    appeals_due: "Appeals due",
    rewards_low: "Rewards low in stock",
    redemptions_waiting: "Rewards to hand over",
    approvals_waiting: "Waiting for a second person",
    dead_jobs: "Dead jobs",
    audit_findings: "Findings of the recount",
    activity: "Who is active",
    active_day: "Today",
    active_week: "In seven days",
    active_month: "In thirty days",
    quest_completion: "Quests completed of those that ended",
    token_velocity: "Tokens moved in thirty days, of those held",
    funnel: "How far people come",
    registered: "Registered",
    started: "Took a quest",
    handed_in: "Handed one in",
    verified: "Had one verified",
    redeemed: "Redeemed a reward",
    retention: "Who stays",
    retention_more: "Of those who registered in a week, how many were active in the weeks after it.",
    week: "Week of",
    people: "People",
    after: "+{{weeks}}",
    none: "Nobody has registered yet",
  },
  {
    title: "วันนี้",
    lead: "สิ่งที่รอคุณ ใครใช้งานอยู่ ผู้คนไปถึงขั้นไหน และโทเคนเคลื่อนไหวอย่างไร",
    needs_me: "สิ่งที่รอคุณ",
    reviews_waiting: "รอตรวจหลักฐาน",
    appeals_due: "คำอุทธรณ์ที่ถึงกำหนด",
    rewards_low: "ของรางวัลเหลือน้อย",
    redemptions_waiting: "ของรางวัลรอส่งมอบ",
    approvals_waiting: "รอการอนุมัติจากคนที่สอง",
    dead_jobs: "งานที่ล้มเหลว",
    audit_findings: "สิ่งที่พบจากการนับซ้ำ",
    activity: "ใครใช้งานอยู่",
    active_day: "วันนี้",
    active_week: "ใน 7 วัน",
    active_month: "ใน 30 วัน",
    quest_completion: "ภารกิจที่สำเร็จ จากที่สิ้นสุดแล้ว",
    token_velocity: "โทเคนที่เคลื่อนไหวใน 30 วัน จากที่ถืออยู่",
    funnel: "ผู้คนไปถึงขั้นไหน",
    registered: "ลงทะเบียน",
    started: "รับภารกิจ",
    handed_in: "ส่งภารกิจ",
    verified: "ได้รับการยืนยัน",
    redeemed: "แลกของรางวัล",
    retention: "ใครยังอยู่",
    retention_more: "ในกลุ่มที่ลงทะเบียนสัปดาห์เดียวกัน มีกี่คนที่ยังใช้งานในสัปดาห์ถัด ๆ ไป",
    week: "สัปดาห์ของ",
    people: "คน",
    after: "+{{weeks}}",
    none: "ยังไม่มีใครลงทะเบียน",
  },
);

const refresh_ms = 30_000;
const placeOf = {
  reviews_waiting: "/review",
  appeals_due: "/review",
  rewards_low: "/admin/rewards",
  redemptions_waiting: "/admin/rewards",
  approvals_waiting: "/admin/approvals",
  dead_jobs: "/admin/system",
  audit_findings: undefined,
} as const;

type Dashboard = Answer<typeof analyticsContract.operations.adminDashboard>;

/** What needs me? */
export function Today() {
  const t = useWords(words);
  const query = useRead(analyticsContract.operations.adminDashboard, {}, { every_ms: refresh_ms });
  return (
    <Page title={t("title")} lead={t("lead")}>
      <QueryState query={query} lines={10}>
        {(dashboard) => <Filled dashboard={dashboard} />}
      </QueryState>
    </Page>
  );
}

function Filled({ dashboard }: { dashboard: Dashboard }) {
  const t = useWords(words);
  const { needs_me, funnel } = dashboard;
  const names = Object.keys(placeOf) as Array<keyof typeof placeOf>;
  return (
    <>
      <h2>{t("needs_me")}</h2>
      <Grid least={200}>
        {names.map((name) => (
          <Figure key={name} label={t(name)} figure={needs_me[name]} to={placeOf[name]} />
        ))}
      </Grid>
      <h2>{t("activity")}</h2>
      <Grid least={200}>
        {(["active_day", "active_week", "active_month", "quest_completion", "token_velocity"] as const).map((name) => (
          <Figure key={name} label={t(name)} figure={dashboard[name]} />
        ))}
      </Grid>
      <h2>{t("funnel")}</h2>
      <Grid least={200}>
        {(["registered", "started", "handed_in", "verified", "redeemed"] as const).map((name) => (
          <Figure key={name} label={t(name)} figure={funnel[name]} />
        ))}
      </Grid>
      <Card title={t("retention")}>
        <p>{t("retention_more")}</p>
        <Retention cohorts={dashboard.retention} />
      </Card>
    </>
  );
}

function Retention({ cohorts }: { cohorts: Dashboard["retention"] }) {
  const t = useWords(words);
  const formats = useFormats();
  const weeks = Math.max(0, ...cohorts.map(({ active }) => active.length));
  return (
    <DataTable
      caption={t("retention")}
      file="retention"
      rows={cohorts}
      rowKey={({ week }) => week}
      empty={<EmptyState title={t("none")} />}
      columns={[
        { key: "week", head: t("week"), value: (row) => row.week, cell: (row) => formats.day(row.week) },
        { key: "people", head: t("people"), align: "end", value: (row) => row.people },
        ...Array.from({ length: weeks }, (_, week) => ({
          key: `after ${week}`,
          head: t("after", { weeks: week }),
          align: "end" as const,
          value: (row: Dashboard["retention"][number]) => row.active[week] ?? null,
        })),
      ]}
    />
  );
}
