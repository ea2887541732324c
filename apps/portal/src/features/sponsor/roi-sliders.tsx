import { Button } from "@mantine/core";
import { socialReturn, WHOLE_PARTS } from "@oneheart/contracts";
import { useId, useState } from "react";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Card } from "../../components/page/page.tsx";
import { type Assumptions, casesAt, keyOf, type Place, placesOf, type Roi, valuesWith } from "./roi-values.ts";
import { roiWords } from "./roi-words.ts";
import classes from "./sponsor.module.css";

/** Worth of one unit of money, in minor units. */
const ONE_MINOR = 100;

interface RoiSlidersProps {
  roi: Roi;
  assumptions: Assumptions;
  result: NonNullable<Roi["result"]>;
}

/** The range, and what becomes of it when an assumption is another one: worked here by the rule that the server uses. */
export function RoiSliders({ roi, assumptions, result }: RoiSlidersProps) {
  const t = useWords(roiWords);
  const formats = useFormats();
  const [moved, setMoved] = useState<Readonly<Record<string, number>>>({});
  const money = (ratio_bps: number) => formats.money((ratio_bps * ONE_MINOR) / 10_000, roi.currency);
  const counts = assumptions.outcomes.map(({ counts: what, years }) => ({ quantity: (roi[what].value ?? 0) / WHOLE_PARTS, years }));
  const yours = socialReturn(counts, valuesWith(assumptions, moved), roi.invested.value ?? 0);
  const isMoved = Object.keys(moved).length > 0;
  return (
    <>
      <Card title={t("range", { one: formats.money(ONE_MINOR, roi.currency) })}>
        <div className={classes.return}>
          <strong>{t("range_from_to", { low: money(result.low.ratio_bps), high: money(result.high.ratio_bps) })}</strong>
          <span>{t("base_case", { base: money(result.base.ratio_bps) })}</span>
          <span role="status">{isMoved && `${t("yours")}: ${money(yours.ratio_bps)}`}</span>
        </div>
      </Card>
      <Card
        title={t("sliders")}
        actions={
          isMoved && (
            <Button variant="default" size="xs" onClick={() => setMoved({})}>
              {t("reset")}
            </Button>
          )
        }
      >
        <p>{t("sliders_lead")}</p>
        {[...Map.groupBy(placesOf(assumptions), ({ outcome }) => outcome)].map(([outcome, places]) => (
          <fieldset key={outcome ?? "all"} className={classes.outcome}>
            <legend>{outcome === null ? t("of_all") : assumptions.outcomes[outcome]!.name}</legend>
            {places.map((place) => (
              <Slider
                key={keyOf(place)}
                place={place}
                cases={casesAt(assumptions, place)}
                currency={roi.currency}
                value={moved[keyOf(place)]}
                onChange={(value) => setMoved({ ...moved, [keyOf(place)]: value })}
              />
            ))}
          </fieldset>
        ))}
      </Card>
    </>
  );
}

interface SliderProps {
  place: Place;
  cases: { low: number; base: number; high: number; source: string };
  currency: string;
  value: number | undefined;
  onChange: (value: number) => void;
}

function Slider({ place: { assumption }, cases: { low, base, high, source }, currency, value = base, onChange }: SliderProps) {
  const t = useWords(roiWords);
  const formats = useFormats();
  const id = useId();
  const shown = (number: number) => (assumption === "proxy" ? formats.money(number, currency) : formats.share(number));
  const [least, most] = [Math.min(low, high), Math.max(low, high)];
  return (
    <div className={classes.slider}>
      <label htmlFor={id}>{t(assumption)}</label>
      <output htmlFor={id}>{shown(value)}</output>
      {least < most && (
        <input
          id={id}
          type="range"
          min={least}
          max={most}
          step="any"
          value={value}
          aria-valuetext={shown(value)}
          onChange={({ currentTarget }) => onChange(Math.round(Number(currentTarget.value)))}
        />
      )}
      <small>{t("source", { source })}</small>
    </div>
  );
}
