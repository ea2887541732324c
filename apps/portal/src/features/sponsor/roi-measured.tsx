import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Card } from "../../components/page/page.tsx";
import type { Roi } from "./roi-values.ts";
import { roiWords } from "./roi-words.ts";
import classes from "./sponsor.module.css";

type Measured = Roi["measured"][number];

/** What the money changed, as far as chance decided which zones started first; what was not measured says why. */
export function RoiMeasured({ roi }: { roi: Roi }) {
  const t = useWords(roiWords);
  if (roi.measured.length === 0) return null;
  return (
    <Card title={t("measured_title")}>
      <p>{t("measured_lead")}</p>
      <ul className={classes.unproven}>
        {roi.measured.map((one) => (
          <li key={one.campaign_id}>
            <strong>{one.title}</strong>: <Finding measured={one} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Finding({ measured: { status, effect, zones, windows } }: { measured: Measured }) {
  const t = useWords(roiWords);
  const formats = useFormats();
  if (effect === null) return <>{t(`measured_${status}`)}</>;
  const signed = (value: number) => formats.number(value, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
  const range = { effect: signed(effect.actions_per_week), low: signed(effect.low), high: signed(effect.high) };
  const isClear = effect.low > 0 || effect.high < 0;
  return (
    <>
      {t("measured_effect", { ...range, zones: formats.number(zones), windows: formats.number(windows) })}{" "}
      {t(isClear ? "measured_clear" : "measured_unclear")}
    </>
  );
}
