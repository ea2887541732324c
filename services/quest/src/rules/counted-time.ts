import { type Message, message } from "@oneheart/messages";

const minute_ms = 60_000;
const whole_bps = 10_000;
/** A phone's clock may be wrong by so much, and sending takes time: within it, evidence is as late as its arrival. */
const tolerance_ms = 15 * minute_ms;

/** When evidence was captured by its own word, and when it arrived by the server's clock. */
export interface EvidenceTime {
  captured_at: Date;
  received_at: Date;
}

/** The minutes that count of those reported: at most what passed from the start to the last evidence, begun minutes counted whole. */
export function countedMinutes(reported: number, started_at: Date, evidence: readonly EvidenceTime[], now: Date): number {
  const last_ms = Math.max(...evidence.map((each) => evidencedAt(each, started_at).getTime()));
  return Math.min(reported, minutesBetween(started_at, new Date(Math.min(last_ms, now.getTime()))));
}

/** Begun minutes, at least one. */
export function minutesBetween(from: Date, to: Date): number {
  return Math.max(1, Math.ceil((to.getTime() - from.getTime()) / minute_ms));
}

/** The last moment that evidence shows work for. A capture that cannot be true says nothing, and its arrival counts. */
function evidencedAt({ captured_at, received_at }: EvidenceTime, started_at: Date): Date {
  const isPlausible = captured_at >= started_at && captured_at <= received_at;
  const isFresh = received_at.getTime() - captured_at.getTime() <= tolerance_ms;
  return isPlausible && !isFresh ? captured_at : received_at;
}

/** What a player is told of the time that counts; the words have no language yet. */
export interface CountedTime {
  reported_minutes: number | null;
  counted_minutes: number;
  expected_minutes: number;
  share_bps: number;
  words: Message;
}

/** What counted of a hand-in, or would count if the quest were handed in now: then `reported_minutes` is null. */
export function explainTime(reported_minutes: number | null, counted_minutes: number, expected_minutes: number): CountedTime {
  const share_bps = Math.round((counted_minutes * whole_bps) / expected_minutes);
  const told = { counted: counted_minutes, expected: expected_minutes, share: Math.floor(share_bps / 100) };
  return { reported_minutes, counted_minutes, expected_minutes, share_bps, words: wordsFor() };

  function wordsFor(): Message {
    if (reported_minutes === null) return message("quest_time.so_far", told);
    if (reported_minutes === counted_minutes) return message("quest_time.counted", told);
    return message("quest_time.reduced", { ...told, reported: reported_minutes });
  }
}
