import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, Latitude, Longitude, listOf, ProofStatus, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { readMany } from "../internal/read-many.ts";
import { PictureUse } from "./picture-consent.ts";
import { MediaType, proofContract } from "./public.ts";

/** What verification analyses. */
export const ProofFacts = shape("ProofFacts", {
  status: ProofStatus.default("stored"),
  proof_id: Id,
  action_id: Id,
  quest_id: Id,
  player_id: Id,
  media_type: MediaType,
  media_hash: z.string(),
  size_bytes: z.int(),
  storage_path: z.string(),
  /** Where the copy for others lies, without metadata; null for what has none. */
  delivery_path: z.string().nullable().default(null),
  captured_at: Time,
  received_at: Time,
  lat: Latitude,
  lng: Longitude,
  accuracy_m: z.number().nullable(),
  nonce: z.string().nullable(),
  mock_location: z.boolean(),
  /** What was taken off the device's time of capture. */
  clock_skew_ms: z.int().default(0),
});

export const ActionFacts = shape("ActionFacts", {
  action_id: Id,
  quest_id: Id,
  mission_id: Id,
  player_id: Id,
  action_type: z.string(),
  location_lat: Latitude,
  location_lng: Longitude,
  duration_minutes: z.int().nullable(),
  beneficiaries_count: z.int().nullable(),
  timestamp: Time,
});

/** What sponsors may see of a proof, with its place to about a kilometre. */
export const ShownProof = shape("ShownProof", {
  proof_id: Id,
  action_id: Id,
  captured_at: Time,
  lat: Latitude,
  lng: Longitude,
  pictures: z.array(shape("ShownPicture", { picture_id: Id, picture_url: z.string(), width_px: z.int(), height_px: z.int() })),
});

/** What only services ask of each other here, and what they tell. */
export const proofInternal = defineContract({
  service: "proof",
  operations: {
    ownData: ownDataOperation,
    findProofs: operation({
      summary: "Several proofs by id; unknown ones are left out",
      access: ["internal"],
      input: z.object({ ids: z.array(Id).max(200) }),
      output: listOf(ProofFacts),
    }),
    readProofs: readMany(proofContract.operations.getProof, "Many proofs, those of one's own"),
    proofsOfQuests: operation({
      summary: "What was sent for quests and not rejected",
      access: ["internal"],
      input: z.object({ quest_ids: z.array(Id).max(200) }),
      output: listOf(ProofFacts),
    }),
    actionFacts: operation({
      summary: "One action",
      access: ["internal"],
      input: z.object({ id: Id }),
      output: ActionFacts,
      errors: { action_not_found: 404 },
    }),
    shownProofs: operation({
      summary: "Those of these proofs of which sponsors may see something now, and what, with links that live for minutes",
      access: ["internal"],
      input: z.object({ proof_ids: z.array(Id).max(200) }),
      output: listOf(ShownProof),
    }),
  },
  events: {
    /**
     * To whom pictures of a proof may be shown, as long as it is verified. A later change has a greater `change_no`; whoever keeps
     * something that is shown no more forgets it.
     */
    picturesChanged: event(
      "proof.pictures_changed",
      z.object({ proof_id: Id, action_id: Id, change_no: z.int(), shown_to: z.array(PictureUse) }),
    ),
    proofSubmitted: event("proof.submitted", z.object({ proof_id: Id, action_id: Id, quest_id: Id, player_id: Id })),
  },
});
