import { message } from "@oneheart/messages";
import { found, notEvaluated, ruleOf } from "../finding.ts";
import { spanInWords } from "../words.ts";

const code = "exif_clock";
const minute_ms = 60_000;
/** Time zones differ by half hours, up to 26 hours between two of them, and clocks that are a day off are as common. */
const step_min = 30;
const drift_max_min = 3;
const hours_max = 26;

/** Whether the camera's clock agrees with the satellites' time in the same file. Clocks in another time zone are common. */
export const exifClock = ruleOf(code, ({ exif }, rules) => {
  const gps = exif?.moments.find(({ from }) => from === "gps");
  const clock = exif?.moments.find(({ from }) => from !== "gps");
  if (gps === undefined || clock === undefined) return notEvaluated(code, message("signal.exif_clock.not_both"));
  const apart_ms = Math.abs(Date.parse(clock.at) - Date.parse(gps.at));
  const apart_min = Math.round(apart_ms / minute_ms);
  if (apart_min <= rules.near_max_min) return found(code, apart_min, rules.agrees, message("signal.exif_clock.agrees"));
  const words = message("signal.exif_clock.apart", { span: spanInWords(apart_ms) });
  const off_min = Math.abs(apart_min - step_min * Math.round(apart_min / step_min));
  if (off_min <= drift_max_min && apart_min <= hours_max * 60) return found(code, apart_min, rules.hours, words);
  return found(code, apart_min, rules.apart, words, { flag: "exif_clock_apart" });
});
