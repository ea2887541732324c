import { found, type Rule } from "../finding.ts";
import { spanInWords } from "../words.ts";

const minute_ms = 60_000;

/** Whether the time of capture lies between the start of the quest and the arrival of the file. */
export const timeWindow: Rule = ({ proof, quest }, { time_window: rules }) => {
  const captured = Date.parse(proof.captured_at);
  const early_ms = Date.parse(quest.started_at) - captured;
  const late_ms = captured - Date.parse(proof.received_at);
  const say = (value: string, weight: number, explanation: string, more?: Parameters<typeof found>[4]) =>
    found("time_window", value, weight, explanation, more);

  if (early_ms > rules.early_max_min * minute_ms) {
    const more = { flag: "captured_before_start", rejects: "captured_before_start" } as const;
    return say("before_start", rules.impossible, `The evidence is from ${spanInWords(early_ms)} before the quest was started.`, more);
  }
  if (late_ms > rules.late_max_min * minute_ms) {
    const more = { flag: "captured_after_receipt", rejects: "captured_after_receipt" } as const;
    return say("after_receipt", rules.impossible, `The evidence claims to be from ${spanInWords(late_ms)} after it arrived.`, more);
  }
  const after_ms = captured - Date.parse(quest.expires_at);
  if (after_ms > 0) {
    const more = { flag: "captured_after_expiry", hard: true } as const;
    return say("after_expiry", rules.expired, `The evidence is from ${spanInWords(after_ms)} after the quest ended.`, more);
  }
  if (early_ms > 0) return say("near_start", rules.near, "The evidence is from shortly before the quest was started.");
  return say("inside", rules.inside, "The evidence is from while the quest was under way.");
};
