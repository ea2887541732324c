import { platformContract } from "@oneheart/contracts";
import { useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Moment } from "../../components/moment/moment.tsx";
import { Card } from "../../components/page/page.tsx";
import { missingMonths } from "./months.ts";
import classes from "./nation.module.css";
import { monthOfToday } from "./nation-asked.ts";
import type { Nation } from "./nation-shape.ts";
import { nationWords } from "./nation-words.ts";

const whole_bps = 10_000;

/** How far the figures hold: what was put together, what is rounded, which months are missing, and how the programme is run. */
export function NationQuality({ nation }: { nation: Nation }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const { actions } = nation.total;
  const nameless = nation.by_zone.find(({ zone_id }) => zone_id === null)?.actions.value ?? 0;
  const gaps = missingMonths(nation, new Set(nation.by_period.flatMap(monthsIn)), monthOfToday());
  return (
    <Card title={t("quality")}>
      <dl className={classes.quality}>
        <dt>{t("as_of")}</dt>
        <dd>
          <Moment at={actions.as_of} exact />
        </dd>
        <dt>{t("cells")}</dt>
        <dd>{t("cells_value", { count: actions.basis.count ?? 0 })}</dd>
        <dt>{t("exact")}</dt>
        <dd>{t("exact_value")}</dd>
        <dt>{t("rounding")}</dt>
        <dd>{t("rounding_value")}</dd>
        <dt>{t("untold")}</dt>
        <dd>{t("untold_value", { share: formats.share(actions.value ? (nameless / actions.value) * whole_bps : 0) })}</dd>
        <dt>{t("gaps")}</dt>
        <dd>{gaps.length === 0 ? t("gaps_none") : gaps.map((month) => formats.month(month)).join(", ")}</dd>
        <Governance />
      </dl>
    </Card>
  );
}

/** Every month of a row: those that are told together are in it, too. */
function monthsIn({ since, to }: Nation["by_period"][number]): string[] {
  return missingMonths({ from: since, to }, new Set(), to.slice(0, 7));
}

/** Whether one person alone may change rules and caps, and how often that happened. */
function Governance() {
  const t = useWords(nationWords);
  const { data } = useRead(platformContract.operations.getApprovalPolicy, {});
  if (data === undefined) return null;
  return (
    <>
      <dt>{t("governance")}</dt>
      <dd>
        {t(data.people === "two" ? "governance_two" : "governance_alone")} {t("alone_acts", { count: data.alone_lately })}
      </dd>
    </>
  );
}
