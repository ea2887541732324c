import { analyticsContract } from "@oneheart/contracts";
import { type Answer, useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Card } from "../../components/page/page.tsx";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import classes from "./nation.module.css";
import { nationWords } from "./nation-words.ts";

type Insights = Answer<typeof analyticsContract.operations.policyInsights>;

/** What stands out in who comes back: each finding with its size, how sure it is, on how many people it rests, and what would change it. */
export function NationInsights() {
  const t = useWords(nationWords);
  const query = useRead(analyticsContract.operations.policyInsights, {});
  return (
    <Card title={t("insights")}>
      <QueryState query={query} lines={4}>
        {(insights) => <Filled insights={insights} />}
      </QueryState>
    </Card>
  );
}

function Filled({ insights }: { insights: Insights }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const { findings, comparisons, too_few, sample_min, follow_up_days, family_error_bps } = insights;
  return (
    <>
      {findings.length === 0 && (
        <EmptyState title={t("insights_none")}>
          {t("insights_none_more", { count: comparisons, least: sample_min, days: follow_up_days })}
        </EmptyState>
      )}
      {findings.map((finding) => (
        <Found key={`${finding.outcome} ${finding.mission_type ?? finding.area_id}`} finding={finding} />
      ))}
      <p className={classes.note}>
        {t("insights_method", {
          count: comparisons,
          few: too_few,
          least: sample_min,
          days: follow_up_days,
          error: formats.share(family_error_bps),
        })}
      </p>
    </>
  );
}

function Found({ finding }: { finding: Insights["findings"][number] }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const points = (bps: number) => formats.number(bps / 100, { signDisplay: "exceptZero", maximumFractionDigits: 0 });
  return (
    <article className={classes.finding}>
      <h3>{finding.words}</h3>
      <p>
        {t("insight_effect", {
          effect: points(finding.effect_bps),
          low: points(finding.low_bps),
          high: points(finding.high_bps),
          sample: formats.number(finding.sample),
          rest: formats.number(finding.sample_rest),
        })}
      </p>
      <ul aria-label={t("would_change")}>
        {finding.would_change.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </article>
  );
}
