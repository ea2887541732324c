/** What people whom a mission is for say of it: two questions, by a link of their own, without an account. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { drillOf, Figure } from "../common/figure.ts";
import { Id, listOf, shape } from "../common/shared.ts";

/** How much did it help you? From 1, not at all, to 5, very much. */
const Helped = z.int().min(1).max(5);
/** What should come next: more of this, it is enough as it is, or something else. */
export const VoiceWanted = z.enum(["more", "enough", "else"]);
export type VoiceWanted = z.infer<typeof VoiceWanted>;

/** How many people gave both answers. */
const VoiceCell = shape("VoiceCell", { helped: z.int(), wanted: VoiceWanted, amount: z.int() });

/** Answers are told from ten people on, and again after every fifth further one, so that nobody's can be told apart. */
export const MissionVoice = shape("MissionVoice", {
  mission_id: Id,
  title: z.string(),
  /** Links that were given to people. */
  handed_out: z.int(),
  answers: Figure,
  /** Of those who got a link; null while answers are withheld. */
  response_bps: z.int().nullable(),
  cells: z.array(VoiceCell),
});

const link = z.string().regex(/^[\w-]{22}$/);

export const voiceOperations = {
  handOutVoiceLinks: operation({
    route: "POST /api/sponsor/voice-links",
    summary: "Make links for people whom a mission is for, each for one answer, with a QR code of each",
    access: ["admin"],
    input: z.object({ mission_id: Id, count: z.int().min(1).max(200) }),
    output: listOf(shape("VoiceLink", { url: z.string(), qr_svg: z.string() })),
    status: 201,
    errors: { mission_not_found: 404 },
  }),
  voiceQuestion: operation({
    route: "GET /api/voice/:link",
    summary: "About which mission a link asks, and whether it was answered",
    access: ["anyone"],
    input: z.object({ link }),
    output: shape("VoiceQuestion", { title: z.string(), is_answered: z.boolean() }),
    errors: { voice_link_unknown: 404 },
  }),
  answerVoice: operation({
    route: "POST /api/voice/:link",
    summary: "Answer both questions, once for each link; nothing is kept of who answered",
    access: ["anyone"],
    input: z.object({ link, helped: Helped, wanted: VoiceWanted }),
    output: shape("VoiceThanks", { is_answered: z.literal(true) }),
    status: 201,
    errors: { voice_link_unknown: 404, voice_answered: 409 },
  }),
  voiceCells: operation({
    route: "GET /api/sponsor/voice/:mission_id/answers",
    summary: "The answers that were told of a mission, counted by what was said",
    access: ["sponsor", "admin", "government"],
    input: z.object({ mission_id: Id, told: z.int().min(10) }),
    output: drillOf(VoiceCell),
    errors: { mission_not_found: 404, figure_too_old: 410, figure_not_counted_yet: 409 },
  }),
} as const;
