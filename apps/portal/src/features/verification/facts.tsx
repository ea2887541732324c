import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { PositionMap } from "../../components/position-map/position-map.tsx";
import type { Item } from "./item.ts";
import classes from "./review.module.css";
import { reviewWords } from "./review-words.ts";

/** The task, the places, the times and what the file says of itself. */
export function Facts({ item }: { item: Item }) {
  const t = useWords(reviewWords);
  const formats = useFormats();
  const { task, timeline, metadata, positions } = item;
  const times = ["start_to_capture", "capture_to_arrival", "capture_to_end"] as const;
  return (
    <div className={classes.context}>
      <section>
        <h2>{t("where")}</h2>
        <PositionMap {...positions} />
      </section>
      <section>
        <h2>{t("task")}</h2>
        <ul className={classes.flags}>
          <li>{t("asked", { minutes: formats.duration(task.expected_minutes) })}</li>
          {task.reported_minutes !== null && <li>{t("reported", { minutes: formats.duration(task.reported_minutes) })}</li>}
          {task.witnesses_required > 0 && <li>{t("witnesses", { count: task.witnesses_required })}</li>}
        </ul>
        <h2>{t("when")}</h2>
        <dl className={classes.pairs}>
          {times.map((name) => (
            <div key={name}>
              <dt>{t(name)}</dt>
              <dd>{formats.duration(timeline[name])}</dd>
            </div>
          ))}
        </dl>
        <h2>{t("file")}</h2>
        <dl className={classes.pairs}>
          <div>
            <dt>{t("camera")}</dt>
            <dd>{metadata.camera ?? "–"}</dd>
          </div>
          <div>
            <dt>{t("software")}</dt>
            <dd>{metadata.software ?? "–"}</dd>
          </div>
          {metadata.moments.map(({ from, after_capture_min }) => (
            <div key={from}>
              <dt>{t("clock", { from })}</dt>
              <dd>{t(after_capture_min < 0 ? "clock_before" : "clock_after", { time: formats.duration(Math.abs(after_capture_min)) })}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
