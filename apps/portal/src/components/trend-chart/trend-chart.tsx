import { useFormats } from "../../app/formats.ts";
import { roundTop, type Step, stepsBetween } from "./periods.ts";
import classes from "./trend-chart.module.css";

/** A bar: what a period came to. */
interface Bar {
  from: string;
  value: number;
  /** The period and its value in words. */
  words: string;
}

interface TrendChartProps {
  /** What it shows, for those who do not see it; the table beside it has the numbers. */
  label: string;
  bars: readonly Bar[];
  step: Step;
  format: (value: number) => string;
}

/** Bars along time, with gaps where nothing was. Everything on it is also in a table. */
export function TrendChart({ label, bars, step, format }: TrendChartProps) {
  const formats = useFormats();
  const first = bars[0]!.from;
  const last = bars.at(-1)!.from;
  const top = roundTop(Math.max(...bars.map(({ value }) => value)));
  const byPlace = new Map(bars.map((bar) => [stepsBetween(first, bar.from, step), bar]));
  const places = Array.from({ length: stepsBetween(first, last, step) + 1 }, (_, place) => place);
  return (
    <div className={classes.chart} role="img" aria-label={label}>
      <div className={classes.scale} aria-hidden>
        {[1, 0.5, 0].map((share) => (
          <span key={share}>{format(top * share)}</span>
        ))}
      </div>
      <div className={classes.bars} aria-hidden>
        {places.map((place) => {
          const bar = byPlace.get(place);
          return (
            <div key={place} className={classes.place} title={bar?.words}>
              {bar && <div className={classes.bar} style={{ height: `${(Math.max(0, bar.value) / top) * 100}%` }} />}
            </div>
          );
        })}
      </div>
      <div className={classes.days} aria-hidden>
        <span>{formats.day(first)}</span>
        {last !== first && <span>{formats.day(last)}</span>}
      </div>
    </div>
  );
}
