import { createHash } from "node:crypto";
import { drillTo, type Figure, type Output, sponsorContract } from "@oneheart/contracts";
import { mayTellAgain } from "@oneheart/disclosure";
import type { VoiceCount, VoiceRow } from "../store/voice.ts";

const { operations } = sponsorContract;
type MissionVoice = Output<typeof operations.sponsorPanel>["voice"][number];

/** Fewer answers than this say nothing, and would say it of somebody. */
const ANSWERS_MIN = 10;

/** Whether all answers so far may be told. */
export function mayTell({ answered, told }: VoiceCount): boolean {
  return mayTellAgain({ people: answered, told, least: ANSWERS_MIN });
}

/** What is kept of a link. */
export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** What people said of a mission, with how many of those who were asked answered. */
export function presentVoice({ mission_id, title, handed_out, told, told_at, cells }: VoiceRow, now: Date): MissionVoice {
  const response_bps = told === 0 ? null : Math.round((told * 10_000) / handed_out);
  return { mission_id, title, handed_out, answers: answersFigure(mission_id, told, told_at ?? now, cells.length), response_bps, cells };
}

function answersFigure(mission_id: string, told: number, as_of: Date, count: number): Figure {
  const of = { unit: "people", as_of: as_of.toISOString() } as const;
  if (told === 0) return { ...of, value: null, basis: { kind: "events", count: null }, drill: null, withheld: "too_few_people" };
  return { ...of, value: told, basis: { kind: "events", count }, drill: drillTo(operations.voiceCells, { mission_id, told }) };
}
