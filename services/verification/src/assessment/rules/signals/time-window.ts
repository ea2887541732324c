import type { AutomaticReason, RuleSet } from "@oneheart/contracts";
import { message } from "@oneheart/messages";
import type { Facts } from "../facts.ts";
import { type Finding, found, type Rule } from "../finding.ts";
import { spanInWords } from "../words.ts";

type Rules = RuleSet["time_window"];
/** How far a moment lies before the quest's start, after the file's arrival and after the quest's end, in milliseconds. */
interface Distances {
  early_ms: number;
  late_ms: number;
  after_ms: number;
}

const code = "time_window";
const minute_ms = 60_000;

/**
 * Whether the capture lies between the start of the quest and the arrival of the file. Both are the server's; the time of capture is the
 * phone's, whose clock may be wrong: it alone rejects nobody unless the rule set is from before that was known.
 */
export const timeWindow: Rule = (facts, { time_window: rules }) => {
  const claimed = distancesOf(Date.parse(facts.proof.captured_at), facts);
  if (isWithin(claimed, rules)) return withinWindow(claimed, rules);
  return rules.clock === undefined ? impossible(claimed, rules) : byOtherClocks(claimed, facts, rules, rules.clock);
};

function distancesOf(moment: number, { proof, quest }: Facts): Distances {
  return {
    early_ms: Date.parse(quest.started_at) - moment,
    late_ms: moment - Date.parse(proof.received_at),
    after_ms: moment - Date.parse(quest.expires_at),
  };
}

function isWithin({ early_ms, late_ms }: Distances, { early_max_min, late_max_min }: Rules): boolean {
  return early_ms <= early_max_min * minute_ms && late_ms <= late_max_min * minute_ms;
}

function withinWindow({ early_ms, after_ms }: Distances, rules: Rules): Finding {
  if (after_ms > 0) {
    const more = { flag: "captured_after_expiry", hard: true } as const;
    return found(code, "after_expiry", rules.expired, message("signal.time_window.after_expiry", { span: spanInWords(after_ms) }), more);
  }
  if (early_ms > 0) return found(code, "near_start", rules.near, message("signal.time_window.near_start"));
  return found(code, "inside", rules.inside, message("signal.time_window.inside"));
}

function impossible({ early_ms, late_ms }: Distances, rules: Rules): Finding {
  const rejected = (flag: AutomaticReason & ("captured_before_start" | "captured_after_receipt")) => ({ flag, rejects: flag });
  if (early_ms > rules.early_max_min * minute_ms) {
    const words = message("signal.time_window.before_start", { span: spanInWords(early_ms) });
    return found(code, "before_start", rules.impossible, words, rejected("captured_before_start"));
  }
  const words = message("signal.time_window.after_receipt", { span: spanInWords(late_ms) });
  return found(code, "after_receipt", rules.impossible, words, rejected("captured_after_receipt"));
}

/**
 * The phone's clock cannot be right, or the evidence is old. Satellite time in the file decides where there is some; else a code that was
 * issued at the start of the quest speaks for a wrong clock, up to what clocks are wrong by.
 */
function byOtherClocks(claimed: Distances, facts: Facts, rules: Rules, clock: NonNullable<Rules["clock"]>): Finding {
  const { proof, quest, exif, reuse } = facts;
  const gps = exif?.moments.find(({ from }) => from === "gps");
  const satellites = gps && distancesOf(Date.parse(gps.at), facts);
  const isBefore = claimed.early_ms > 0;
  if (satellites !== undefined && isWithin(satellites, rules)) {
    const { signal, ...more } = withinWindow(satellites, rules);
    if (signal.hard) return { signal, ...more };
    const words = message("signal.time_window.satellites");
    return found(code, signal.value, signal.weight, words, { flag: "phone_clock_wrong" });
  }
  // What was given up may have been taken before the quest for which it is sent now.
  if (satellites !== undefined && isBefore && satellites.early_ms > 0 && reuse.of !== "given_up") return impossible(claimed, rules);

  const off_ms = Math.max(claimed.early_ms, claimed.late_ms);
  const off = { span: spanInWords(off_ms), side: isBefore ? ("before" as const) : ("after" as const) };
  if (proof.nonce === quest.nonce && off_ms <= clock.max_min * minute_ms)
    return found(code, "clock_wrong", clock.wrong, message("signal.time_window.clock_wrong", off), { flag: "phone_clock_wrong" });
  const more = { flag: "outside_quest_time", review: true } as const;
  return found(code, "clock_far", clock.far, message("signal.time_window.clock_far", off), more);
}
