import { message } from "@oneheart/messages";
import type { Facts } from "../facts.ts";
import { found, notEvaluated, ruleOf } from "../finding.ts";
import { spanInWords } from "../words.ts";

const code = "file_dates";
const minute_ms = 60_000;

/**
 * Whether every date in the file fits the time that was sent. Whoever writes a new time of capture into an old file easily forgets the
 * others. A later date of saving is usual; a clock that is wrong everywhere while the satellites' time agrees is only a wrong clock.
 */
export const fileDates = ruleOf(code, (facts, rules) => {
  const dates = facts.exif?.dates ?? [];
  if (dates.length === 0) return notEvaluated(code, message("signal.file_dates.none"));
  const max_ms = rules.apart_max_min * minute_ms;
  const captured = Date.parse(facts.proof.captured_at);
  const received = Date.parse(facts.proof.received_at);
  const apart = dates.map(({ at, kind }) => {
    const moment = Date.parse(at);
    return kind === "changed" ? Math.max(captured - moment, moment - Math.max(captured, received), 0) : Math.abs(moment - captured);
  });
  const worst_ms = Math.max(...apart);
  const worst = Math.round(worst_ms / minute_ms);
  if (worst_ms <= max_ms) return found(code, worst, rules.agree, message("signal.file_dates.agree"));
  const span = spanInWords(worst_ms);
  // What the time of capture itself differs by is weighed there.
  if (isCaptureApart(facts, max_ms) || isWrongClock(facts, max_ms))
    return found(code, worst, 0, message("signal.file_dates.apart", { span }));
  const more = { flag: "file_dates_apart", review: true } as const;
  return found(code, worst, rules.apart, message("signal.file_dates.far", { span }), more);
});

/** Whether no time of capture in the file fits. */
function isCaptureApart({ exif, proof }: Facts, max_ms: number): boolean {
  const captured = Date.parse(proof.captured_at);
  const moments = exif?.moments ?? [];
  return moments.length > 0 && moments.every(({ at }) => Math.abs(Date.parse(at) - captured) > max_ms);
}

/** Whether the satellites' time fits, and all dates of the clock are one another's. */
function isWrongClock({ exif, proof }: Facts, max_ms: number): boolean {
  const gps = exif?.moments.find(({ from }) => from === "gps");
  if (gps === undefined || Math.abs(Date.parse(gps.at) - Date.parse(proof.captured_at)) > max_ms) return false;
  const times = (exif?.dates ?? []).map(({ at }) => Date.parse(at));
  return Math.max(...times) - Math.min(...times) <= max_ms;
}
