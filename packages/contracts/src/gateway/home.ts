import { z } from "zod";
import { operation, signedIn } from "../common/define.ts";
import { Id, Latitude, Longitude, ProofStatus, shape, Time } from "../common/shared.ts";
import { Notification } from "../notification/public.ts";
import { ActionDays, Player } from "../player/public.ts";
import { NextStep } from "../proof/public.ts";
import { ImpactByType, Quest } from "../quest/public.ts";
import { tokenContract } from "../token/public.ts";

/** Why a quest is the next one: it is under way, it is in one of the zones nearest to the place that was sent, or it is open to the player. */
export const NextQuestReason = z.enum(["under_way", "near", "open"]);

/** Evidence that waits: for the checks or a person, or for the player. */
const WaitingProof = shape("WaitingProof", {
  proof_id: Id,
  quest_id: Id,
  status: ProofStatus,
  created_at: Time,
  next_step: NextStep,
});

/** What a player's first screen shows. A part whose service is away is null; the others are there. */
export const Home = shape("Home", {
  player: Player.nullable(),
  balance: tokenContract.operations.getBalance.output.nullable(),
  next: shape("NextQuest", { quest: Quest, because: NextQuestReason }).nullable(),
  /** Under way first, then those that can be taken. */
  quests: z.array(Quest).nullable(),
  waiting: z.array(WaitingProof).nullable(),
  days: ActionDays.nullable(),
  impact: z.array(ImpactByType).nullable(),
  /** The newest that were not read. */
  notifications: shape("HomeNotifications", { unread_count: z.int(), items: z.array(Notification) }).nullable(),
});
export type Home = z.infer<typeof Home>;

export const homeOperation = operation({
  route: "GET /api/me/home",
  summary: "What a player's first screen shows, in one call; with `lat` and `lng`, quests in the nearest zones",
  access: signedIn,
  input: z.object({ lat: Latitude.optional(), lng: Longitude.optional() }),
  output: Home,
  errors: { location_incomplete: 400 },
});
